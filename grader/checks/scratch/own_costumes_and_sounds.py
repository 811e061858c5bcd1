"""Brings costumes, backdrops and sounds of her own.

## What it looks for

Costumes, backdrops and sounds that did not come with a new project or with the starter: drawn, recorded, uploaded or
chosen from the library. The same picture in two sprites counts once. `of` asks for some of the three only.

## Why it matters

A project becomes hers with the pictures and sounds that she chose. It is often the first idea that she brings.

## Limits

The check cannot tell whether she drew a picture or chose it, and does not look whether the code uses it. The cat, the
`pop`, the `Meow` and the white backdrop never count, in any version of Scratch 3. An empty drawing that nobody has
drawn in yet is a picture of its own file, and counts when it is not one of these.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import one_or_more
from grader.scratch.index import ScratchIndex
from grader.scratch.model import Costume, Target
from grader.scratch.stock import is_stock

Thing = Literal["costumes", "backdrops", "sounds"]


class OwnCostumesAndSoundsParams(Params):
    """Which of them count."""

    of: Annotated[tuple[Thing, ...], BeforeValidator(one_or_more)] = ("costumes", "backdrops", "sounds")


def observe(index: ScratchIndex, params: OwnCostumesAndSoundsParams) -> Observation:
    """A place for each costume, backdrop or sound that is no stock; hers when it did not come with the starter."""
    places: list[BlockPlace] = []
    looked_at = 0
    for target, thing, item in _items(index):
        if thing not in params.of:
            continue
        looked_at += 1
        if not is_stock(item):
            hers = index.hers_costume(target, item)
            places.append(BlockPlace(target.name, None, item.name, hers=hers, counts_as=_same(target, thing, item)))
    names = dict.fromkeys(place.text for place in places if place.hers)
    return Observation(tuple(places), looked_at, values={"name": ", ".join(names)} if names else {})


def _items(index: ScratchIndex) -> Iterator[tuple[Target, Thing, Costume]]:
    for target in index.project.targets:
        pictures: Thing = "backdrops" if target.stage else "costumes"
        for costume in target.costumes:
            yield target, pictures, costume
        for sound in target.sounds:
            yield target, "sounds", sound


def _same(target: Target, thing: Thing, item: Costume) -> Hashable:
    return item.asset or (target.name, thing, item.name)


CHECK = Check(
    title=N_("My own pictures and sounds"),
    kind="count",
    params=OwnCostumesAndSoundsParams,
    observe=observe,
    words=Words(
        praise=N_("You brought your own: {name}."),
        next=N_("Choose or draw one more picture or sound."),
        hints=(
            N_("Who or what do you want to see on your stage?"),
            N_("Look at the round buttons in the corner below the stage."),
            N_("Press one, then choose or draw something new."),
        ),
        measured=N_("Your own costumes, backdrops and sounds: {count}."),
    ),
    examples=(
        Example(
            shows="A backdrop and a costume of her own",
            project="""
                stage
                backdrop "village"

                sprite "Dara"
                costume "dancing"
            """,
            amount=2,
        ),
        Example(
            shows="What every new project has",
            project="""
                stage
                backdrop "backdrop1"

                sprite "Sprite1"
                costume "costume1"
                costume "costume2"
            """,
            amount=0,
        ),
        Example(
            shows="Only sounds are asked for",
            project="""
                stage
                backdrop "village"

                sprite "Dara"
                costume "dancing"
                sound "drum"
            """,
            params={"of": ["sounds"]},
            amount=1,
            places=("drum",),
        ),
    ),
)
