"""A stretch of a file to look at: numbers, both ends, what stands between, colours, nothing private."""

from __future__ import annotations

import html
import re

import pytest
from markupsafe import Markup

from grader import catalogue
from grader.check import FilePlace
from grader.page.evidence import evidence
from grader.page.lines import LONGEST_LINE
from grader.page.source import Source
from grader.page.swatch import with_colours
from grader.website.index import index
from grader.website.read import read

STORY = """<!doctype html>
<main>
  <section class="story">
    <h2>How she began</h2>
    <p>She climbed.</p>
    <p>She read.</p>
    <p>She built.</p>
    <p>She taught.</p>
</main>
"""


def drawn(page: str, check: str = "unclosed-tags", *, language: str = "en", look: bool = True) -> str:
    """The evidence of a check on one page, drawn from its file."""
    site = read({"index.html": page.encode()})
    found = catalogue.entry(f"website.{check}").check
    places = found.observe(index(site), found.params()).places
    assert places
    return str(evidence(places, language, look=look, source=Source(site.files)))


def rows(drawing: str) -> list[str]:
    """The lines as they are read: class, number, and the words."""
    found = re.findall(r'<span(?: class="(\w+)")?><i>(\d*)</i><b>(.*?)</b></span>', drawing)
    return [f"{kind}:{number}:{html.unescape(text)}" for kind, number, text in found]


def test_both_ends_of_an_open_tag_are_marked_and_the_middle_is_short() -> None:
    drawing = drawn(STORY)
    assert rows(drawing) == [
        'two:3:  <mark><section class="story"></mark><em>opens here</em>',
        "held:4:    <h2>How she began</h2>",
        "held:5:    <p>She climbed.</p>",
        "held::⋮",
        "held:8:    <p>She taught.</p>",
        "two:9:<mark></main></mark><em>still open here</em>",
    ]
    assert 'aria-label="index.html, lines 3 to 9"' in drawing


def test_both_ends_in_one_line_are_two_marks_in_a_line_that_wraps() -> None:
    drawing = drawn("<p>four <strong>legs</p>\n<p>more</p>")
    assert rows(drawing) == ["two:1:<p>four <mark><strong></mark>legs<mark></p></mark>"]
    assert 'class="lines wrap"' in drawing


@pytest.mark.parametrize(
    ("page", "last"),
    [
        ("<p>\n<b><i>Cats\n</b></i></p>", "two:3:</b><mark></i></mark></p><em>closes too late</em>"),
        ("<div>\n<h1>Cats\nand dogs\n</h2></div>", "two:4:<mark></h2></mark></div><em>this closes it</em>"),
    ],
)
def test_an_end_tag_that_comes_is_the_far_end(page: str, last: str) -> None:
    assert rows(drawn(page))[-1] == last


def test_what_never_ends_is_shown_to_the_last_line_that_says_something() -> None:
    shown = rows(drawn("<p>Cats</p>\n  <!-- more\n<p>Dogs</p>\n\n\n"))
    assert shown[0] == "two:2:  <mark><!-- more</mark>"
    assert shown[-1] == "two:3:<mark><p>Dogs</p></mark>"


def test_what_works_is_shown_without_marks() -> None:
    place = FilePlace("index.html", 4, 5, 4, 27, "<h2>How she began</h2>")
    drawing = str(evidence([place], "en", source=Source({"index.html": STORY.encode()})))
    assert rows(drawing) == [":4:<h2>How she began</h2>"]


def test_in_khmer_the_words_beside_the_marks_are_khmer() -> None:
    drawing = drawn(STORY, language="km")
    assert "opens here" not in drawing
    assert "still open" not in drawing
    assert '<pre class="lines" role="group" tabindex="0"' in drawing


def test_a_line_of_a_builder_is_cut_around_the_mark() -> None:
    drawing = drawn(f"<p>{'x' * 50_000}</p><em>open{'y' * 50_000}")
    (shown,) = rows(drawing)
    text = re.sub(r"</?mark>", "", shown.partition(":")[2].partition(":")[2])
    assert "<mark><em></mark>" in shown
    assert text.startswith("…")
    assert text.endswith("…")
    assert len(text) <= LONGEST_LINE + 2


def test_a_long_line_without_a_mark_is_cut_around_the_place_too() -> None:
    page = f"<p>{'x' * 5000}</p><h2>Cats</h2>"
    place = FilePlace("index.html", 1, 5008, 1, 5021, "<h2>Cats</h2>")
    (shown,) = rows(str(evidence([place], "en", source=Source({"index.html": page.encode()}))))
    assert shown.endswith("<h2>Cats</h2>")
    assert "…" in shown


def test_nothing_private_is_shown() -> None:
    drawing = drawn(STORY.replace("She climbed.", "Call me: 012 345 678"))
    assert "345 678" not in drawing
    assert "Call me: 01" in drawing


def test_a_place_that_does_not_fit_the_file_shows_what_it_keeps() -> None:
    place = FilePlace("index.html", 90, 1, 90, 5, "<h1>")
    drawing = str(evidence([place], "en", look=True, source=Source({"index.html": STORY.encode()})))
    assert rows(drawing) == ["two:90:<h1>"]
    gone = str(evidence([place], "en", look=True, source=Source({})))
    assert rows(gone) == ["two:90:<h1>"]


def test_what_she_wrote_stays_words() -> None:
    drawing = drawn('<p title="<script>alert(1)</script>"><b>open <i>&lt;</p>')
    assert "<script>" not in drawing


@pytest.mark.parametrize(
    ("line", "file", "dabs"),
    [
        ("p { color: #6b5b95; background: Red }", "style.css", ["#6b5b95", "#ff0000"]),
        ("  border: 1px solid rgb(0 128 0);", "index.html", ["#008000"]),
        ('<p style="background-color: hsl(0, 100%, 50%)">', "index.html", ["#ff0000"]),
        ("--main: teal;", "style.css", ["#008080"]),
        ("<p>My favourite color: red</p>", "index.html", []),
        ("p { font: red; margin: 0 }", "style.css", []),
        ("a { color: transparent }", "style.css", []),
        ("a { color: inherit; background: url(red.png) }", "style.css", []),
    ],
)
def test_colours_stand_beside_their_names(line: str, file: str, dabs: list[str]) -> None:
    shown = with_colours(line, file)
    assert isinstance(shown, Markup)
    assert re.findall(r'class="dab".*?fill="(.*?)"', shown) == dabs
    assert html.unescape(re.sub(r"<svg.*?</svg>", "", shown)) == line
