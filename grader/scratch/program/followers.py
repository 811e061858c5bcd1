"""Blocks that let a sprite follow something: it goes there, or points there and moves, again and again.

The published tool keeps a mark "it points there" from one loop to the next, and leaves it up when the sprite then
points elsewhere. A move that only this mark brings about has the quirk `old-aim`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from grader.check import BlockPlace
from grader.scratch.program.grammar import LOOPS
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

_GO: Final = "motion_goto"
_POINT: Final = "motion_pointtowards"
_MOVE: Final = "motion_movesteps"


def followers(program: Program, meant: Callable[[str | None], bool]) -> Iterator[BlockPlace]:
    """Places of `go to` and `move` directly in outer loops. `meant` is asked a menu's choice, None of a reporter."""
    goes = {spot.order for spot in program.of(_GO) if meant(program.chosen(spot, "TO"))}
    aims = {spot.order for spot in program.of(_POINT) if meant(program.chosen(spot, "TOWARDS"))}
    if not goes and not aims:
        return
    mark = False
    for loop in _outer_loops(program):
        aim: Spot | None = None  # where this loop points, right before
        for spot in program.body(loop, "SUBSTACK"):
            opcode = spot.block.opcode
            if opcode == _POINT:
                aim = spot if spot.order in aims else None
                mark = mark or aim is not None
                continue
            if spot.order in goes:
                yield program.place(spot)
            elif opcode == _MOVE and mark:
                yield program.place(spot, aim) if aim is not None else program.place(spot, quirk="old-aim")
            mark, aim = False, None


def _outer_loops(program: Program) -> Iterator[Spot]:
    """Every loop that stands in no other, in the order of the walk; ifs around it do not matter."""
    outer: Spot | None = None
    for spot in program.walk(*LOOPS):
        if outer is None or not program.holds(outer, spot):
            outer = spot
            yield spot
