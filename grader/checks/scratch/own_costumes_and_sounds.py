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
from grader.scratch.opcodes import default_name

Thing = Literal["costumes", "backdrops", "sounds"]

# What every new project holds, by the name of the file (a hash of its content), in all versions of Scratch 3.
STOCK = frozenset(
    {
        "bcf454acf82e4504149f7ffe07081dbc", "0fb9be3e8397c983338cb71dc84d0b25",  # the cat, since 2021
        "b7853f557e4426412e64bb3da6531a99", "e6ddc55a6ddd9cc9d84fe0b4c21e016f",  # the cat of 2019
        "09dc888b0b7df19f70d81588ae73420e", "3696356a03a8d938318876a593572843",  # the cat of 2018
        "4490f27a28b3c677348f330297a3bb89", "d15c553bc1cd08d2d9d15eba9df5cd1b",  # the cat of the first days
        "cd21514d0531fdffb22204e0ec5ed84a", "739b5e2a2435f6e1ec2993791b423146",  # the white backdrop
        "797b03bdb8cf6ccfc30c0692d533d998", "b61b1077b0ea1931abee9dbbfa7903ff",
        "83a9787d4cb6f3b7632b4ddfebf74367", "83c36d806dc92327b9e7049a565c6bff",  # pop, Meow
    }
)  # fmt: skip


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
        if not _stock(item):
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


def _stock(item: Costume) -> bool:
    if item.asset:
        return item.asset.partition(".")[0] in STOCK
    # Written as text there is no file: the name that the editor gives tells nothing of its own.
    return any(default_name(thing).fullmatch(item.name) for thing in ("costume", "backdrop"))


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
            project="stage\nbackdrop village\n\nsprite Dara\ncostume dancing",
            amount=2,
        ),
        Example(
            shows="What every new project has",
            project="stage\nbackdrop backdrop1\n\nsprite Sprite1\ncostume costume1\ncostume costume2",
            amount=0,
        ),
        Example(
            shows="Only sounds are asked for",
            project="stage\nbackdrop village\n\nsprite Dara\ncostume dancing\nsound drum",
            params={"of": ["sounds"]},
            amount=1,
            places=("drum",),
        ),
    ),
)
