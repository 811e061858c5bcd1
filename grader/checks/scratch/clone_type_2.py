"""Finds blocks that stand twice in a sprite with other values.

## What it looks for

Two runs of six statements or more in one sprite that are equal but for what is typed, for the names of variables, and
for messages. One place a copy, at its first statement.

## Why it matters

What stands twice must be changed twice. An own block says it one time, and takes what differs as an input.

## Limits

Costumes, sounds, keys, colours and the names of own blocks must be the same. A number and a text do not match. Blocks
that the published tool LitterBox does not know are all equal to it; where a copy holds one we report it with the quirk
`unknown-blocks`, and it never counts. Scripts of thousands of blocks that are all alike are not compared to the end.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex


class CloneType2Params(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: CloneType2Params) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every copy, at its first statement."""
    return index.program.observation(index.program.copy_places(2))


CHECK = Check(
    title=N_("Nearly the same blocks twice"),
    kind="problem",
    severity="medium",
    params=CloneType2Params,
    observe=observe,
    words=Words(
        praise=N_("No two scripts of a sprite are nearly the same."),
        next=N_("In {where}: nearly the same blocks stand twice. Make an own block."),
        hints=(
            N_("What differs between the two: a number, a name?"),
            N_("Look at {where}. Where else do such blocks stand?"),
            N_("Make an own block with an input for what differs."),
        ),
        measured=N_("Runs of blocks that are nearly copies: {count}."),
    ),
    examples=(
        Example(
            shows="One number differs",
            project="""
                when [left arrow v] key pressed
                move (10) steps
                turn cw (15) degrees
                next costume
                hide
                wait (1) seconds
                show

                when this sprite clicked
                move (-10) steps
                turn cw (15) degrees
                next costume
                hide
                wait (1) seconds
                show
            """,
            amount=2,
            places=("move (10) steps", "move (-10) steps"),
            looked_at=2,
        ),
        Example(
            shows="Another variable of the same owner",
            project="""
                when [left arrow v] key pressed
                set [score v] to (0)
                change [score v] by (1)
                say (score)
                next costume
                hide
                show

                when this sprite clicked
                set [lives v] to (0)
                change [lives v] by (1)
                say (lives)
                next costume
                hide
                show
            """,
            amount=2,
        ),
        Example(
            shows="All the same is type 1",
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
        Example(
            shows="Other costumes are other blocks",
            project="""
                when [left arrow v] key pressed
                move (10) steps
                turn cw (15) degrees
                switch costume to (one v)
                hide
                wait (1) seconds
                show

                when this sprite clicked
                move (20) steps
                turn cw (15) degrees
                switch costume to (two v)
                hide
                wait (1) seconds
                show
            """,
            amount=0,
        ),
    ),
)
