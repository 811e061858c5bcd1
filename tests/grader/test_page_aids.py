"""What helps to see: two colours that read well, and the folder with the name that was nearly meant."""

from __future__ import annotations

import re

from grader import catalogue
from grader.check import FilePlace
from grader.page.aids import MOST_FILES, draw_aids
from grader.page.source import Source
from grader.website.index import index
from grader.website.read import read
from grader.words.aids import NOTHING, aids
from tests.kit.site import PNG


def seen(check: str, files: dict[str, bytes], language: str = "en") -> str:
    """What a check's values give to look at, drawn with the files beside it."""
    site = read(files)
    found = catalogue.entry(f"website.{check}").check
    observed = found.observe(index(site), found.params())
    places = observed.places or observed.near
    return str(draw_aids(aids(observed.values, language), places, language, Source(site.files)))


def words(drawing: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", drawing).split())


def page(text: str) -> bytes:
    return f"<!doctype html><title>x</title>{text}".encode()


def test_pale_words_get_a_darker_one_of_their_hue_beside_them() -> None:
    drawing = seen("contrast", {"index.html": page('<p style="color: #b8a9d9">She climbs</p>')})
    said = words(drawing)
    assert "Now 2.1 to 1 #b8a9d9 on white" in said
    better = re.search(r"(#[0-9a-f]{6}) on white reads well\.", said)
    assert better
    assert f'fill="{better.group(1)}">She climbs<' in drawing
    assert 'fill="#b8a9d9">She climbs<' in drawing
    assert "style=" not in drawing


def test_the_sample_is_the_words_that_wear_the_colours() -> None:
    text = '<p style="color: #999">Grey words</p><p style="color: #eee">The palest</p>'
    drawing = seen("contrast", {"index.html": page(text)})
    assert 'fill="#eeeeee">The palest<' in drawing
    assert "Grey words" not in drawing


def test_large_words_are_asked_for_less() -> None:
    small = seen("contrast", {"index.html": page('<p style="color: #bbb">She climbs</p>')})
    large = seen("contrast", {"index.html": page('<p style="color: #bbb; font-size: 30px">She climbs</p>')})
    ratio = re.compile(r"For example ([\d.]+) to 1")
    assert float(ratio.findall(words(small))[0]) >= 4.5
    assert 3 <= float(ratio.findall(words(large))[0]) < 3.5


def test_white_words_on_a_pale_ground_get_a_deeper_ground() -> None:
    said = words(seen("contrast", {"index.html": page('<p style="color: white; background: #ffb6c1">Hi</p>')}))
    assert re.search(r"On #[0-9a-f]{6} , white reads well\.", said)


def test_colours_that_read_well_and_values_of_other_checks_give_nothing() -> None:
    assert aids({"ink": "#000000", "paper": "#ffffff"}, "en") == NOTHING
    assert aids({"ink": "inherit", "paper": "#ffffff"}, "en") == NOTHING
    assert aids({"count": 2}, "en") == NOTHING
    assert not draw_aids(NOTHING, (), "en", None)


def test_the_folder_marks_the_nearest_name() -> None:
    files = {"index.html": page('<img src="img/cat.png">'), "img/Cat.PNG": PNG, "style.css": b"p {}"}
    drawing = seen("pictures-found", files)
    assert "Your page asks for img/cat.png . Nearest is img/Cat.PNG ." in words(drawing)
    assert words(drawing).endswith("Your folder index.html style.css img/ Cat.PNG you wrote img/cat.png")
    assert re.findall(r'<li class="near"><mark class="at">(.*?)</mark>', drawing) == ["Cat.PNG"]


def test_a_file_that_nothing_is_like_has_the_folder_without_a_mark() -> None:
    drawing = seen("pictures-found", {"index.html": page('<img src="elephant.png">'), "a.css": b""})
    assert "It is not in your folder yet." in words(drawing)
    assert "<mark" not in drawing


def test_a_part_of_the_page_is_no_file() -> None:
    assert seen("links-work", {"index.html": page('<a href="#nowhere">Up</a>')}) == ""


def test_a_large_folder_is_short_and_still_shows_the_nearest() -> None:
    files = {f"img/{number:03}.png": PNG for number in range(50)}
    files |= {f"more{number}/a.txt": b"x" for number in range(20)} | {"img/zebra.png": PNG}
    drawing = seen("pictures-found", {"index.html": page('<img src="img/zebre.png">'), **files})
    assert drawing.count("<li") < 2 * MOST_FILES + 20
    assert '<mark class="at">zebra.png</mark>' in drawing
    assert "and 44 more" in words(drawing)


def test_what_she_named_stays_words() -> None:
    drawing = seen("pictures-found", {"index.html": page('<img src="<b>.png">'), "<i>.png": PNG})
    assert "<b>.png" not in drawing
    assert "<i>.png" not in drawing


def test_in_khmer() -> None:
    said = words(seen("contrast", {"index.html": page('<p style="color: #bbb">She climbs</p>')}, "km"))
    assert "reads well" not in said
    assert "white" not in said


def test_without_files_the_sentence_alone() -> None:
    found = aids({"missing": "cat.png", "nearest": "Cat.png"}, "en")
    drawing = draw_aids(found, (FilePlace("index.html", 1, 1, 1, 5, "<img>"),), "en", None)
    assert words(drawing) == "Your page asks for cat.png . Nearest is Cat.png ."
