"""Finds blocks that stand twice in a sprite, with others between them.

## What it looks for

Two runs in one sprite that are equal but for typed values and names, with up to two other statements in between: six
equal statements or more together. One place a copy, at its first statement.

## Why it matters

What stands twice must be changed twice. An own block for what both share says it one time.

## Limits

Two pieces are joined, never three. Pieces that are long enough for type 1 or 2 are joined too, so both may stand at one
block. Blocks that the published tool LitterBox does not know are all equal to it; where a copy holds one we report it
with the quirk `unknown-blocks`, and it never counts. Scripts of thousands of blocks that are all alike are not compared
to the end.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex


class CloneType3Params(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: CloneType3Params) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every copy, at its first statement."""
    return index.program.observation(index.program.copy_places(3))


CHECK = Check(
    title=N_("The same blocks twice, with a gap"),
    kind="problem",
    severity="medium",
    params=CloneType3Params,
    observe=observe,
    words=Words(
        praise=N_("Your scripts share no long parts."),
        next=N_("In {where}: parts stand twice. Make an own block."),
        hints=(
            N_("Which part do the two scripts share?"),
            N_("Look at {where}. Where else do such blocks stand?"),
            N_("Make an own block of the part that both share."),
        ),
        measured=N_("Copies of blocks with a gap: {count}."),
    ),
    examples=(
        Example(
            shows="One statement more in the middle",
            project="""
                when [left arrow v] key pressed
                move (10) steps
                turn cw (15) degrees
                next costume
                hide
                wait (1) seconds
                show

                when this sprite clicked
                move (10) steps
                turn cw (15) degrees
                next costume
                say [Hello]
                hide
                wait (1) seconds
                show
            """,
            amount=2,
            places=("move (10) steps", "move (10) steps"),
            looked_at=2,
        ),
        Example(
            shows="Three statements more are too many",
            project="""
                when [left arrow v] key pressed
                move (10) steps
                turn cw (15) degrees
                next costume
                hide
                wait (1) seconds
                show

                when this sprite clicked
                move (10) steps
                turn cw (15) degrees
                next costume
                say [One]
                think [Two]
                say [Three]
                hide
                wait (1) seconds
                show
            """,
            amount=0,
        ),
        Example(
            shows="No gap, no copy of this type",
            project="""
                when [left arrow v] key pressed
                move (10) steps
                turn cw (15) degrees
                next costume
                hide
                wait (1) seconds
                show

                when this sprite clicked
                move (10) steps
                turn cw (15) degrees
                next costume
                hide
                wait (1) seconds
                show
            """,
            amount=0,
        ),
    ),
)
