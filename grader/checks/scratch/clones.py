"""Makes clones that do something.

## What it looks for

`create clone of` a sprite that has something below `when I start as a clone` or `when this sprite clicked`. Each sprite
that is cloned counts once. With `deleted` the sprite must also have a `delete this clone`.

## Why it matters

With clones one sprite becomes a rain of stars, and all of them follow one script.

## Limits

A clone of a sprite whose name comes from a variable is not followed. The check does not count how many clones there
will be; Scratch makes 300 at most.
"""

from __future__ import annotations

from collections import defaultdict

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best, proves
from grader.scratch.index import ScratchIndex, Spot
from grader.scratch.model import Target

CREATE = "control_create_clone_of"
STARTS = ("control_start_as_clone", "event_whenthisspriteclicked")
DELETE = "control_delete_this_clone"
MYSELF = "_myself_"


class ClonesParams(Params):
    """What a clone must do to count."""

    deleted: bool = False


def observe(index: ScratchIndex, params: ClonesParams) -> Observation:
    """Every block that makes a clone which does something; near are clones that do nothing."""
    sprites = {sprite.name: number for number, sprite in reversed(list(enumerate(index.project.sprites)))}
    numbers = {id(sprite): number for number, sprite in enumerate(index.project.sprites)}
    lives = _lives(index)
    ends = _ends(index) if params.deleted else {}
    places: list[BlockPlace] = []
    near: list[BlockPlace] = []
    spots = index.of(CREATE)
    for spot in spots:
        name = index.literal(spot, "CLONE_OPTION") or ""
        number = numbers.get(id(spot.target)) if name == MYSELF else sprites.get(name)
        if number is None:
            near.append(index.place(spot))
            continue
        life, end = lives.get(number), ends.get(number)
        if life is None or (params.deleted and end is None):
            near.append(index.place(spot))
        else:
            beside = life if end is None else (*life, end)
            places.append(index.place(spot, *beside, counts_as=("clone", number)))
    return Observation(tuple(places), looked_at=len(spots), near=tuple(near))


def _lives(index: ScratchIndex) -> dict[int, tuple[Spot, Spot]]:
    """Of each sprite, by its number, the best script of its clones: the hat and a block below it."""
    found: dict[Target, list[tuple[Spot, Spot]]] = defaultdict(list)
    for hat in index.of(*STARTS):
        below = best(index.following(hat))
        if below is not None:
            found[hat.target].append((hat, below))
    return {
        number: max(found[sprite], key=_proves)
        for number, sprite in enumerate(index.project.sprites)
        if sprite in found
    }


def _ends(index: ScratchIndex) -> dict[int, Spot]:
    found: dict[Target, list[Spot]] = defaultdict(list)
    for spot in index.of(DELETE):
        found[spot.target].append(spot)
    ends = {number: best(found[sprite]) for number, sprite in enumerate(index.project.sprites) if sprite in found}
    return {number: spot for number, spot in ends.items() if spot is not None}


def _proves(pair: tuple[Spot, Spot]) -> tuple[bool, bool]:
    both = [proves(spot) for spot in pair]
    return (all(runs for runs, _ in both), any(hers for _, hers in both))


CHECK = Check(
    title=N_("Clones that do something"),
    kind="count",
    params=ClonesParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} you made clones that do something."),
        next=N_("Make a clone, and tell it what to do."),
        hints=(
            N_("Do you need many of the same sprite?"),
            N_("Look at the last blocks of {category:control}."),
            N_("Use {block:control_create_clone_of}. Begin its script with {block:control_start_as_clone}."),
        ),
        measured=N_("Sprites with clones that do something: {count}."),
    ),
    examples=(
        Example(
            shows="A clone that does something",
            project="""
                when green flag clicked
                create clone of (myself v)

                when I start as a clone
                show
            """,
            amount=1,
        ),
        Example(
            shows="A clone that does nothing",
            project="""
                when green flag clicked
                create clone of (myself v)
            """,
            amount=0,
        ),
        Example(
            shows="The stage clones a sprite",
            project="""
                stage

                when green flag clicked
                create clone of (Star v)

                sprite "Star"

                when I start as a clone
                show
            """,
            amount=1,
        ),
        Example(
            shows="The clone is never deleted",
            project="""
                when green flag clicked
                create clone of (myself v)

                when I start as a clone
                show
            """,
            params={"deleted": True},
            amount=0,
        ),
        Example(
            shows="The clone goes away again",
            project="""
                when green flag clicked
                create clone of (myself v)

                when I start as a clone
                wait (1) seconds
                delete this clone
            """,
            params={"deleted": True},
            amount=1,
        ),
        Example(
            shows="Nothing makes the clone",
            project="""
                create clone of (myself v)

                when I start as a clone
                show
            """,
            amount=0,
            loose=1,
        ),
    ),
)
