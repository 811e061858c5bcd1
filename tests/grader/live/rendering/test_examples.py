"""The examples of every check of a rendered page are its tests: as a browser shows them now, and as it once did.

What it once saw lies in `recorded/`, so that these checks are tested where no browser is.
`python tests/grader/live/rendering/test_examples.py` writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from grader import catalogue
from grader.catalogue import Entry
from grader.check import Example, Observation, counting
from grader.live.browser import Bounds, Browser
from grader.live.rendering.model import Rendering, from_json, to_json
from grader.live.rendering.site import RenderedSite
from grader.live.rendering.wanted import for_check
from grader.website.index import index
from grader.website.model import Website
from grader.website.read import read

RECORDED = Path(__file__).parent / "recorded"
ENTRIES = tuple(
    entry for name in catalogue.ids() if name.startswith("live.") and (entry := catalogue.entry(name)).check.needs
)
EXAMPLES = tuple(
    pytest.param(entry, number, id=f"{entry.id}: {example.shows}")
    for entry in ENTRIES
    for number, example in enumerate(entry.check.examples)
)


def site_of(example: Example) -> Website:
    assert not isinstance(example.project, str)
    return read({path: data.encode() if isinstance(data, str) else data for path, data in example.project.items()})


def params_of(entry: Entry, example: Example) -> Any:
    return entry.check.params.model_validate(dict(example.params))


def observe(entry: Entry, example: Example, rendering: Rendering, starter: Website | None = None) -> Observation:
    site = RenderedSite(index(site_of(example), starter), rendering)
    observation: Observation = entry.check.observe(site, params_of(entry, example))
    return observation


def is_as_expected(example: Example, observation: Observation, kind: Any) -> None:
    assert counting(kind, observation).amount == example.amount
    if example.places is not None:
        assert tuple(place.text for place in observation.places) == example.places  # type: ignore[union-attr]
    if example.looked_at is not None:
        assert observation.looked_at == example.looked_at


def recorded(entry: Entry) -> tuple[Rendering, ...]:
    return tuple(map(from_json, (RECORDED / f"{entry.id}.jsonl").read_text("utf-8").splitlines()))


@pytest.fixture(scope="module")
def looking() -> Iterator[Browser]:
    with Browser(Bounds(page=60, goto=30, picture=30)) as found:
        yield found


@pytest.mark.browser
@pytest.mark.parametrize(("entry", "number"), EXAMPLES)
def test_example_in_a_browser(looking: Browser, entry: Entry, number: int) -> None:
    example = entry.check.examples[number]
    rendering = looking.look(site_of(example), for_check(entry.check, params_of(entry, example)))
    is_as_expected(example, observe(entry, example, rendering), entry.check.kind)


@pytest.mark.parametrize(("entry", "number"), EXAMPLES)
def test_example_as_it_was_seen(entry: Entry, number: int) -> None:
    example = entry.check.examples[number]
    is_as_expected(example, observe(entry, example, recorded(entry)[number]), entry.check.kind)


@pytest.mark.parametrize(("entry", "number"), EXAMPLES)
def test_the_starter_alone_earns_nothing(entry: Entry, number: int) -> None:
    example = entry.check.examples[number]
    observation = observe(entry, example, recorded(entry)[number], starter=site_of(example))
    if entry.check.kind == "problem":
        assert observation.looked_at == 0
    assert counting(entry.check.kind, observation).amount == 0


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_nothing_is_earned_by_an_empty_site(entry: Entry) -> None:
    observation = entry.check.observe(RenderedSite(index(read({})), Rendering(())), entry.check.params())
    assert (observation.amount, observation.looked_at) == (0, 0)


@pytest.mark.browser
@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.id)
def test_nothing_is_earned_by_an_empty_page(looking: Browser, entry: Entry) -> None:
    site = read({"index.html": b"<!doctype html><title>Nothing</title>"})
    params = entry.check.params()
    observation = entry.check.observe(
        RenderedSite(index(site), looking.look(site, for_check(entry.check, params))), params
    )
    assert (observation.amount, observation.looked_at) == (0, 0)


def test_what_was_recorded_is_what_the_model_says() -> None:
    for entry in ENTRIES:
        for rendering in recorded(entry):
            assert from_json(to_json(rendering)) == rendering
            assert not rendering.cut


@pytest.mark.parametrize("text", ["", "{}", '{"pages": 1}', '{"pages": [{"file": 1}]}', "[]"])
def test_another_text_is_no_rendering(text: str) -> None:
    with pytest.raises(ValueError, match=r"validation error|Invalid JSON"):
        from_json(text)


def write() -> None:
    RECORDED.mkdir(exist_ok=True)
    with Browser(Bounds(page=60, goto=30, picture=30)) as browser:
        for entry in ENTRIES:
            lines = [
                to_json(browser.look(site_of(example), for_check(entry.check, params_of(entry, example))))
                for example in entry.check.examples
            ]
            (RECORDED / f"{entry.id}.jsonl").write_text("".join(f"{line}\n" for line in lines), "utf-8")


if __name__ == "__main__":
    write()
