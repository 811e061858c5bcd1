"""Unusual pages that are right: what the standard allows is no error."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader import catalogue
from grader.website.conformance import problems
from grader.website.read import read

AROUND = '<!DOCTYPE html>\n<html lang="en"><head><title>Cats</title></head><body>\n{}\n</body></html>\n'
TEXT = (Path(__file__).parent / "right.txt").read_text(encoding="utf-8").replace("{200b}", "\u200b")
PAGES = tuple(page.strip("\n") for page in TEXT.partition("## right page\n")[2].split("\n----\n"))
ERRORS = frozenset(
    found.removeprefix("website.")
    for found in catalogue.ids()
    if found.startswith("website.") and catalogue.entry(found).check.severity == "error"
)


@pytest.mark.parametrize("text", PAGES, ids=lambda text: text[:40])
def test_a_right_page_has_no_error(text: str) -> None:
    source = text + "\n" if text.lower().startswith("<!doctype") else AROUND.format(text)
    page = read({"index.html": source.encode()}).pages[0]
    assert [(one.check, one.key, dict(one.values)) for one in problems(page) if one.check in ERRORS] == []


def test_there_are_a_hundred() -> None:
    assert len(PAGES) >= 100
