"""One whole chain around a place that counts: the blocks that are shown beside it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from grader.scratch.pattern.chains import Chain, Chains, Link
from grader.scratch.pattern.plan import Sequel, Step
from grader.scratch.pattern.view import Region

Matched = tuple[int, int]  # the number of a line, and the place it stands at


def around(chains: Chains, link: Link) -> tuple[Matched, ...]:
    """Every line's place in a chain that goes through this one: the nearest before and behind it."""
    found: list[Matched] = []
    at: Link | None = link
    inner: Link | None = None
    while at is not None:
        places = _through(chains, at.chain, at.step, at.place)
        for number, (step, place) in enumerate(zip(at.chain.sequel.steps, places, strict=True)):
            passed = inner.body if number == at.step and inner is not None else None
            found.append((step.number, place))
            found += _inside(chains, step, place, but=passed[0] if passed else None)
        at, inner = at.outer, at
    return tuple(sorted(found, key=lambda matched: matched[1]))


def first(chains: Chains, sequel: Sequel, region: Region, *, root: bool = False) -> tuple[Matched, ...]:
    """Every line's place in the first chain of a stretch; nothing when there is none."""
    chain = chains.chain(sequel, region, root=root)
    if chain is None:
        return ()
    found: list[Matched] = []
    places = _through(chains, chain, 0, chain.steps[0][0]) if chain.steps else ()
    for step, place in zip(sequel.steps, places, strict=True):
        found.append((step.number, place))
        found += _inside(chains, step, place)
    return tuple(found)


def _inside(chains: Chains, step: Step, place: int, but: str | None = None) -> Iterator[Matched]:
    for name, several in step.bodies:
        if name == but:
            continue
        region = chains.view.body(place, name)
        for sequel in several:
            if chains.exists(sequel, region):
                yield from first(chains, sequel, region)
                break


def _through(chains: Chains, chain: Chain, step: int, place: int) -> tuple[int, ...]:
    """A place for each step, with that place for that step."""
    chosen = {step: place}
    for at in range(step - 1, -1, -1):
        chosen[at] = _last_before(chains, chain, at, chosen[at + 1])
    for at in range(step + 1, len(chain.steps)):
        chosen[at] = _first_behind(chains, chain, at, chosen[at - 1])
    return tuple(chosen[at] for at in range(len(chain.steps)))


def _last_before(chains: Chains, chain: Chain, at: int, place: int) -> int:
    places = chain.steps[at]
    for number in range(bisect_left(places, place) - 1, -1, -1):
        one = places[number]
        if chains.joined(chains.end(chain.sequel.steps[at], one), place, chain.sequel.gaps[at + 1], chain.region):
            return one
    raise AssertionError  # a chain was found, so each place has a neighbour


def _first_behind(chains: Chains, chain: Chain, at: int, before: int) -> int:
    end = chains.end(chain.sequel.steps[at - 1], before)
    places = chain.steps[at]
    for number in range(bisect_left(places, end), len(places)):
        one = places[number]
        if chains.joined(end, one, chain.sequel.gaps[at], chain.region):
            return one
    raise AssertionError  # as above
