"""Finds a project without any block.

## What it looks for

No script, no loose block and no own block, in no sprite and not on the stage. One place, the first target of the file.

## Why it matters

A stage full of sprites waits for its first script. One hat and one block are a beginning.

## Limits

One loose reporter is a block. A project in which she added no sprite says nothing about her: there it never counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.program import Program


class EmptyProjectParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: EmptyProjectParams) -> Observation:  # noqa: ARG001 - nothing to set
    """One place when there is no code at all."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if not program.parts:
        hers = any(program.index.hers_target(target) for target in program.targets)
        yield program.target_place(program.targets[0], hers=hers)


CHECK = Check(
    title=N_("A project without blocks"),
    kind="problem",
    severity="high",
    params=EmptyProjectParams,
    observe=observe,
    words=Words(
        praise=N_("Your project has blocks that do something."),
        next=N_("Your project has no blocks yet. Start with one script."),
        hints=(
            N_("What should happen first in your project?"),
            N_("Look at the yellow blocks in {category:events}."),
            N_("Take {block:event_whenflagclicked}, and put a block below it."),
        ),
        measured=N_("Projects without any block: {count}."),
    ),
    examples=(
        Example(
            shows="Sprites, and no block yet",
            project="""
                stage

                sprite "Mango"

                sprite "Basket"
            """,
            amount=1,
            places=("Stage",),
            looked_at=0,
        ),
        Example(
            shows="One script",
            project="""
                stage

                sprite "Mango"

                sprite "Basket"

                when green flag clicked
                hide
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A hat alone is a script",
            project="""
                sprite "Mango"

                when green flag clicked
            """,
            amount=0,
        ),
        Example(
            shows="An own block is code, too",
            project="""
                sprite "Mango"

                define jump
            """,
            amount=0,
        ),
        Example(
            shows="One loose reporter is a block",
            project="""
                stage

                (score)

                sprite "Mango"
            """,
            amount=0,
            looked_at=0,
        ),
    ),
)
