"""The examples of every website check are its tests. No check is named here: they are found."""

from __future__ import annotations

import pytest

from grader import catalogue
from grader.check import Example, counting
from grader.website.index import index
from grader.website.read import read

ENTRIES = tuple(catalogue.entry(found) for found in catalogue.ids() if found.startswith("website."))
EXAMPLES = tuple(
    pytest.param(entry, example, id=f"{entry.id}: {example.shows}")
    for entry in ENTRIES
    for example in entry.check.examples
)


def files(example: Example) -> dict[str, bytes]:
    assert not isinstance(example.project, str)
    return {path: data.encode() if isinstance(data, str) else data for path, data in example.project.items()}


@pytest.mark.parametrize(("entry", "example"), EXAMPLES)
def test_example(entry: catalogue.Entry, example: Example) -> None:
    params = entry.check.params.model_validate(dict(example.params))
    observation = entry.check.observe(index(read(files(example))), params)
    assert counting(entry.check.kind, observation).amount == example.amount
    if example.places is not None:
        assert tuple(place.text for place in observation.places) == example.places
    if example.looked_at is not None:
        assert observation.looked_at == example.looked_at


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_nothing_is_earned_by_an_empty_site(entry: catalogue.Entry) -> None:
    for given in ({}, {"index.html": b""}, {"index.html": b"", "style.css": b"", "a.png": b""}):
        if given and entry.id.endswith("has-index"):
            continue
        observation = entry.check.observe(index(read(given)), entry.check.params())
        assert counting(entry.check.kind, observation).amount == 0
        if entry.check.kind == "problem":
            assert observation.looked_at == 0


@pytest.mark.parametrize(("entry", "example"), EXAMPLES)
def test_the_starter_alone_earns_nothing(entry: catalogue.Entry, example: Example) -> None:
    params = entry.check.params.model_validate(dict(example.params))
    site = read(files(example))
    observation = entry.check.observe(index(site, site), params)
    if entry.check.kind == "problem":
        assert observation.looked_at == 0
    else:
        assert counting(entry.check.kind, observation).amount == 0


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_every_check_has_its_page_and_shows_both_ways(entry: catalogue.Entry) -> None:
    for heading in ("## What it looks for", "## Why it matters", "## Limits"):
        assert heading in entry.page
    amounts = {example.amount for example in entry.check.examples}
    assert 0 in amounts
    assert amounts - {0}
    assert len(entry.check.words.hints) == 3
