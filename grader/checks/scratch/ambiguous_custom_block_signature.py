"""Finds two own blocks of a sprite that have one name.

## What it looks for

Definitions in one sprite with the same text. One place for each other one of that name, at the definition; an empty
definition is not reported, but its twin is.

## Why it matters

When she uses this block, one of the two runs and the other one never does. Which one, nobody can tell from the name.

## Limits

Capitals and spaces count, and so does the kind of an input: a round one is not a pointed one. Names of inputs do not
count. Of more than a hundred blocks with one name a hundred are compared.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import DEFINITION
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program

MOST = 100  # every one is compared with every other one: no editor makes so many, a made file could


class AmbiguousCustomBlockSignatureParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: AmbiguousCustomBlockSignatureParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every definition and every other one that has its name."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    heads = program.of(DEFINITION)
    if len({(id(spot.target), program.called(spot)) for spot in heads}) == len(heads):
        return  # most often: each has a name of its own
    by_name: dict[tuple[int, str], list[Part]] = {}
    for part in program.definitions:
        by_name.setdefault((id(part.target), program.called(part.head)), []).append(part)
    for alike in by_name.values():
        compared = alike[:MOST]
        for part in compared if len(alike) > 1 else ():
            if part.top:
                yield from (_place(program, part, other) for other in compared if other is not part)


def _place(program: Program, part: Part, other: Part) -> BlockPlace:
    # Of two with one name one alone can run: that it is unclear which is a matter of both.
    place = program.part_place(part)
    return place.but(runs=place.runs or other.script.runs, hers=place.hers or other.script.hers)


CHECK = Check(
    title=N_("Own blocks with one name"),
    kind="problem",
    severity="medium",
    params=AmbiguousCustomBlockSignatureParams,
    observe=observe,
    words=Words(
        praise=N_("Each own block has a name of its own."),
        next=N_("In {where}: another own block has this name too."),
        hints=(
            N_("Which two of your own blocks have the same name?"),
            N_("Look for {block:procedures_definition} with the same name in {where}."),
            N_("Give one of the two a new name."),
        ),
        measured=N_("Own blocks that share a name, counted by pairs: {count}."),
    ),
    examples=(
        Example(
            shows="Two blocks, one name",
            project="""
                define jump
                change y by (10)

                define jump
                change y by (20)

                when green flag clicked
                jump
            """,
            amount=2,
            places=("define jump", "define jump"),
            looked_at=2,
        ),
        Example(
            shows="Each has its name",
            project="""
                define jump
                change y by (10)

                define fall
                change y by (-10)
            """,
            amount=0,
        ),
        Example(
            shows="An empty one reports nothing, but makes the other one report",
            project="""
                define jump
                change y by (10)

                define jump
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="Three alike are six pairs",
            project="""
                define jump
                change y by (10)

                define jump
                change y by (20)

                define jump
                change y by (30)
            """,
            amount=6,
            loose=6,
        ),
        Example(
            shows="Inputs of another kind make another name",
            project="""
                define jump (high)
                change y by (10)

                define jump <high>
                change y by (10)
            """,
            amount=0,
        ),
        Example(
            shows="What the inputs are called does not matter",
            project="""
                define jump (height)
                change y by (10)

                define jump (steps)
                change y by (10)
            """,
            amount=2,
            loose=2,
        ),
        Example(
            shows="Capitals count",
            project="""
                define jump
                change y by (10)

                define Jump
                change y by (10)
            """,
            amount=0,
        ),
        Example(
            shows="Each sprite has its own blocks",
            project="""
                sprite "Cat"

                define jump
                change y by (10)

                sprite "Mango"

                define jump
                change y by (10)
            """,
            amount=0,
        ),
    ),
)
