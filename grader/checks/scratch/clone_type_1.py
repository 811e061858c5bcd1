"""Finds blocks that stand twice in a sprite.

## What it looks for

Two runs of six statements or more in one sprite that are equal: same blocks, same values. Blocks inside a loop or an
`if` belong to the run. One place a copy, at its first statement.

## Why it matters

What stands twice must be changed twice. An own block says it one time, and has a name.

## Limits

A whole run is of type 1 when every pair of statements is equal; one that differs makes the run type 2. The first block
of a loose stack equals no block that is joined to others. Blocks that the published tool LitterBox does not know are
all equal to it; where a copy holds one we report it with the quirk `unknown-blocks`, and it never counts. Scripts of
thousands of blocks that are all alike are not compared to the end.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex


class CloneType1Params(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: CloneType1Params) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every copy, at its first statement."""
    return index.program.observation(index.program.copy_places(1))


CHECK = Check(
    title=N_("The same blocks twice"),
    kind="problem",
    severity="medium",
    params=CloneType1Params,
    observe=observe,
    words=Words(
        praise=N_("No blocks stand twice in your sprites."),
        next=N_("In {where}: the same blocks stand twice. Make an own block."),
        hints=(
            N_("Which blocks did you build a second time?"),
            N_("Look at {where}. Where else do these blocks stand?"),
            N_("Make an own block in {category:myblocks}, and use it twice."),
        ),
        measured=N_("Copies of runs of blocks: {count}."),
    ),
    examples=(
        Example(
            shows="Two scripts with six equal statements",
            project="""
                when [left arrow v] key pressed
                move (10) steps
                turn cw (15) degrees
                next costume
                hide
                wait (1) seconds
                show

                when this sprite clicked
                say [Hello]
                move (10) steps
                turn cw (15) degrees
                next costume
                hide
                wait (1) seconds
                show
            """,
            amount=2,
            places=("move (10) steps", "move (10) steps"),
            looked_at=2,
        ),
        Example(
            shows="Five are too few",
            project="""
                when [left arrow v] key pressed
                move (10) steps
                turn cw (15) degrees
                next costume
                hide
                show

                when this sprite clicked
                move (10) steps
                turn cw (15) degrees
                next costume
                hide
                show
            """,
            amount=0,
        ),
        Example(
            shows="Another number makes it a copy of type 2",
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
                turn cw (30) degrees
                next costume
                hide
                wait (1) seconds
                show
            """,
            amount=0,
        ),
        Example(
            shows="A loop counts with what is in it",
            project="""
                when [left arrow v] key pressed
                repeat (10)
                  move (10) steps
                  turn cw (15) degrees
                  next costume
                  hide
                  show
                end

                when this sprite clicked
                repeat (10)
                  move (10) steps
                  turn cw (15) degrees
                  next costume
                  hide
                  show
                end
            """,
            amount=2,
        ),
        Example(
            shows="Twice in one script",
            project="""
                when green flag clicked
                move (10) steps
                turn cw (15) degrees
                next costume
                hide
                wait (1) seconds
                show
                say [Again]
                move (10) steps
                turn cw (15) degrees
                next costume
                hide
                wait (1) seconds
                show
            """,
            amount=2,
        ),
        Example(
            shows="Three equal scripts are three copies",
            project="""
                when [left arrow v] key pressed
                move (10) steps
                turn cw (15) degrees
                next costume
                hide
                wait (1) seconds
                show

                when [right arrow v] key pressed
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
            amount=3,
        ),
        Example(
            shows="The first block of a loose stack equals none that is joined",
            project="""
                when this sprite clicked
                move (10) steps
                turn cw (15) degrees
                next costume
                hide
                wait (1) seconds
                show

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
