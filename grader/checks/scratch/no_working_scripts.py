"""Finds sprites whose hats and blocks never met.

## What it looks for

A sprite, or the stage, with at least one hat, where no hat has a block below it, and with blocks that lie loose. One
place a sprite.

## Why it matters

All pieces are there, and nothing happens: the blocks lie next to the hat, not below it. One click joins them.

## Limits

One loose reporter is enough. A sprite without any hat is not meant, nor one in which nothing lies loose. Own blocks do
not matter. The published tool LitterBox reads the hats of most extensions as ordinary loose blocks; what it reports for
that reason alone has the quirk `extension-hat`, and never counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.model import Target
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program


class NoWorkingScriptsParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: NoWorkingScriptsParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every target with empty hats and loose blocks."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    empty: set[Target] = set()
    loose: set[Target] = set()
    working: set[Target] = set()
    for part in program.scripts:
        if part.loose:
            loose.add(part.target)
        else:
            (working if part.top else empty).add(part.target)
    found = (empty & loose) - working
    for target, parts in program.by_target(program.scripts).items() if found else ():
        if target in found:
            hers = any(part.script.hers for part in parts)
            yield program.target_place(target, hers=hers, quirk=None if _lies_loose(parts) else "extension-hat")


def _lies_loose(parts: Sequence[Part]) -> bool:
    """Does it hold with the hats of extensions taken for hats: none has a block below it, and something is loose."""
    extensions = [part for part in parts if part.loose and part.script.hat is not None]
    return all(len(part.top) == 1 for part in extensions) and any(
        part.loose and part.script.hat is None for part in parts
    )


CHECK = Check(
    title=N_("Sprites whose scripts do not work yet"),
    kind="problem",
    severity="high",
    params=NoWorkingScriptsParams,
    observe=observe,
    words=Words(
        praise=N_("Every sprite with a hat block has a script that works."),
        next=N_("Put the loose blocks of {where} below a hat block."),
        hints=(
            N_("What should start these blocks?"),
            N_("Look for a hat block with nothing below it."),
            N_("Drag the loose blocks below {block:event_whenflagclicked}."),
        ),
        measured=N_("Sprites in which no script works yet: {count}."),
    ),
    examples=(
        Example(
            shows="The blocks lie next to the hat",
            project="""
                sprite "Cat"

                when green flag clicked

                move (10) steps
                hide
            """,
            amount=1,
            places=("Cat",),
            looked_at=1,
        ),
        Example(
            shows="One script works",
            project="""
                sprite "Cat"

                when green flag clicked
                show

                when this sprite clicked

                move (10) steps
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="A lone reporter is enough",
            project="""
                sprite "Cat"

                when green flag clicked

                (x position)
            """,
            amount=1,
        ),
        Example(
            shows="Nothing lies loose",
            project="""
                when green flag clicked
            """,
            amount=0,
        ),
        Example(
            shows="No hat at all",
            project="""
                move (10) steps
            """,
            amount=0,
        ),
        Example(
            shows="An own block is no excuse",
            project="""
                sprite "Cat"

                define jump
                hide

                when green flag clicked

                jump
            """,
            amount=1,
        ),
        Example(
            shows="Each sprite on its own, the stage too",
            project="""
                stage

                when green flag clicked

                next backdrop

                sprite "Cat"

                when green flag clicked
                hide

                sprite "Mango"

                when I start as a clone

                hide
            """,
            amount=2,
        ),
    ),
)
