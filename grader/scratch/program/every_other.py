"""Nests of blocks in blocks, reported at every other level.

What stands directly in a reported one is not reported itself. The published tool takes an equal copy of a reported one
for that one, when it went through the copy before: what the order decides has the quirk `equal-copy`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.scratch.program.program import Program
from grader.scratch.spots import Spot


def every_other(program: Program, nests: Sequence[Spot]) -> Iterator[tuple[Spot, str | None]]:
    """What is reported of blocks in the order of the walk, with its quirk."""
    known = {spot.order for spot in nests}
    clean: dict[int, Spot] = {}
    deeper = False
    for spot in nests:
        parent = spot.parent
        if parent is None or parent.order not in clean:
            clean[spot.order] = spot
            deeper = deeper or (parent is not None and parent.order in known)
    if deeper:
        yield from _compared(program, nests, clean)
    else:  # all are outermost ones: there is nothing to compare
        for spot in clean.values():
            yield spot, None


def _compared(program: Program, nests: Sequence[Spot], clean: dict[int, Spot]) -> Iterator[tuple[Spot, str | None]]:
    key = program.keys.of
    cleanly = {(spot.target.name, key(spot)) for spot in clean.values()}
    reported: set[tuple[str, int]] = set()
    for spot in nests:
        around = (spot.target.name, key(spot.parent)) if spot.parent is not None else None
        if around is None or around not in reported:
            reported.add((spot.target.name, key(spot)))
            by_order = spot.order not in clean or around in cleanly
            yield spot, "equal-copy" if by_order else None
