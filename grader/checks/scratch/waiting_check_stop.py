"""Praises a script that waits for its moment, and then ends everything.

## What it looks for

A script whose last block is `stop all`, with a `wait until` that has a question before it. One place a script, at the
first such `wait until`.

## Why it matters

This is how a game ends: wait until the lives are gone, then stop. She planned the end.

## Limits

Both stand in the outermost list of blocks: what is in a loop or an `if` does not count. Other stops are not meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.program import Program

WAIT = "control_wait_until"
STOP = "control_stop"


class WaitingCheckStopParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: WaitingCheckStopParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every script that waits and then stops all, completed by the stop."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if WAIT not in program.by_opcode:
        return
    for stop in program.of(STOP):
        if stop.parent is None and program.last(stop) and program.stops(stop, "all"):
            for spot in program.part_of(stop).top:
                if spot.block.opcode == WAIT and program.slot(spot, "CONDITION") is not None:
                    yield program.place(spot, stop)
                    break


CHECK = Check(
    title=N_("Waits, then stops all"),
    kind="praise",
    severity="medium",
    params=WaitingCheckStopParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} your project waits for its end, and stops."),
        next=N_("Let a script wait for the end, and then stop all."),
        hints=(
            N_("What should have happened when your game is over?"),
            N_("Look in {category:control} for {block:control_wait_until}."),
            N_("Put {block:control_stop} below {block:control_wait_until}."),
        ),
        measured=N_("Scripts that wait and then stop all: {count}."),
    ),
    examples=(
        Example(
            shows="The game ends when the lives are gone",
            project="""
                when green flag clicked
                wait until <(lives) = (0)>
                say [Game over]
                stop [all v]
            """,
            amount=1,
            places=("wait until <(lives) = (0)>",),
            looked_at=1,
        ),
        Example(
            shows="Waited for two times: one script",
            project="""
                when green flag clicked
                wait until <mouse down?>
                wait until <(lives) = (0)>
                stop [all v]
            """,
            amount=1,
            places=("wait until <mouse down?>",),
        ),
        Example(
            shows="Without a question it waits for ever, and what follows does not run",
            project="""
                when green flag clicked
                wait until <>
                wait until <mouse down?>
                stop [all v]
            """,
            amount=0,
            loose=1,
        ),
        Example(
            shows="Nothing to wait for",
            project="""
                when green flag clicked
                wait until <>
                stop [all v]
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="This script alone stops",
            project="""
                when green flag clicked
                wait until <mouse down?>
                stop [this script v]
            """,
            amount=0,
        ),
        Example(
            shows="What is nested does not count",
            project="""
                when green flag clicked
                if <mouse down?> then
                  wait until <mouse down?>
                  stop [all v]
                end

                when green flag clicked
                repeat (2)
                  wait until <mouse down?>
                end
                stop [all v]
            """,
            amount=0,
        ),
        Example(
            shows="In an own block",
            project="""
                when green flag clicked
                finish

                define finish
                wait until <mouse down?>
                stop [all v]
            """,
            amount=1,
        ),
        Example(
            shows="Loose blocks do not run",
            project="""
                wait until <mouse down?>
                stop [all v]
            """,
            amount=0,
            loose=1,
        ),
    ),
)
