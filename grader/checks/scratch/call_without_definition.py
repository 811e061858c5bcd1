"""Finds own blocks that are used and not defined in their sprite.

## What it looks for

A call of an own block, where the sprite has no definition with exactly the same text. One place a call.

## Why it matters

The block looks as if it does something, and nothing happens. This comes about when blocks are dragged to another
sprite, or when a definition was thrown away.

## Limits

An empty definition is one. Another sprite's definition is not.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import CALL


class CallWithoutDefinitionParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: CallWithoutDefinitionParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every call of a block that its sprite does not define."""
    program = index.program
    calls = program.of(CALL)
    defined = program.definitions_by_name if calls else {}
    return program.observation(
        program.place(spot)
        for spot in calls
        if spot.statement and (spot.target.name, program.called(spot)) not in defined
    )


CHECK = Check(
    title=N_("Own blocks that are not defined"),
    kind="problem",
    severity="low",
    params=CallWithoutDefinitionParams,
    observe=observe,
    words=Words(
        praise=N_("Every own block you use is defined."),
        next=N_("In {where}: this block has no definition here yet."),
        hints=(
            N_("What should this block do?"),
            N_("Look for {block:procedures_definition} with its name in this sprite."),
            N_("Make the block in {category:myblocks}, in this sprite."),
        ),
        measured=N_("Own blocks used without a definition: {count}."),
    ),
    examples=(
        Example(
            shows="Nothing says what jump does",
            project="""
                when green flag clicked
                jump :: custom
            """,
            amount=1,
            places=("jump",),
            looked_at=1,
        ),
        Example(
            shows="It is defined",
            project="""
                when green flag clicked
                jump

                define jump
                change y by (10)
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="An empty definition is one too",
            project="""
                when green flag clicked
                jump

                define jump
            """,
            amount=0,
        ),
        Example(
            shows="Another sprite's definition does not help",
            project="""
                sprite "Cat"

                when green flag clicked
                jump :: custom

                sprite "Mango"

                define jump
                change y by (10)
            """,
            amount=1,
        ),
        Example(
            shows="Loose blocks and definitions are looked at too",
            project="""
                jump :: custom

                define dance
                jump :: custom
            """,
            amount=2,
            loose=2,
        ),
    ),
)
