"""Finds sprites without any block.

## What it looks for

A sprite with no script, no loose block and no own block. One place a sprite.

## Why it matters

A sprite without code is a picture. Perhaps it should move, answer a click, or say something.

## Limits

Costumes, sounds and variables do not matter. Scenery needs no code: a backdrop can hold it. The stage is never meant.
The cat of a new project, when she left it alone, does not count: she did not add it.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex


class EmptySpriteParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: EmptySpriteParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every sprite without code."""
    program = index.program
    with_code = {part.target for part in program.parts}
    return program.observation(
        program.target_place(target) for target in program.targets if not target.stage and target not in with_code
    )


CHECK = Check(
    title=N_("Sprites without blocks"),
    kind="problem",
    severity="high",
    params=EmptySpriteParams,
    observe=observe,
    words=Words(
        praise=N_("Every sprite has blocks of its own."),
        next=N_("Give this sprite its first script: {where}."),
        hints=(
            N_("What should this sprite do in your project?"),
            N_("Click a sprite, and look at its scripts."),
            N_("Give it a script, or delete the sprite."),
        ),
        measured=N_("Sprites without any block: {count}."),
    ),
    examples=(
        Example(
            shows="A sprite without code",
            project="""
                sprite "Mango"

                when green flag clicked
                hide

                sprite "Basket"
            """,
            amount=1,
            places=("Basket",),
            looked_at=1,
        ),
        Example(
            shows="Every sprite has a script",
            project="""
                sprite "Mango"

                when green flag clicked
                hide

                sprite "Basket"

                when this sprite clicked
                show
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Loose blocks and own blocks are code",
            project="""
                sprite "Mango"

                (score)

                sprite "Basket"

                define jump
            """,
            amount=0,
        ),
        Example(
            shows="The stage may be without code, and costumes are none",
            project="""
                stage
                backdrop "road"

                sprite "Mango"
                costume "green"
                costume "yellow"
                variable lives = 3
            """,
            amount=1,
            places=("Mango",),
            looked_at=0,
        ),
    ),
)
