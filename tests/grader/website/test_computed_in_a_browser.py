"""Kru against Chromium: what `computedStyleMap()` says on generated pages and on the samples, at two widths.

The differences that remain are explained in docs/cascade.md.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from grader.website.index import PHONE, WIDTH, index
from grader.website.read import read
from tests.kit.computed import Difference, differences, serve
from tests.kit.styled_pages import styled_page

pytestmark = pytest.mark.browser

EQUAL = 0.995
NO_OPINION = 0.005
EVERY_ELEMENT = """
    a abbr address article aside audio b bdi bdo blockquote button canvas center cite code data dd del details
    dfn dialog dir div dl dt em fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hgroup i
    iframe ins kbd label legend li listing main map mark menu meter nav nobr ol object optgroup option output
    p picture pre progress q s samp section select small span strike strong sub summary sup textarea tt u ul
    var video slot search big datalist hr img input wbr
"""
INPUTS = "text password date time color checkbox radio range file submit reset button image hidden search number"


@pytest.fixture
def tab(browser: Any) -> Iterator[Any]:
    context = browser.new_context()
    yield context.new_page()
    context.close()


class Count:
    """How many values are the same."""

    def __init__(self) -> None:
        self.all = 0
        self.differ: list[Difference] = []

    def add(self, tab: Any, files: Mapping[str, bytes]) -> None:
        site = index(read(files))
        serve(tab, files)
        for page in site.pages:
            for width in (WIDTH, PHONE):
                number, found = differences(tab, site, page, width)
                self.all += number
                self.differ += found

    def check(self, at_least: int) -> None:
        assert self.all >= at_least
        without = sum(1 for one in self.differ if one.ours is None)
        other = [one for one in self.differ if one.ours is not None]
        most = Counter((one.name, one.ours, one.theirs, one.element.name) for one in other).most_common(10)
        assert without <= NO_OPINION * self.all, f"no opinion on {without} of {self.all}"
        assert len(other) <= (1 - EQUAL) * self.all, f"{len(other)} of {self.all} differ: {most}"


@pytest.mark.parametrize("first", [0, 1000])
def test_generated_pages(tab: Any, first: int) -> None:
    count = Count()
    for seed in range(first, first + 15):
        count.add(tab, {name: text.encode() for name, text in styled_page(seed).items()})
    count.check(15_000)


@pytest.mark.long
def test_many_generated_pages(tab: Any) -> None:
    count = Count()
    for seed in range(2000, 2120):
        count.add(tab, {name: text.encode() for name, text in styled_page(seed).items()})
    count.check(150_000)


@pytest.mark.parametrize("doctype", ["<!DOCTYPE html>", ""])
def test_every_element_as_it_comes(tab: Any, doctype: str) -> None:
    inside = "".join(f"<div><{name}>x</{name}></div>\n" for name in EVERY_ELEMENT.split())
    inputs = "".join(f"<input type={kind}><input type={kind} disabled>" for kind in INPUTS.split())
    tables = (
        "<table border><caption>c</caption><thead><tr><th>h<tbody><tr><td>d</table><center><table cellpadding=3>"
        "<tr align=right><th>x<td>y</table></center>"
    )
    lists = "<ul><li>a<ul><li>b<ol><li>c</ol></ul></ul><details open><summary>x</summary>y</details><ruby>a<rt>b</ruby>"
    count = Count()
    count.add(tab, {"index.html": f"{doctype}<title>x</title><body>{inside}{inputs}{tables}{lists}".encode()})
    count.check(10_000)


@pytest.mark.samples
def test_sites_by_careful_authors(tab: Any, samples: Path) -> None:
    count = Count()
    for folder in sorted(path for path in (samples / "sites").iterdir() if path.is_dir()):
        count.add(
            tab,
            {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()},
        )
    count.check(30_000)
    assert not count.differ
