"""The table of the catalogue names checks that are there; edges of the checks of weeks 1 to 6."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from grader import catalogue
from grader.check import Observation, counting
from grader.website.picture_facts import PictureFacts, picture_facts
from tests.kit.site import indexed

TABLE = Path(__file__).resolve().parents[3] / "docs" / "website-catalogue.md"


Files = Mapping[str, str | bytes] | str


def seen(check: str, files: Files, starter: Files | None = None, **params: Any) -> Observation:
    entry = catalogue.entry(f"website.{check}")
    observation = entry.check.observe(indexed(files, starter), entry.check.params.model_validate(params))
    return counting(entry.check.kind, observation)


def test_every_check_of_the_table_is_there() -> None:
    named = set(re.findall(r"`((?:website|live)\.[a-z0-9-]+)`", TABLE.read_text(encoding="utf-8")))
    assert len(named) > 60
    assert named <= set(catalogue.ids())


def test_the_table_has_every_id_one_time() -> None:
    rows = re.findall(r"^\| ([\w.]+) \|", TABLE.read_text(encoding="utf-8"), re.MULTILINE)
    assert len(set(rows) - {"id"}) == 79
    assert all(rows.count(row) == 1 for row in rows if row != "id")


@pytest.mark.parametrize(
    "page",
    [
        b"\xef\xbb\xbf<p>caf\xc3\xa9</p>",
        b"<meta charset=utf8>\r\n<p>caf\xc3\xa9</p>",
        b"<META HTTP-EQUIV=content-type CONTENT='text/html;charset=UTF-8'><p>caf\xc3\xa9</p>",
    ],
)
def test_ways_to_say_utf_8_are_the_same(page: bytes) -> None:
    assert seen("charset", {"index.html": page}).amount == 0


def test_line_ends_of_windows_are_bytes_too() -> None:
    lines = "\r\n" * 500
    assert seen("charset", {"index.html": f"<html>{lines}<meta charset=utf-8><p>a"}).amount == 1
    lines = "\n" * 500
    assert seen("charset", {"index.html": f"<html>{lines}<meta charset=utf-8><p>a"}).amount == 0


def test_what_the_starter_lacked_is_not_hers() -> None:
    given = "<html><head></head><body><p>a</p></body></html>"
    hers = given.replace("<p>a</p>", "<p>My own words</p>")
    for check in ("charset", "viewport"):
        assert seen(check, hers).amount == 1
        assert seen(check, hers, given).amount == 0
    better = '<html><head><meta charset="utf-8"></head><body><p>a</p></body></html>'
    assert seen("charset", hers, better).amount == 1  # she took it out


def test_a_colour_of_the_starter_is_not_hers() -> None:
    given = "<style>p { color: red }</style><p>a</p>"
    hers = "<style>p { color: red } h1 { color: gold }</style><p>a</p><h1>b</h1>"
    assert seen("colours", hers, given).amount == 1


def test_flex_is_flex_however_it_is_written() -> None:
    for style in ("<style>ul{display:flex}</style>", "<style>@media screen{UL{DISPLAY:FLEX}}</style>"):
        assert seen("flex-or-grid", f"{style}<ul><li>a<li>b</ul>").amount == 1
    assert seen("flex-or-grid", '<ul style="display:flex"><li>a<li>b</ul>').amount == 1


def test_headers_of_a_page_and_of_an_article() -> None:
    page = "<body><header>a</header><main><article><header>b</header></article></main></body>"
    places = seen("landmarks", page).places
    assert [place.counts_as for place in places] == ["header", "main"]


def test_a_site_of_circles_reaches_itself() -> None:
    ring = {f"p{n}.html": f'<a href="p{(n + 1) % 300}.html">next</a>' for n in range(300)}
    assert seen("pages-reach-each-other", ring).amount == 0
    ring["p7.html"] = "<p>the end</p>"
    assert seen("pages-reach-each-other", ring).amount == 299


def test_a_menu_in_another_folder_is_the_same_menu() -> None:
    files = {
        "index.html": '<nav><a href="index.html">H</a><a href="cats/index.html">C</a></nav>',
        "cats/index.html": '<nav><a href="../index.html">H</a><a href="index.html">C</a></nav>',
        "dogs.html": '<nav><a href="./">H</a><a href="cats/">C</a></nav>',
    }
    assert seen("same-on-all-pages", files).amount == 0


@pytest.mark.parametrize(
    ("data", "facts"),
    [
        (b"GIF89a\x02\x00\x03\x00", PictureFacts("gif", 2, 3)),
        (b"\xff\xd8\xff\xe0\x00\x04ab\xff\xc0\x00\x11\x08\x00\x03\x00\x02\x03", PictureFacts("jpeg", 2, 3)),
        (b"RIFF\0\0\0\0WEBPVP8X\n\0\0\0\0\0\0\0\x01\0\0\x02\0\0", PictureFacts("webp", 2, 3)),
        (b"\x89PNG\r\n\x1a\n", PictureFacts("png")),
        (b"\xff\xd8\xff\xe0\x00\x00\x00", PictureFacts("jpeg")),
        (b"<p>no picture</p>", None),
        (b"", None),
    ],
)
def test_first_bytes_of_pictures(data: bytes, facts: PictureFacts | None) -> None:
    assert picture_facts(data) == facts


def test_rules_that_hurt_are_looked_at_one_time() -> None:
    # 600 rules on 600 elements: were each asked of each, this would be a third of a million styles.
    page = "<style>p{color:red}" + "p:hover{color:red}" * 600 + "</style>" + "<p>x" * 600
    observation = seen("hover", page)
    assert (observation.amount, observation.looked_at) == (0, 600)
