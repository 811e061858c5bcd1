"""Has sprites with code of their own.

## What it looks for

Sprites with at least `min_scripts` scripts that do something. With `having_running_script: false` a sprite counts
by being there, when she added it. The stage is no sprite.

## Why it matters

Two characters that each do their part make a story or a game richer, and each sprite keeps its own code.

## Limits

The check does not compare what two sprites do: the same script copied to a second sprite counts for both.
"""

from __future__ import annotations

from pydantic import Field

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best, proves
from grader.scratch.index import ScratchIndex, Spot
from grader.scratch.model import Target


class SpritesParams(Params):
    """What a sprite needs to count."""

    having_running_script: bool = True
    min_scripts: int = Field(default=1, ge=1)


def observe(index: ScratchIndex, params: SpritesParams) -> Observation:
    """Every sprite with enough scripts; near are the sprites with too few."""
    sprites = index.project.sprites
    if not params.having_running_script:
        return Observation(tuple(index.sprite_place(sprite) for sprite in sprites), looked_at=len(sprites))
    starts = _starts(index)
    places: list[BlockPlace] = []
    near: list[BlockPlace] = []
    for number, sprite in enumerate(sprites):
        scripts = sorted(starts.get(sprite, ()), key=_proves, reverse=True)
        if len(scripts) < params.min_scripts:
            near.append(index.sprite_place(sprite))
            continue
        # Each script is a place, completed by the best others: one thing together, the sprite.
        for hat, below in scripts:
            others = [pair for pair in scripts[: params.min_scripts] if pair[0] is not hat][: params.min_scripts - 1]
            beside = (below, *(spot for pair in others for spot in pair))
            places.append(index.place(hat, *beside, counts_as=("sprite", number)))
    return Observation(tuple(places), looked_at=len(sprites), near=tuple(near))


def _starts(index: ScratchIndex) -> dict[Target, list[tuple[Spot, Spot]]]:
    """Of each target its scripts that do something: the hat and a block below it."""
    starts: dict[Target, list[tuple[Spot, Spot]]] = {}
    for script in index.scripts:
        hat = script.hat
        if hat is None or script.event is None:
            continue
        below = best(spot for spot in script.spots if spot is not hat)
        if below is not None:
            starts.setdefault(script.target, []).append((hat, below))
    return starts


def _proves(pair: tuple[Spot, Spot]) -> tuple[bool, bool]:
    hat, below = pair
    return (hat.runs and below.runs, proves(hat)[1] or proves(below)[1])


CHECK = Check(
    title=N_("Sprites with their own code"),
    kind="count",
    params=SpritesParams,
    observe=observe,
    words=Words(
        praise=N_("You gave code to {where}."),
        next=N_("Give one more sprite a script."),
        hints=(
            N_("Who else could do something in your project?"),
            N_("Click another sprite below the stage. Is its code empty?"),
            N_("Give that sprite {block:event_whenflagclicked} and one more block."),
        ),
        measured=N_("Sprites with code that can run: {count}."),
    ),
    examples=(
        Example(
            shows="Two sprites, each with a script that runs",
            project="""
                sprite "Cat"

                when green flag clicked
                move (10) steps

                sprite "Dog"

                when this sprite clicked
                say [Woof]
            """,
            amount=2,
        ),
        Example(
            shows="Loose blocks are not code that runs",
            project="""
                sprite "Cat"

                when green flag clicked
                move (10) steps

                sprite "Dog"

                say [Woof]
            """,
            amount=1,
        ),
        Example(
            shows="The stage is no sprite",
            project="""
                stage

                when green flag clicked
                next backdrop

                sprite "Cat"
            """,
            amount=0,
        ),
        Example(
            shows="Two scripts are asked of each sprite",
            project="""
                sprite "Cat"

                when green flag clicked
                move (10) steps

                when this sprite clicked
                say [Hi]

                sprite "Dog"

                when this sprite clicked
                say [Woof]
            """,
            params={"min_scripts": 2},
            amount=1,
        ),
        Example(
            shows="Sprites she added, whatever they do; the cat of a new project was there",
            project="""
                sprite "Sprite1"

                sprite "Dog"
            """,
            params={"having_running_script": False},
            amount=1,
            places=("Dog",),
        ),
        Example(
            shows="A script that nobody starts does not run",
            project="""
                sprite "Cat"

                when I receive [go v]
                move (10) steps
            """,
            amount=0,
            loose=1,
        ),
    ),
)
