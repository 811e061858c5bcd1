"""Finds clones that have nothing to do.

## What it looks for

A `create clone of` whose sprite has neither a `when I start as a clone` nor a `when this sprite clicked`. One place a
block that makes a clone.

## Why it matters

A clone begins with its own hat. Without one it stands there, right on top of the sprite it was made from, and nobody
sees it.

## Limits

A hat with nothing below it is enough. A sprite that does not exist has no hat, and is reported too. A `create clone of`
with a reporter in it is not looked at. Other hats, of keys and messages, start in clones too, and do not count.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import CREATE_CLONE

HATS = ("control_start_as_clone", "event_whenthisspriteclicked")


class MissingCloneInitializationParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MissingCloneInitializationParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every block that makes a clone which no hat starts."""
    program = index.program
    making = program.walk(CREATE_CLONE)
    started = {spot.target.name for spot in program.of(*HATS) if program.part_of(spot).hat is spot} if making else ()
    return program.observation(
        program.place(spot) for spot in making if (name := program.cloned(spot)) is not None and name not in started
    )


CHECK = Check(
    title=N_("Clones with nothing to do"),
    kind="problem",
    severity="low",
    params=MissingCloneInitializationParams,
    observe=observe,
    words=Words(
        praise=N_("Every clone you make has something to do."),
        next=N_("In {where}: this clone has nothing to do yet."),
        hints=(
            N_("What should a clone do first?"),
            N_("Look in {category:control} for {block:control_start_as_clone}."),
            N_("Add {block:control_start_as_clone} to the sprite that is cloned."),
        ),
        measured=N_("Blocks that make clones with nothing to do: {count}."),
    ),
    examples=(
        Example(
            shows="A clone that no hat starts",
            project="""
                when green flag clicked
                create clone of (myself v)
            """,
            amount=1,
            places=("create clone of (myself v)",),
            looked_at=1,
        ),
        Example(
            shows="The clone starts",
            project="""
                when green flag clicked
                create clone of (myself v)

                when I start as a clone
                show
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="A click is enough, and so is a hat with nothing below it",
            project="""
                sprite "Cat"

                when green flag clicked
                create clone of (Mango v)
                create clone of (myself v)

                when I start as a clone

                sprite "Mango"

                when this sprite clicked
                hide
            """,
            amount=0,
        ),
        Example(
            shows="The hat must be in the sprite that is cloned",
            project="""
                sprite "Cat"

                when green flag clicked
                create clone of (Mango v)

                when I start as a clone
                show

                sprite "Mango"
            """,
            amount=1,
        ),
        Example(
            shows="There is no such sprite",
            project="""
                when green flag clicked
                create clone of (Mango v)
            """,
            amount=1,
        ),
        Example(
            shows="A reporter is not looked at",
            project="""
                when green flag clicked
                create clone of (who)
            """,
            amount=0,
        ),
        Example(
            shows="Own blocks and loose ones are looked at",
            project="""
                define more
                create clone of (myself v)

                create clone of (myself v)
            """,
            amount=2,
            loose=2,
        ),
    ),
)
