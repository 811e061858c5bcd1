"""Finds sprites that do the same as another one.

## What it looks for

Two sprites with the same scripts, own blocks, variables and lists. One place for the later one, in the first of them:
three equal sprites are two places.

## Why it matters

What she changes in one sprite must be changed in the other, too. A clone shares the scripts of its sprite.

## Limits

Hats are not compared, nor the names of own blocks, costumes, sounds, places, and start values. In scripts a variable
of the sprite's own is like the other sprite's own one. In own blocks it is not: such sprites are never equal. The
published tool LitterBox looks for each script of the first sprite in the other one, not the other way round; where a
script of the later sprite is missing in the first we report the pair with the quirk `one-way`, and it never counts.
Any two blocks that it does not know are equal to it: sprites that hold one have the quirk `unknown-blocks`. Of more
than two hundred sprites that are alike at a glance two hundred are compared.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.equal_sprites import equal_sprites


class DuplicateSpriteParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: DuplicateSpriteParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every later sprite, in the first one that it is equal to."""
    program = index.program
    return program.observation(
        program.target_place(pair.first, hers=pair.hers, quirk=pair.quirk) for pair in equal_sprites(program)
    )


CHECK = Check(
    title=N_("Sprites that do the same"),
    kind="problem",
    severity="high",
    params=DuplicateSpriteParams,
    observe=observe,
    words=Words(
        praise=N_("Each sprite does something of its own."),
        next=N_("{where}: another sprite does the same. Try clones."),
        hints=(
            N_("Which two sprites have the same scripts?"),
            N_("Click one sprite after the other. Compare their scripts."),
            N_("Keep one sprite, and use {block:control_create_clone_of}."),
        ),
        measured=N_("Sprites that do the same as another: {count}."),
    ),
    examples=(
        Example(
            shows="Two mangoes with one script",
            project="""
                sprite "Mango"

                when green flag clicked
                glide (1) secs to x: (0) y: (-180)

                sprite "Mango2"

                when green flag clicked
                glide (1) secs to x: (0) y: (-180)
            """,
            amount=1,
            places=("Mango",),
            looked_at=2,
        ),
        Example(
            shows="Each does something else",
            project="""
                sprite "Mango"

                when green flag clicked
                glide (1) secs to x: (0) y: (-180)

                sprite "Basket"

                when green flag clicked
                go to (mouse-pointer v)
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Three are two places, both in the first; hats and costumes do not matter",
            project="""
                sprite "Mango"
                costume "green"

                when green flag clicked
                hide

                sprite "Basket"

                when this sprite clicked
                hide

                sprite "Tree"

                when I start as a clone
                hide
            """,
            amount=2,
            places=("Mango", "Mango"),
        ),
        Example(
            shows="Scripts may lie in another order, with one more they differ",
            project="""
                sprite "Mango"

                when green flag clicked
                hide

                when this sprite clicked
                show

                sprite "Basket"

                when this sprite clicked
                show

                when green flag clicked
                hide

                sprite "Tree"

                when this sprite clicked
                show

                when green flag clicked
                hide

                when green flag clicked
                next costume
            """,
            amount=1,
        ),
        Example(
            shows="Each has its own score",
            project="""
                sprite "Mango"
                variable score = 0

                when this sprite clicked
                change [score v] by (1)

                sprite "Basket"
                variable score = 10

                when this sprite clicked
                change [score v] by (1)
            """,
            amount=1,
        ),
        Example(
            shows="In own blocks each has a score of its own",
            project="""
                sprite "Mango"
                variable score = 0

                define win
                change [score v] by (1)

                sprite "Basket"
                variable score = 0

                define win
                change [score v] by (1)
            """,
            amount=0,
        ),
        Example(
            shows="Own blocks with other names",
            project="""
                sprite "Mango"

                define jump (far)
                change y by (far)

                sprite "Basket"

                define hop (far)
                change y by (far)

                sprite "Tree"

                define hop (high)
                change y by (high)
            """,
            amount=1,
        ),
        Example(
            shows="Another variable",
            project="""
                sprite "Mango"
                variable score = 0

                when this sprite clicked
                hide

                sprite "Basket"

                when this sprite clicked
                hide
            """,
            amount=0,
        ),
        Example(
            shows="One way alone does not count",
            project="""
                sprite "Mango"

                when green flag clicked
                hide

                when this sprite clicked
                hide

                sprite "Basket"

                when green flag clicked
                hide

                when this sprite clicked
                show
            """,
            amount=0,
        ),
        Example(
            shows="The stage is like no sprite, and sprites without code are not meant",
            project="""
                stage

                when green flag clicked
                broadcast (go v)

                sprite "Mango"

                when green flag clicked
                broadcast (go v)

                sprite "Basket"

                sprite "Tree"
            """,
            amount=0,
        ),
    ),
)
