"""Finds scripts that start themselves again and again.

## What it looks for

In a definition a call of this very own block, and in a script with `when I receive` a broadcast of this very message;
each in no `if`. One place a call or broadcast.

## Why it matters

Nothing ever ends it: the block calls itself, and again, and again. With an `if` around the call it knows when to stop.

## Limits

Loops, a `wait until` or a stop before it do not excuse it. A way round, over a second block or message, is not seen.
Capitals of a message count here. A computed message is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import around
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import CALL, DEFINITION, IFS, RECEIVE, SENDS
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot


class EndlessRecursionParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: EndlessRecursionParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every block that starts its own script, and that no `if` holds back."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    ifs = around(IFS)
    for spot, head in (*_calls(program), *_broadcasts(program)):
        if ifs.nearest(spot) is None:
            yield program.place(spot, head)


def _calls(program: Program) -> Iterator[tuple[Spot, Spot]]:
    """Calls of an own block inside it, and its definition."""
    for spot in program.of(CALL) if DEFINITION in program.by_opcode else ():
        part = program.part_of(spot)
        if part.definition and spot.statement and program.called(spot) == program.called(part.head):
            yield spot, part.head


def _broadcasts(program: Program) -> Iterator[tuple[Spot, Spot]]:
    """Broadcasts in a script that waits for the same message, and its hat."""
    for spot in program.of(*SENDS) if RECEIVE in program.by_opcode else ():
        part = program.part_of(spot)
        if part.event == RECEIVE and program.message(spot) == program.message(part.head):
            yield spot, part.head


CHECK = Check(
    title=N_("Scripts that start themselves again"),
    kind="problem",
    severity="high",
    params=EndlessRecursionParams,
    observe=observe,
    words=Words(
        praise=N_("None of your scripts starts itself again without a question."),
        next=N_("In {where}: this starts itself again, without an end."),
        hints=(
            N_("When should it stop starting again?"),
            N_("Look at the top of this script. What starts it?"),
            N_("Put this block into {block:control_if}, or use {block:control_forever}."),
        ),
        measured=N_("Blocks that start their own script again: {count}."),
    ),
    examples=(
        Example(
            shows="The own block calls itself",
            project="""
                define dance
                turn cw (15) degrees
                dance

                when green flag clicked
                dance
            """,
            amount=1,
            places=("dance",),
            looked_at=2,
        ),
        Example(
            shows="The message sends itself",
            project="""
                when I receive [round v]
                turn cw (15) degrees
                broadcast (round v)

                when green flag clicked
                broadcast (round v)
            """,
            amount=1,
            places=("broadcast (round v)",),
            looked_at=2,
        ),
        Example(
            shows="An if holds it back",
            project="""
                define dance (times)
                turn cw (15) degrees
                if <(times) > (0)> then
                  dance ((times) - (1))
                end

                when green flag clicked
                dance (10)
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Loops and a wait until do not",
            project="""
                when I receive [round v]
                wait until <mouse down?>
                repeat until <touching (edge v)?>
                  broadcast (round v) and wait
                  broadcast (round v)
                end

                when green flag clicked
                broadcast (round v)
            """,
            amount=2,
        ),
        Example(
            shows="Another message, other capitals",
            project="""
                when I receive [round v]
                broadcast (over v)
                broadcast (Round v)

                when green flag clicked
                broadcast (round v)
            """,
            amount=0,
        ),
        Example(
            shows="A way round over a second block is not seen",
            project="""
                define dance
                play

                define play
                dance

                when green flag clicked
                dance
            """,
            amount=0,
        ),
        Example(
            shows="In a script with another hat a broadcast is fine",
            project="""
                when I start as a clone
                broadcast (round v)
            """,
            amount=0,
        ),
    ),
)
