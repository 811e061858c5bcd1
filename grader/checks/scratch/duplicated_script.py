"""Finds scripts that a sprite has twice.

## What it looks for

Two scripts of one sprite with equal hats and equal blocks, or two equal loose stacks. One place a pair, at the hat of
the earlier one: of three equal scripts the first has two places, and the second has one.

## Why it matters

Both run at the same time: the sprite moves twice as far, the score grows twice as fast. One of them is enough.

## Limits

Blocks and values must be equal, capitals of a message too. Two hats of one kind with nothing below are equal. Own
blocks are not meant. Of blocks that the published tool LitterBox does not know, any two are equal to it; scripts that
hold one have the quirk `unknown-blocks`, and never count. Of more than a hundred equal scripts a hundred are compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.program import Program


class DuplicatedScriptParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: DuplicatedScriptParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every pair of equal scripts, completed by the later one."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    for earlier, later, quirk in program.equal_scripts:
        place = program.part_place(earlier, later.head, quirk=quirk)
        yield place.but(hers=place.hers or later.script.hers)


CHECK = Check(
    title=N_("Scripts that a sprite has twice"),
    kind="problem",
    severity="high",
    params=DuplicatedScriptParams,
    observe=observe,
    words=Words(
        praise=N_("No sprite has the same script twice."),
        next=N_("In {where}: this script is there twice. Delete one."),
        hints=(
            N_("Which two scripts of a sprite are the same?"),
            N_("Compare the scripts of {where}, hat by hat."),
            N_("Delete one of them, or change what it does."),
        ),
        measured=N_("Pairs of equal scripts: {count}."),
    ),
    examples=(
        Example(
            shows="One script, two times",
            project="""
                when [space v] key pressed
                change y by (10)
                wait (1) seconds

                when [space v] key pressed
                change y by (10)
                wait (1) seconds
            """,
            amount=1,
            places=("when [space v] key pressed",),
            looked_at=2,
        ),
        Example(
            shows="Another number",
            project="""
                when [space v] key pressed
                change y by (10)

                when [space v] key pressed
                change y by (20)
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Another hat",
            project="""
                when [space v] key pressed
                change y by (10)

                when [up arrow v] key pressed
                change y by (10)
            """,
            amount=0,
        ),
        Example(
            shows="Three equal ones are three pairs",
            project="""
                when this sprite clicked
                hide

                when this sprite clicked
                hide

                when this sprite clicked
                hide
            """,
            amount=3,
        ),
        Example(
            shows="Two hats with nothing below",
            project="""
                when green flag clicked

                when green flag clicked
            """,
            amount=1,
        ),
        Example(
            shows="Two equal loose stacks, and two loose reporters",
            project="""
                hide
                show

                hide
                show

                (mouse x)

                (mouse x)
            """,
            amount=2,
            loose=2,
            looked_at=0,
        ),
        Example(
            shows="Capitals of a message count",
            project="""
                when green flag clicked
                broadcast (Start v)
                broadcast (start v)

                when I receive [start v]
                hide

                when I receive [Start v]
                hide
            """,
            amount=0,
        ),
        Example(
            shows="Each sprite may have it, and own blocks are not meant",
            project="""
                sprite "Mango"

                define jump
                change y by (10)

                define hop
                change y by (10)

                when this sprite clicked
                hide

                sprite "Basket"

                when this sprite clicked
                hide
            """,
            amount=0,
        ),
    ),
)
