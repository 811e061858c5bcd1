"""Finds scripts and own blocks that pass the work on and do nothing else.

## What it looks for

A script that starts with a message, and all it does is send a message. An own block, and all it does is call an own
block. One place a script, at its hat.

## Why it matters

Who reads it must look in one place more. The first one can send the second message, or call the second block, itself.

## Limits

Which message is sent does not matter, the same one counts too. Nor does it matter whether the called block is there; a
definition that calls itself and does nothing else is reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import CALL, DEFINITION, RECEIVE, SENDS
from grader.scratch.program.program import Program

PASSES_ON = {RECEIVE: frozenset(SENDS), DEFINITION: frozenset({CALL})}


class MiddleManParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MiddleManParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every such script and own block, completed by the block that passes on."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    for part in program.parts:
        if len(part.top) == 1 and part.hat is not None and part.top[0].opcode in PASSES_ON.get(part.hat.opcode, ()):
            yield program.part_place(part, part.top[0])


CHECK = Check(
    title=N_("Scripts that pass the work on"),
    kind="problem",
    severity="medium",
    params=MiddleManParams,
    observe=observe,
    words=Words(
        praise=N_("Each script does work of its own."),
        next=N_("In {where}: this script passes its work on. Leave it out."),
        hints=(
            N_("What does this script do itself?"),
            N_("Look at {where}. Who starts it, and what does it start?"),
            N_("Start the second one right from the first one."),
        ),
        measured=N_("Scripts that pass their work on: {count}."),
    ),
    examples=(
        Example(
            shows="A message, and the next message",
            project="""
                when green flag clicked
                broadcast (start v)

                when I receive [start v]
                broadcast (go v)

                when I receive [go v]
                show
            """,
            amount=1,
            places=("when I receive [start v]",),
            looked_at=3,
        ),
        Example(
            shows="It does something itself, too",
            project="""
                when green flag clicked
                broadcast (start v)

                when I receive [start v]
                broadcast (go v) and wait
                show

                when I receive [go v]
                hide
            """,
            amount=0,
            looked_at=3,
        ),
        Example(
            shows="An own block that calls an own block",
            project="""
                define jump
                hop

                define hop
                change y by (10)

                when green flag clicked
                jump
            """,
            amount=1,
            places=("define jump",),
        ),
        Example(
            shows="The same message, one that is computed, and a wait",
            project="""
                when green flag clicked
                broadcast (start v)

                when I receive [start v]
                broadcast (start v)

                when I receive [start v]
                broadcast (join [level ] (level)) and wait
            """,
            amount=2,
        ),
        Example(
            shows="An own block that calls itself",
            project="""
                define jump
                jump
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="Other hats may pass on, and messages may call",
            project="""
                define jump
                broadcast (start v)

                when this sprite clicked
                broadcast (start v)

                when I receive [start v]
                jump
            """,
            amount=0,
        ),
        Example(
            shows="A message inside a loop is more than passing on",
            project="""
                when I receive [start v]
                repeat (10)
                  broadcast (go v)
                end
            """,
            amount=0,
        ),
    ),
)
