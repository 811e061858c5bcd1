"""Small pages of the Nu checker: what it calls an error has one of ours, what it lets pass has none."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader import catalogue
from grader.website.conformance import Problem, problems
from grader.website.model import Page
from grader.website.read import read

ERRORS = frozenset(
    found.removeprefix("website.")
    for found in catalogue.ids()
    if found.startswith("website.") and catalogue.entry(found).check.severity == "error"
)
# A floor: it may rise. What is not found stands in docs/conformance.md with its reason.
FOUND_AT_LEAST = 437
# Nu says nothing about attributes inside an obsolete element; we go on there, one table of one page has them.
INSIDE_OBSOLETE = "elements__table__integrity__Feodor_I_of_Russia-novalid.html"


def expected(samples: Path) -> dict[str, list[int]]:
    """The lines of Nu's errors by file."""
    told = json.loads((samples / "nu" / "expected.json").read_text(encoding="utf-8"))["files"]
    return {
        name: [message["line"] or 1 for message in entry["messages"] if message["type"] == "error"]
        for name, entry in told.items()
    }


def errors(path: Path) -> tuple[Page, list[Problem]]:
    page = read({path.name: path.read_bytes()}).pages[0]
    return page, [one for one in problems(page) if one.check in ERRORS]


@pytest.mark.samples
def test_what_nu_lets_pass_has_no_error(samples: Path) -> None:
    right = [name for name, lines in expected(samples).items() if not lines]
    assert len(right) == 145
    false = {name: errors(samples / "nu" / name)[1] for name in right}
    assert {name: [one.key for one in found] for name, found in false.items() if found} == {}


@pytest.mark.samples
def test_what_nu_calls_an_error_has_one(samples: Path) -> None:
    amiss = [name for name, lines in expected(samples).items() if lines]
    assert len(amiss) == 490
    found = [name for name in amiss if errors(samples / "nu" / name)[1]]
    assert len(found) >= FOUND_AT_LEAST


@pytest.mark.samples
def test_every_error_is_near_one_of_nu(samples: Path) -> None:
    """At either end of ours, a line more or less: Nu tells the end of what it read."""
    alone = []
    for name, lines in expected(samples).items():
        page, found = errors(samples / "nu" / name)
        for one in found:
            first, last = page.lines.place(one.start)[0], page.lines.place(one.end)[0]
            if name != INSIDE_OBSOLETE and not any(first - 1 <= line <= last + 1 for line in lines):
                alone.append((name, one.key, first, last))
    assert alone == []


@pytest.mark.samples
def test_careful_sites_have_no_false_error(samples: Path) -> None:
    """Every error on the sites of others was looked at by hand: docs/conformance.md lists them, each a true one."""
    seen = set()
    for path in sorted((samples / "sites").rglob("*.html")):
        seen |= {(path.parent.name, path.name, one.key) for one in errors(path)[1]}
    assert seen == {
        ("h5bp-template", "index.html", "title-empty"),
        ("mdn-document-structure", "index.html", "url-character"),
    }
