"""Blocks that take time, by the list they stand in; what stands in a repeat belongs to the list of the repeat too."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from grader.scratch.program.grammar import TIMED
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

REPEAT: Final = "control_repeat"


class TimedBlocks:
    """The timed blocks of a project. Repeats may be nested 100,000 deep: no list is gone through twice."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._outermost: dict[int, int] = {}  # by list in a repeat: the list around all its repeats

    def beside(self, spot: Spot) -> Sequence[Spot]:
        """Those of the list of a statement, and of the repeats in it; of no other loop and no if."""
        found = self._by_list.get(self._list_around(spot), ())
        parent = spot.parent
        if parent is None or parent.opcode != REPEAT:
            return found
        start = bisect_left(found, parent.order, key=_order)
        end = bisect_left(found, True, start, key=lambda it: not self._program.holds(parent, it))  # noqa: FBT003
        return found[start:end]

    @cached_property
    def _by_list(self) -> Mapping[int, Sequence[Spot]]:
        found: dict[int, list[Spot]] = {}
        for spot in self._program.of(*TIMED):
            if spot.siblings is not None:
                found.setdefault(self._list_around(spot), []).append(spot)
        return found

    def _list_around(self, spot: Spot) -> int:
        known = self._outermost
        way = []
        while spot.parent is not None and spot.parent.opcode == REPEAT and id(spot.siblings) not in known:
            way.append(id(spot.siblings))
            spot = spot.parent
        here = id(spot.siblings)
        around = known.get(here, here)
        known.update(dict.fromkeys(way, around))
        return around


def with_repeats(program: Program, statements: Sequence[Spot]) -> Iterator[Spot]:
    """Statements, and those of repeats among them: of no other loop and no if."""
    waiting = list(reversed(statements))
    while waiting:
        spot = waiting.pop()
        yield spot
        if spot.opcode == REPEAT:
            waiting.extend(reversed(program.body(spot, "SUBSTACK")))


def _order(spot: Spot) -> int:
    return spot.order
