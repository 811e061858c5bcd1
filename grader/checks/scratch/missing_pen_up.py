"""Finds pens that are put down and never lifted.

## What it looks for

`pen down` in a sprite that has no `pen up` anywhere. One place a `pen down`.

## Why it matters

A pen that is down draws wherever the sprite goes, also on its way back to the start, and in the next game.

## Limits

The order does not matter, and neither does whether the `pen up` can run. Another sprite does not help: each has a pen
of its own.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex


class MissingPenUpParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MissingPenUpParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every pen down in a target without pen up."""
    program = index.program
    found = program.walk("pen_penDown")
    others = {spot.target for spot in program.of("pen_penUp")} if found else ()
    return program.observation(program.place(spot) for spot in found if spot.target not in others)


CHECK = Check(
    title=N_("Pens that never go up"),
    kind="problem",
    severity="medium",
    params=MissingPenUpParams,
    observe=observe,
    words=Words(
        praise=N_("Every sprite that puts its pen down lifts it, too."),
        next=N_("In {where}: this sprite does not lift its pen yet."),
        hints=(
            N_("Where should the line end?"),
            N_("Look in {category:pen} for {block:pen_penUp}."),
            N_("Add {block:pen_penUp} where the line should end."),
        ),
        measured=N_("Blocks that put a pen down which never goes up: {count}."),
    ),
    examples=(
        Example(
            shows="The pen goes down, and stays there",
            project="""
                when green flag clicked
                pen down
                move (100) steps
            """,
            amount=1,
            places=("pen down",),
            looked_at=1,
        ),
        Example(
            shows="Down and up, in any order",
            project="""
                when green flag clicked
                pen up
                go to x: (0) y: (0)
                pen down
                move (100) steps
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Each pen down is one place",
            project="""
                when green flag clicked
                pen down
                repeat (4)
                  pen down
                end
            """,
            amount=2,
        ),
        Example(
            shows="Another sprite has a pen of its own",
            project="""
                sprite "Cat"

                when green flag clicked
                pen down

                sprite "Mango"

                when green flag clicked
                pen up
                pen down
            """,
            amount=1,
        ),
        Example(
            shows="An own block and a loose block help",
            project="""
                sprite "Cat"

                define line
                pen up

                when green flag clicked
                pen down

                sprite "Mango"

                when green flag clicked
                pen down

                pen up
            """,
            amount=0,
        ),
        Example(
            shows="They are looked at, too",
            project="""
                define line
                pen down

                pen down
            """,
            amount=2,
            loose=2,
        ),
    ),
)
