"""Sites and pages of others: every one is read, every check answers, every place lies in its file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from grader import catalogue
from grader.check import FilePlace
from grader.website.index import index
from grader.website.model import Website
from grader.website.read import read

ENTRIES = tuple(catalogue.entry(found) for found in catalogue.ids() if found.startswith("website."))


def look(site: Website) -> None:
    """Ask every check; a place must lie inside its file."""
    site_index = index(site)
    lengths = {page.path: page.source.split("\n") for page in site.pages}
    lengths |= {sheet.path: sheet.source.split("\n") for sheet in site.sheets}
    for entry in ENTRIES:
        observation = entry.check.observe(site_index, entry.check.params())
        for place in (*observation.places, *observation.near):
            assert isinstance(place, FilePlace)
            if place.line is not None:
                lines = lengths[place.file]
                assert 1 <= place.line <= place.end_line <= len(lines), (entry.id, place)
                assert 1 <= place.column <= len(lines[place.line - 1]) + 1, (entry.id, place)
                assert 1 <= place.end_column <= len(lines[place.end_line - 1]) + 1, (entry.id, place)
                assert (place.line, place.column) <= (place.end_line, place.end_column), (entry.id, place)


def folders(samples: Path) -> Iterator[Path]:
    yield from (folder for folder in sorted((samples / "sites").iterdir()) if folder.is_dir())


@pytest.mark.samples
def test_every_sample_site(samples: Path) -> None:
    seen = 0
    for folder in folders(samples):
        files = {
            path.relative_to(folder).as_posix(): path.read_bytes()
            for path in sorted(folder.rglob("*"))
            if path.is_file()
        }
        look(read(files))
        seen += 1
    assert seen >= 10


@pytest.mark.samples
def test_careful_pages_leave_nothing_open(samples: Path) -> None:
    open_tags = catalogue.entry("website.unclosed-tags").check
    for folder in folders(samples):
        files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*.html"))}
        found = open_tags.observe(index(read(files)), open_tags.params())
        assert [(place.file, place.line, place.text) for place in found.places] == [], folder.name


@pytest.mark.samples
def test_every_small_page(samples: Path) -> None:
    pages = sorted((samples / "nu").glob("*.html"))
    assert len(pages) > 600
    for path in pages:
        look(read({"index.html": path.read_bytes()}))
