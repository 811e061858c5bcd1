"""The HTML report: an index and a page a file, each standing alone."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import pytest

from grader.check import BlockPlace, FilePlace
from grader.page import report as html_report
from grader.page import tools
from grader.page.evidence import evidence
from grader.page.pictures import MOST_BYTES, Pictures, Screen
from grader.report import Report, Result
from grader.rubric.model import Rubric

RUBRIC = Rubric.model_validate(
    {
        "rubric": 1,
        "id": "dance",
        "version": 1,
        "title": {"en": "Dance <party>"},
        "accepts": ("sb3",),
        "points": 5,
        "criteria": (
            {
                "id": "loops",
                "title": {"en": "The dance repeats"},
                "points": 5,
                "check": "scratch.loops",
                "levels": {"good": 1, "great": 2},
                "praise": {"en": "{where} repeats."},
            },
        ),
    }
)


@dataclass(frozen=True)
class Loaded:
    rubric: Rubric = RUBRIC


@dataclass(frozen=True)
class Row:
    file: str
    report: Report | None = None
    text: str | None = None


def graded(level: str, amount: int) -> Report:
    nothing = Fraction(0)
    places = (BlockPlace("<Cat>", "b1", "forever\n  move (10) steps\nend"),) * amount
    result = Result("loops", level, None, nothing, Fraction(5), amount, 1, places, seen="measured")  # type: ignore[arg-type]
    return Report(
        "dance",
        1,
        "s",
        "w",
        "0",
        "sb3",
        nothing,
        Fraction(5),
        Fraction(5),
        "start",
        final=True,
        gates=(),
        results=(result,),
    )


ROWS = (
    Row("class a/ម៉ាលី <1>.sb3", graded("good", 1)),
    Row("../../etc/Sokha.sb3", graded("start", 0)),
    Row("notes.pdf", text="This is a PDF."),
)


@pytest.fixture
def written(tmp_path: Path) -> Path:
    html_report.write(tmp_path / "report", Loaded(), ROWS, "en")
    return tmp_path / "report"


def test_every_file_has_a_page_and_the_index_leads_to_it(written: Path) -> None:
    index = (written / "index.html").read_text(encoding="utf-8")
    names = sorted(path.name for path in written.iterdir())
    assert names == ["001-1.html", "002-sokha.html", "003-notes.html", "index.html"]
    for name in names[:3]:
        assert f'href="{name}' in index
    assert "ម៉ាលី &lt;1&gt;" in index
    assert "This is a PDF." in index


def test_a_page_stands_alone(written: Path) -> None:
    for path in written.iterdir():
        page = path.read_text(encoding="utf-8")
        assert "<style>" in page
        assert "<script" not in page
        assert not re.search(r"(src|href)=\"(?!#|\w[\w-]*\.html)", page)
        assert "url(" not in page
        assert "@import" not in page
        assert "default-src 'none'" in page


def test_names_and_titles_are_text(written: Path) -> None:
    page = (written / "001-1.html").read_text(encoding="utf-8")
    assert "&lt;Cat&gt;" in page
    assert "Dance <code>&lt;party&gt;</code>" in page
    assert "<Cat>" not in page


def test_points_are_on_no_page_of_hers(written: Path) -> None:
    page = (written / "001-1.html").read_text(encoding="utf-8").split("</style>")[1]
    assert "points" not in page.lower()


def test_the_report_speaks_khmer(tmp_path: Path) -> None:
    html_report.write(tmp_path, Loaded(), ROWS[:1], "km")
    page = (tmp_path / "001-1.html").read_text(encoding="utf-8")
    assert '<html lang="km">' in page
    assert "រហូត" in page  # forever, as the editor says it
    assert '<span lang="en">The dance repeats</span>' in page


def test_lines_of_a_file_have_their_numbers_and_both_ends() -> None:
    text = "\n".join(f"<p>{n}</p>" for n in range(20))
    html = str(evidence([FilePlace("index.html", 14, 1, 33, 1, text)], "en", look=True))
    assert html.count('class="two"') + html.count("class=two") == 2
    assert "⋮" in html
    assert "<i>14</i>" in html
    assert "<i>33</i>" in html
    assert "&lt;p&gt;0&lt;/p&gt;" in html
    assert "<i>24</i>" not in html  # what lies between is folded


def test_a_line_without_end_is_cut() -> None:
    html = str(evidence([FilePlace("index.html", 1, 1, 1, 90_000, "x" * 90_000)], "en"))
    assert len(html) < 600
    assert "…" in html


def test_a_whole_file_is_named_without_lines() -> None:
    html = str(evidence([FilePlace("photo.jpg", None, None, None, None, "")], "en"))
    assert html == '<p><span class="at">photo.jpg</span></p>'


def test_more_of_the_same_is_counted() -> None:
    places = [BlockPlace(name, None, "forever\nend") for name in "ABCDE"]
    html = str(evidence(places, "en", most=2))
    assert html.count('class="stack"') == 2
    assert "More of the same: 3." in html
    same = [BlockPlace("A", None, "forever\nend")] * 4
    assert "More" not in str(evidence(same, "en"))


def test_a_page_says_whether_its_language_was_reviewed() -> None:
    assert tools("en")["draft"] is False
    assert tools("km")["draft"] is True


def test_folders_that_all_files_share_are_not_shown(tmp_path: Path) -> None:
    rows = (Row("/home/class/a/one.sb3", text="x"), Row("/home/class/b/two.sb3", text="x"))
    html_report.write(tmp_path, Loaded(), rows, "en")
    index = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert ">a/one.sb3<" in index
    assert "home" not in index


def test_the_same_picture_is_drawn_once_a_page() -> None:
    draw = tools("en")["evidence"]
    place = BlockPlace("Cat", None, "forever\nend")
    assert 'class="stack"' in draw([place])
    assert "In Cat: the same as above." in draw([place])
    assert 'class="stack"' in tools("en")["evidence"]([place])  # another page


def test_pictures_are_inside_the_page(tmp_path: Path) -> None:
    """Nothing lies beside the pages, and what moves stands behind a click."""
    rows = [Row("game.sb3", graded("good", 1)), Row("site", graded("good", 1)), Row("none.sb3", graded("good", 1))]
    screens = (Screen("phone", "index.html <b>", b"RIFFphone"), Screen("laptop", "wide", b"RIFFlaptop"))
    taken = (Pictures(b"\x89PNG still", b"GIF8 film"), Pictures(screens=screens), Pictures())
    html_report.write(tmp_path, Loaded(), rows, "en", pictures=taken)
    game, site, none = (path.read_text("utf-8") for path in sorted(tmp_path.glob("0*.html")))
    assert game.count("data:image/png;base64,") == 1
    assert game.index("<summary>See it move") < game.index("data:image/gif;base64,")
    assert site.count("data:image/webp;base64,") == 2
    assert "index.html &lt;b&gt;" in site
    assert "data:image" not in none
    assert all("img-src data:" in page for page in (game, site, none))


def test_a_page_has_room_for_so_many_pictures() -> None:
    large = Screen("phone", "", b"x" * (MOST_BYTES // 2))
    assert len(Pictures(screens=(large, large, large)).fitting) == 2
