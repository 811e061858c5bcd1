"""Praises a block of her own that is used.

## What it looks for

A block from My Blocks that the same sprite defines. Its definition may be empty, and may come later. One place each
time it is used, also inside its own definition.

## Why it matters

She gave a name to some blocks, and uses that name. This makes long scripts short, and a change is made in one place.

## Limits

What another sprite defines does not count. Blocks are compared by their whole name, with the places for values.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import CALL
from grader.scratch.program.program import Program


class CustomBlockUsageParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: CustomBlockUsageParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every use of an own block, completed by its definition."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    for spot in program.of(CALL):
        definitions = program.definitions_by_name.get((spot.target.name, program.called(spot)), ())
        definition = best(part.head for part in definitions)
        if definition is not None:
            yield program.place(spot, definition)


CHECK = Check(
    title=N_("Uses a block of its own"),
    kind="praise",
    severity="low",
    params=CustomBlockUsageParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} you use a block that you made."),
        next=N_("Make a block of your own, and use it."),
        hints=(
            N_("Which blocks together do one thing in your project?"),
            N_("Look at the group {category:myblocks}."),
            N_("Make a block, define it, and put it into a script."),
        ),
        measured=N_("How often your own blocks are used: {count}."),
    ),
    examples=(
        Example(
            shows="An own block is used",
            project="""
                define jump
                change y by (10)

                when green flag clicked
                jump
            """,
            amount=1,
            places=("jump",),
            looked_at=2,
        ),
        Example(
            shows="Every use counts, also inside the definition; it may be empty",
            project="""
                define rest

                define jump
                change y by (10)
                jump

                when green flag clicked
                rest
                jump
            """,
            amount=3,
        ),
        Example(
            shows="It is made and not used",
            project="""
                define jump
                change y by (10)

                when green flag clicked
                show
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Another sprite defines it",
            project="""
                sprite "Cat"

                define jump
                change y by (10)

                sprite "Mango"

                when green flag clicked
                jump :: custom
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks use nothing",
            project="""
                define jump
                change y by (10)

                jump
            """,
            amount=0,
            loose=1,
        ),
    ),
)
