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
from grader.scratch.program.outer_loops import outer_loops
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
    if WAIT not in program.by_opcode or CHANGE not in program.by_opcode:
        return
    start_values: frozenset[Owned | None] | None = None
    for loop in outer_loops(program):
        body = program.body(loop, "SUBSTACK")
        wait = best(spot for spot in body if spot.block.opcode == WAIT)
        if wait is None:
            continue
        start_values = start_values or _with_start_value(program)
        for spot in body:
            if spot.block.opcode == CHANGE and program.owned(spot) in start_values:
                yield _place(program, spot, wait)


def _place(program: Program, change: Spot, wait: Spot) -> BlockPlace:
    key = program.index.variable(change)
    ready_made = key is not None and program.index.is_ready_made(key)
    return program.place(change, wait, quirk="ready-made" if ready_made else None)


def _with_start_value(program: Program) -> frozenset[Owned | None]:
    """Variables that begin with something: declared, or set outside all loops."""
    declared = {it.owned for it in program.declared if it.kind == "variable"}
    loops = around(LOOPS)
    outside = {program.owned(spot) for spot in program.of(SET) if loops.nearest(spot) is None}
    return frozenset(declared | outside)


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
