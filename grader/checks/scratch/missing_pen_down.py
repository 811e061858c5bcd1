"""Finds pens that are lifted and never put down.

## What it looks for

`pen up` in a sprite that has no `pen down` anywhere. One place a `pen up`.

## Why it matters

A pen draws when it is down. The block that puts it down is still to come, so no line appears.

## Limits

The order does not matter, and neither does whether the `pen down` can run. Another sprite does not help: each has a pen
of its own.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex


class MissingPenDownParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MissingPenDownParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every pen up in a target without pen down."""
    program = index.program
    found = program.walk("pen_penUp")
    others = {spot.target for spot in program.of("pen_penDown")} if found else ()
    return program.observation(program.place(spot) for spot in found if spot.target not in others)


CHECK = Check(
    title=N_("Pens that never go down"),
    kind="problem",
    severity="medium",
    params=MissingPenDownParams,
    observe=observe,
    words=Words(
        praise=N_("Every sprite that lifts its pen puts it down, too."),
        next=N_("In {where}: this sprite does not put its pen down yet."),
        hints=(
            N_("What should this sprite draw?"),
            N_("Look in {category:pen} for {block:pen_penDown}."),
            N_("Put {block:pen_penDown} before the sprite moves."),
        ),
        measured=N_("Blocks that lift a pen which never goes down: {count}."),
    ),
    examples=(
        Example(
            shows="The pen goes up, and it was never down",
            project="""
                when green flag clicked
                pen up
                move (100) steps
            """,
            amount=1,
            places=("pen up",),
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
            shows="Each pen up is one place",
            project="""
                when green flag clicked
                pen up
                repeat (4)
                  pen up
                end
            """,
            amount=2,
        ),
        Example(
            shows="Another sprite has a pen of its own",
            project="""
                sprite "Cat"

                when green flag clicked
                pen up

                sprite "Mango"

                when green flag clicked
                pen down
                pen up
            """,
            amount=1,
        ),
        Example(
            shows="An own block and a loose block help",
            project="""
                sprite "Cat"

                define line
                pen down

                when green flag clicked
                pen up

                sprite "Mango"

                when green flag clicked
                pen up

                pen down
            """,
            amount=0,
        ),
        Example(
            shows="They are looked at, too",
            project="""
                define line
                pen up

                pen up
            """,
            amount=2,
            loose=2,
        ),
    ),
)
