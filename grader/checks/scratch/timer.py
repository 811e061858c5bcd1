"""Praises a clock that she built.

## What it looks for

A loop that stands in no other loop, with `wait [] seconds` and `change [] by []` directly inside, in any order. One
place a `change`.

## Why it matters

Wait a second, change a number: so a game counts down, or a sprite becomes faster. She built a clock from two blocks.

## Limits

How long it waits does not matter. What stands in a loop or an `if` inside the loop is not looked at. The ready-made
`my variable` is reported with the quirk `ready-made`, and never counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import around, best
from grader.scratch.index import ScratchIndex
from grader.scratch.program.equality import Owned
from grader.scratch.program.grammar import LOOPS
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

WAIT = "control_wait"
CHANGE = "data_changevariableby"
SET = "data_setvariableto"


class TimerParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: TimerParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every change of a variable beside a wait in a loop, completed by the wait."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    clocks = list(_clocks(program)) if WAIT in program.by_opcode and CHANGE in program.by_opcode else ()
    if not clocks:
        return
    begun = {it.owned for it in program.declared if it.kind == "variable"}
    if not all(program.owned(change) in begun for change, _ in clocks):
        begun |= _set_outside_loops(program)
    for change, wait in clocks:
        if program.owned(change) in begun:
            yield _place(program, change, wait)


def _clocks(program: Program) -> Iterator[tuple[Spot, Spot]]:
    """Every change of a variable directly in an outermost loop, with a wait beside it."""
    loops = around(LOOPS)
    waits: dict[Spot, Spot | None] = {}
    for change in program.of(CHANGE):
        loop = change.parent
        if loop is None or loop.block.opcode not in LOOPS or loops.nearest(loop) is not None:
            continue
        if loop not in waits:
            waits[loop] = best(spot for spot in program.body(loop, "SUBSTACK") if spot.block.opcode == WAIT)
        wait = waits[loop]
        if wait is not None:
            yield change, wait


def _place(program: Program, change: Spot, wait: Spot) -> BlockPlace:
    key = program.index.variable(change)
    ready_made = key is not None and program.index.is_ready_made(key)
    return program.place(change, wait, quirk="ready-made" if ready_made else None)


def _set_outside_loops(program: Program) -> set[Owned]:
    loops = around(LOOPS)
    outside = (spot for spot in program.of(SET) if loops.nearest(spot) is None)
    return {owned for spot in outside if (owned := program.owned(spot)) is not None}


CHECK = Check(
    title=N_("A clock of two blocks"),
    kind="praise",
    severity="high",
    params=TimerParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} you built a clock."),
        next=N_("Build a clock: a number that changes every second."),
        hints=(
            N_("What should your project count while time passes?"),
            N_("Look for {block:control_wait} and {block:data_changevariableby}."),
            N_("Put both into one loop."),
        ),
        measured=N_("Numbers that change as time passes: {count}."),
    ),
    examples=(
        Example(
            shows="A clock that counts down",
            project="""
                when green flag clicked
                set [time v] to (30)
                repeat until <(time) = (0)>
                  wait (1) seconds
                  change [time v] by (-1)
                end
            """,
            amount=1,
            places=("change [time v] by (-1)",),
            looked_at=1,
        ),
        Example(
            shows="In the other order, and two numbers",
            project="""
                when green flag clicked
                if <mouse down?> then
                  forever
                    change [time v] by (1)
                    change [level v] by (1)
                    next costume
                    wait (0.5) seconds
                  end
                end
            """,
            amount=2,
        ),
        Example(
            shows="Nothing waits",
            project="""
                when green flag clicked
                forever
                  change [time v] by (1)
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Not in a loop",
            project="""
                when green flag clicked
                wait (1) seconds
                change [time v] by (1)
            """,
            amount=0,
        ),
        Example(
            shows="Nested blocks are not looked at",
            project="""
                when green flag clicked
                forever
                  wait (1) seconds
                  if <mouse down?> then
                    change [time v] by (1)
                  end
                  repeat (2)
                    wait (1) seconds
                    change [time v] by (1)
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="The ready-made variable does not count",
            project="""
                when green flag clicked
                forever
                  wait (1) seconds
                  change [my variable v] by (1)
                end
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks do not run",
            project="""
                forever
                  wait (1) seconds
                  change [time v] by (1)
                end
            """,
            amount=0,
            loose=1,
        ),
    ),
)
