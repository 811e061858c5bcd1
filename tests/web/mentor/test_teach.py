"""Teach on Monday: counted from the kept reports, nobody named, small classes kept whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from grader.check import BlockPlace, FilePlace
from grader.scratch.model import ScratchProject, Target
from grader.scratch.notation import read_scripts
from grader.scratch.write import write
from tests.web.conftest import Pages, use, visible
from web.mentor import mask, teach
from worker.store.views import AssignmentView

TIDY = """\
rubric: 1
id: tidy
version: 1
week: 5
title: {en: Tidy blocks}
accepts: [sb3]
points: 8
criteria:
  - id: tidy
    title: {en: No loose blocks}
    points: 4
    check: scratch.dead-code
    levels: {good: 5, great: 0}
    hints:
      - {en: "Look at {where}."}
      - {en: "Drag them under a yellow block."}
  - id: repeats
    title: {en: It repeats}
    points: 4
    check: scratch.loops
    levels: {great: 1}
examples:
  - {file: none, expect: {points: 0}}
"""
GUIDE = (
    "# Tidy\n\n**Aim.** Order.\n\n**Five-minute activity.** Sort paper blocks.\n\n- Pairs\n\n**Questions**\n\n1. Why?\n"
)
NAMES = ("Maly", "Chenda", "Thida", "Pisey", "Kolab")
SECRET = "Srey Pov 012 345 678"


def project(name: str, *, loose: bool) -> bytes:
    """A sprite of her name; a loose script that says who she is."""
    started = f"when flag clicked\nset [{name} v] to (1)\n"
    lost = f"say [I am {name}, {SECRET}] for (2) secs\nset [{name} v] to (3)\nbroadcast ({name} v)\n"
    scripts = read_scripts(started + ("\n" + lost if loose else ""))
    return write(ScratchProject((Target("Stage", stage=True), Target(name, stage=False, scripts=scripts))))


@pytest.fixture
def tidy(pages: Pages, tmp_path: Path) -> AssignmentView:
    """The task, with a page for mentors."""
    use(pages.cast.store, tmp_path, "tidy", TIDY, {"mentor.md": GUIDE})
    return pages.cast.give("tidy")


def send(pages: Pages, given: AssignmentView, loose: int) -> None:
    """Five works and Sokha's own, so many of them with loose blocks."""
    added = pages.cast.store.people.add_students(pages.cast.saturday.id, list(NAMES))
    for place, her in enumerate((*added, pages.cast.sokha)):
        data = project(her.nickname, loose=place < loose)
        pages.cast.store.submissions.hand_in(her.id, given.id, data, "tidy.sb3")
    pages.grade()


def test_the_mix_up_most_seen_with_what_helps_and_five_minutes(
    pages: Pages, channary: FlaskClient, tidy: AssignmentView
) -> None:
    send(pages, tidy, loose=3)
    page = visible(channary.get(f"/mentor/task/{tidy.id}/teach"))
    assert "Seen in 3 of 6 works." in page
    assert "What helps: Drag them under a yellow block." in page  # the hint that names no place of one girl
    assert "Sort paper blocks." in page
    assert "Why?" not in page
    assert "6 of 6" in page
    assert "0 of 6" in page


def test_nobody_is_named_and_nothing_private_is_shown(
    pages: Pages, channary: FlaskClient, tidy: AssignmentView
) -> None:
    send(pages, tidy, loose=4)
    text = channary.get(f"/mentor/task/{tidy.id}/teach").get_data(as_text=True)
    assert 'class="stack' in text  # there are examples
    assert "[" not in visible(text)
    for hers in (*NAMES, "Sokha", "Dara", SECRET, "012", "I am"):
        assert hers not in text, hers


def test_the_number_leads_to_exactly_those_works(pages: Pages, channary: FlaskClient, tidy: AssignmentView) -> None:
    send(pages, tidy, loose=2)
    text = channary.get(f"/mentor/task/{tidy.id}/teach").get_data(as_text=True)
    link = re.search(r'<a href="([^"]+)">Seen in 2 of 6', text)
    assert link
    page = visible(channary.get(link[1].replace("&amp;", "&")))
    assert "Shown here: 2 of 7." in page
    assert [name for name in NAMES if name in page] == ["Maly", "Chenda"]


def test_what_one_work_alone_has_is_no_mix_up_of_the_class(
    pages: Pages, channary: FlaskClient, tidy: AssignmentView
) -> None:
    send(pages, tidy, loose=1)
    page = visible(channary.get(f"/mentor/task/{tidy.id}/teach"))
    assert "Seen in" not in page
    assert "Nothing is mixed up by more than one." in page


def test_a_small_class_is_not_broken_down(pages: Pages, channary: FlaskClient, tidy: AssignmentView) -> None:
    for her in (pages.cast.sokha, pages.cast.dara):
        data = project(her.nickname, loose=True)
        pages.cast.store.submissions.hand_in(her.id, tidy.id, data, "tidy.sb3")
    pages.grade()
    page = visible(channary.get(f"/mentor/task/{tidy.id}/teach"))
    assert "This class is small, so we keep it whole." in page
    assert " of 2" not in page
    assert "Seen in" not in page


def test_few_works_of_a_large_class_are_not_broken_down(
    pages: Pages, channary: FlaskClient, tidy: AssignmentView
) -> None:
    send(pages, tidy, loose=3)
    later = pages.cast.give("tidy")
    data = project("Sokha", loose=True)
    pages.cast.store.submissions.hand_in(pages.cast.sokha.id, later.id, data, "tidy.sb3")
    pages.grade()
    page = visible(channary.get(f"/mentor/task/{later.id}/teach"))
    assert "Not enough works have come yet." in page
    assert "Seen in" not in page


@pytest.mark.parametrize(
    ("text", "css", "shown"),
    [
        ('<h1 class="sokha">I am Sokha 012 345 678</h1>', False, '<h1 class="…">…</h1>'),
        ('<img src="Sokha.JPG" alt="">', False, '<img src="….jpg" alt="">'),
        ("<sokha data-x=Sokha alt=Sokha", False, '<… … alt="…"'),
        ('<p style="color: red; font-family: Sokha">', False, '<p style="color: red; font-family: …">'),
        ("<!-- Sokha --><br>", False, "<br>"),
        ("a<b Sokha", False, "…<b …"),
        (".sokha > h1, #me { color: sokha; font-size: 12px }", True, ".… > h1, #… { color: …; font-size: 12px }"),
        ("--sokha: 012345678;", True, "…: …;"),
    ],
)
def test_lines_keep_what_everybody_writes(text: str, css: bool, shown: str) -> None:  # noqa: FBT001 - a row's value
    assert mask.line(text, css=css) == shown


def test_blocks_keep_menus_and_short_numbers_and_lose_names_and_texts() -> None:
    text = (
        "define jump (Sokha)\nif <touching (Sokha v)?> then\n  set [Sokha v] to (12345678)\n  say [Sokha]\nend\n"
        "if <touching (edge v)?> then\n  wait (2) secs\nend\n"
    )
    picture = str(mask.example(BlockPlace("Sokha", "a", text), "en"))
    assert "Sokha" not in picture
    assert "12345678" not in picture
    assert "jump" not in picture
    assert "edge" in picture
    assert ">2<" in picture


def test_words_alone_and_whole_files_are_no_example() -> None:
    assert mask.example(FilePlace("sokha.html", 3, 1, 3, 9, "I am Sokha"), "en") is None
    assert mask.example(FilePlace("sokha.html", None, None, None, None, "<p>Sokha"), "en") is None


def test_a_section_ends_at_the_next_label_and_is_found_in_khmer_too() -> None:
    assert teach.section(GUIDE) == "Sort paper blocks.\n\n- Pairs"
    assert teach.section("**សកម្មភាព\u200bប្រាំ\u200bនាទី។** លេង\u200bហ្គេម\n\n# A") == "លេង\u200bហ្គេម"
    assert teach.section("**Aim.** Order.") == ""
