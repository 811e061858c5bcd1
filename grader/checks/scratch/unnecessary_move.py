"""Finds moves by nothing.

## What it looks for

`move (0) steps`, `change x by (0)`, `change y by (0)`. One place a block.

## Why it matters

The block is there, and the sprite stays where it is. Often a number is still to come.

## Limits

An empty slot and a computed number are not looked at. Nor are `set x to`, `go to` and `glide`.
"""

from __future__ import annotations

from collections.abc import Mapping

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.slots import with_typed

SLOTS: Mapping[str, str] = {"motion_movesteps": "STEPS", "motion_changexby": "DX", "motion_changeyby": "DY"}


class UnnecessaryMoveParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: UnnecessaryMoveParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every block that moves by 0."""
    program = index.program
    still = with_typed(program, SLOTS, lambda spot, slot: program.number(spot, slot) == 0)
    return program.observation(map(program.place, still))


CHECK = Check(
    title=N_("Moves by nothing"),
    kind="problem",
    severity="low",
    params=UnnecessaryMoveParams,
    observe=observe,
    words=Words(
        praise=N_("Every move takes your sprite somewhere."),
        next=N_("In {where}: this block moves by 0. Give it a number."),
        hints=(
            N_("How far should your sprite move?"),
            N_("Look for a 0 in the blocks of {category:motion}."),
            N_("Type a number such as 10, or take the block away."),
        ),
        measured=N_("Blocks that move by 0: {count}."),
    ),
    examples=(
        Example(
            shows="Three blocks that move by nothing",
            project="""
                when green flag clicked
                move (0) steps
                repeat (10)
                  change x by (0.0)
                  change y by (-0)
                end
            """,
            amount=3,
            places=("move (0) steps", "change x by (0.0)", "change y by (-0)"),
            looked_at=1,
        ),
        Example(
            shows="It moves",
            project="""
                when green flag clicked
                move (10) steps
                change x by (-1)
                change y by (0.1)
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="An empty slot and a computed number are not looked at",
            project="""
                when green flag clicked
                move () steps
                change x by ((1) - (1))
            """,
            amount=0,
        ),
        Example(
            shows="Going to a place is no move by a number",
            project="""
                when green flag clicked
                set x to (0)
                go to x: (0) y: (0)
            """,
            amount=0,
        ),
        Example(
            shows="In own blocks and in loose ones",
            project="""
                define jump
                change y by (0)

                when green flag clicked
                jump

                move (0) steps
            """,
            amount=2,
            loose=1,
        ),
    ),
)
