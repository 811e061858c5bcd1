"""Colours, contrast, words, links, pictures: the small questions that checks ask."""

from __future__ import annotations

import pytest

from grader.website import words
from grader.website.colour import WHITE, colour, contrast, is_colour
from grader.website.links import inside, nearest
from grader.website.pictures import describes, is_picture
from tests.kit.site import PNG, indexed


@pytest.mark.parametrize(
    "text",
    [
        "red",
        "RED",
        "#f00",
        "#ff0000",
        "#F00F",
        "rgb(255,0,0)",
        "rgb(255 0 0)",
        "rgb(100% 0% 0% / 1)",
        "hsl(0 100% 50%)",
        "hwb(0 0% 0%)",
        "rgba(255, 0, 0, 1)",
        "hsla(360deg, 100%, 50%, 100%)",
        "color(srgb 1 0 0)",
        "oklch(62.8% 0.2577 29.23)",
        "lab(54.29 80.8 69.89)",
    ],
)
def test_one_red_in_every_notation(text: str) -> None:
    found = colour(text)
    assert found is not None
    assert [round(part, 2) for part in (found.red, found.green, found.blue, found.alpha)] == [1, 0, 0, 1]


@pytest.mark.parametrize("text", ["ff0000", "dark blue", "#12", "rgb(300)", "colour", "", "12px", "grey1"])
def test_what_is_no_colour(text: str) -> None:
    assert colour(text) is None
    assert not is_colour(text)


@pytest.mark.parametrize(
    ("ink", "ratio"), [("black", 21), ("white", 1), ("#777", 4.48), ("#767676", 4.54), ("#595959", 7.0), ("red", 4.0)]
)
def test_contrast_as_wcag_counts_it(ink: str, ratio: float) -> None:
    found = colour(ink)
    assert found is not None
    assert contrast(found, WHITE) == pytest.approx(ratio, abs=0.01)


@pytest.mark.parametrize(
    ("style", "ratio"),
    [
        ("color: rgb(0 0 0 / 50%)", 3.98),
        ("color: #777; background: #eee", 3.86),
        ("background: rgb(0 0 0 / 50%); color: white", 3.98),
        ("background: currentcolor; color: red", 1),
        ("color: #777; opacity: 0.9", None),
        ("color: transparent", None),
        ("visibility: hidden", None),
        ("background: linear-gradient(red, blue)", None),
        ("position: absolute; color: #777", None),
        ("position: absolute; color: #777; background: white", 4.48),
    ],
)
def test_what_a_text_stands_on(style: str, ratio: float | None) -> None:
    index = indexed(f'<div style="{style}">Some words</div>')
    reading = index.reading(index.select("div")[0])
    assert (None if reading is None else pytest.approx(reading.ratio, abs=0.01)) == ratio


@pytest.mark.parametrize(
    ("style", "needed"),
    [
        ("", 4.5),
        ("font-size: 24px", 3),
        ("font-size: 14pt; font-weight: 700", 3),
        ("font-size: 14pt", 4.5),
        ("font-size: 14pt; font-weight: bold", 3),
        ("font-size: 1vw", 4.5),
        ("font: bold 1.2em serif", 3),
    ],
)
def test_large_text_needs_less(style: str, needed: float) -> None:
    index = indexed(f'<p style="{style}">Some words</p>')
    reading = index.reading(index.select("p")[0])
    assert reading is not None
    assert reading.needed == needed


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n\u200b ", 0),
        ("one", 1),
        ("one, two - three!", 3),
        ("it's 2026", 2),
        ("ខ្ញុំ\u200bស្រឡាញ់\u200bឆ្មា", 3),
        ("ខ្ញុំស្រឡាញ់ឆ្មារបស់ខ្ញុំណាស់", 6),
        ("ខ្ញុំ and Scratch ៣", 4),
        ("។ ៕ !", 0),
    ],
)
def test_words_in_any_script(text: str, count: int) -> None:
    assert words.count(text) == count


def test_how_much_of_a_text_is_khmer() -> None:
    assert words.khmer_share("ខ្មែរ") == 1
    assert words.khmer_share("hello") == 0
    assert words.khmer_share("123") == 0
    assert 0.3 < words.khmer_share("សួស្តី Scratch") < 0.7


@pytest.mark.parametrize(
    ("address", "base", "path"),
    [
        ("a.html", "index.html", "a.html"),
        ("./a.html?x=1#y", "index.html", "a.html"),
        ("../a.png", "pages/x.html", "a.png"),
        ("img/my%20cat.png", "p/x.html", "p/img/my cat.png"),
        ("#top", "p/x.html", "p/x.html"),
        ("", "index.html", "index.html"),
        ("sub/", "index.html", "sub/"),
        ("../a.html", "index.html", None),
        ("/a.html", "index.html", None),
        ("//example.org/a", "index.html", None),
        ("https://example.org/a", "index.html", None),
        ("mailto:a@example.org", "index.html", None),
        ("C:\\site\\a.html", "index.html", None),
        ("C:/site/a.html", "index.html", None),
        ("file:///home/a.html", "index.html", None),
        ("img\\a.png", "index.html", None),
        ("http://[x", "index.html", None),
    ],
)
def test_addresses_inside_the_upload(address: str, base: str, path: str | None) -> None:
    assert inside(address, base) == path


@pytest.mark.parametrize(
    ("path", "found"),
    [
        ("Cat.PNG", "cat.png"),
        ("img/cat.png", "cat.png"),
        ("cats.png", "cat.png"),
        ("abuot.html", "about.html"),
        ("zebra.gif", None),
    ],
)
def test_the_nearest_name(path: str, found: str | None) -> None:
    assert nearest(path, ["cat.png", "about.html", "css/style.css"]) == found


@pytest.mark.parametrize(
    ("text", "source", "describes_it"),
    [
        ("A grey cat", "a.png", True),
        ("cat", "cat.png", True),
        ("ឆ្មា", "IMG_1.jpg", True),
        ("IMG_2041.jpg", "x.png", False),
        ("IMG_2041", "IMG_2041.jpg", False),
        ("img 2041", "b.jpg", False),
        ("my-cat-2024_final", "img/my-cat-2024_final.png", False),
        ("Screenshot 2024-05-01", "a.png", False),
        ("picture", "a.png", False),
        ("  ", "a.png", False),
        ("...", "a.png", False),
    ],
)
def test_words_beside_a_picture(text: str, source: str, describes_it: bool) -> None:  # noqa: FBT001
    assert describes(text, source) is describes_it


def test_pictures_by_their_bytes() -> None:
    assert is_picture(PNG)
    assert is_picture(b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>')
    assert not is_picture(b"<html>404</html>")
    assert not is_picture(b"")
