"""Finds sprites that go to the mouse one time.

## What it looks for

Below the green flag or `when I start as a clone`, outside `forever` and `repeat until`: `go to`, `glide to` or `point
towards` the mouse pointer; or `mouse x` or `mouse y` in `set x to`, `set y to`, `go to x y` or `glide to x y`. One
place a block that goes or points, or a mouse reporter.

## Why it matters

The flag is clicked, the sprite goes to the mouse, and that is all. It follows only when the block runs again and again.

## Limits

`repeat` is no loop here: it ends soon. What is in own blocks is not looked at, nor is `change x by`, nor a variable
that was set to `mouse x`. To the published tool LitterBox the end of a loop inside a loop is the end of both; what it
reports for that reason has the quirk `after-loop`, and never counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Final

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.inside import inside
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

HATS = frozenset({"event_whenflagclicked", "control_start_as_clone"})
LOOPS = frozenset({"control_forever", "control_repeat_until"})
GO_OR_POINT: Final = {"motion_goto": "TO", "motion_glideto": "TO", "motion_pointtowards": "TOWARDS"}
MOUSE = ("sensing_mousex", "sensing_mousey")
PLACING = frozenset({"motion_setx", "motion_sety", "motion_gotoxy", "motion_glidesecstoxy"})


class MissingLoopMousePositionParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MissingLoopMousePositionParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every block that goes to the mouse one time, and for every mouse reporter in one."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    found = _mouse(program)
    looked: set[int] = set()
    for spots in found.values():
        part = program.part_of(spots[0])
        first = part.head.order
        if first in looked or part.event not in HATS:
            continue
        looked.add(first)
        for met in inside(part.statements, LOOPS):
            if not met.inside:
                quirk = None if met.loop is None else "after-loop"
                for spot in found.get(met.spot.order, ()):
                    place = program.place(spot, *(() if spot is met.spot else (met.spot,)), quirk=quirk)
                    yield place if spot is met.spot else place.but(text=partial(program.index.text, met.spot))


def _mouse(program: Program) -> dict[int, list[Spot]]:
    """By number of the statement: itself when it goes to the mouse, else the mouse reporters in it."""
    found: dict[int, list[Spot]] = {}
    for spot in program.walk(*GO_OR_POINT, *MOUSE):
        statement = spot
        if spot.opcode in MOUSE:
            statement = program.statement_of(spot)
            meant = statement.opcode in PLACING
        else:
            meant = program.chosen(spot, GO_OR_POINT[spot.opcode]) == "_mouse_"
        if meant:
            found.setdefault(statement.order, []).append(spot)
    return found


CHECK = Check(
    title=N_("Goes to the mouse one time"),
    kind="problem",
    severity="high",
    params=MissingLoopMousePositionParams,
    observe=observe,
    words=Words(
        praise=N_("Your sprites follow the mouse all the time."),
        next=N_("Let {where} run again and again."),
        hints=(
            N_("Should the sprite follow the mouse one time, or all the time?"),
            N_("Look in {category:control} for {block:control_forever}."),
            N_("Put {where} inside {block:control_forever}."),
        ),
        measured=N_("Blocks that look for the mouse one time: {count}."),
    ),
    examples=(
        Example(
            shows="It goes to the mouse one time",
            project="""
                when green flag clicked
                go to (mouse-pointer v)
            """,
            amount=1,
            places=("go to (mouse-pointer v)",),
            looked_at=1,
        ),
        Example(
            shows="It goes there all the time",
            project="""
                when green flag clicked
                forever
                  go to (mouse-pointer v)
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="It glides, it points, and a clone does it",
            project="""
                when green flag clicked
                create clone of (myself v)
                glide (1) secs to (mouse-pointer v)

                when I start as a clone
                point towards (mouse-pointer v)
            """,
            amount=2,
        ),
        Example(
            shows="Each mouse reporter is one place",
            project="""
                when green flag clicked
                go to x: (mouse x) y: ((mouse y) + (10))
            """,
            amount=2,
            places=("go to x: (mouse x) y: ((mouse y) + (10))", "go to x: (mouse x) y: ((mouse y) + (10))"),
        ),
        Example(
            shows="Three more blocks that use it",
            project="""
                when green flag clicked
                set x to (mouse x)
                set y to (mouse y)
                glide (1) secs to x: (mouse x) y: (0)
            """,
            amount=3,
        ),
        Example(
            shows="A repeat ends soon, so it is no help",
            project="""
                when green flag clicked
                repeat (10)
                  if <mouse down?> then
                    go to (mouse-pointer v)
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="Until the edge is a loop",
            project="""
                when green flag clicked
                repeat until <touching (edge v)?>
                  point towards (mouse-pointer v)
                  move (10) steps
                end
                set x to (mouse x)
            """,
            amount=1,
            places=("set x to (mouse x)",),
        ),
        Example(
            shows="Other places, and other blocks with mouse x",
            project="""
                when green flag clicked
                go to (random position v)
                change x by (mouse x)
                set [x v] to (mouse x)
                if <(mouse x) > (0)> then
                  hide
                end
            """,
            amount=0,
        ),
        Example(
            shows="Other hats, own blocks and loose ones are not looked at",
            project="""
                define follow
                go to (mouse-pointer v)

                when this sprite clicked
                go to (mouse-pointer v)

                go to (mouse-pointer v)
            """,
            amount=0,
        ),
        Example(
            shows="Behind a loop in a loop it still runs again and again",
            project="""
                when green flag clicked
                forever
                  repeat until <mouse down?>
                    next costume
                  end
                  go to (mouse-pointer v)
                end
            """,
            amount=0,
        ),
    ),
)
