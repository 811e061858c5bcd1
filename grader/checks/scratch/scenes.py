"""Moves through scenes.

## What it looks for

Different backdrops that the code shows: with `switch backdrop to`, or with `next backdrop` as long as there are
backdrops that no other block names. In a loop `next backdrop` shows them all.

## Why it matters

Scenes give a story its places and its time: the house, the road, the night. They tell the reader where she is.

## Limits

The backdrop that stands there before any code runs is no scene of its own: switch to it at the start. A backdrop that
is picked by a reporter is not followed, and scenes made with costumes of a big sprite are not seen.
"""

from __future__ import annotations

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import around, ranked
from grader.scratch.index import ScratchIndex, Spot
from grader.scratch.opcodes import LOOPS

SWITCHES = ("looks_switchbackdropto", "looks_switchbackdroptoandwait")
NEXT = "looks_nextbackdrop"
MOVES_ON = frozenset({"next backdrop", "previous backdrop", "random backdrop"})


class ScenesParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: ScenesParams) -> Observation:  # noqa: ARG001 - nothing to set
    """Every block that shows a backdrop, one thing a backdrop; near are those that lead to none."""
    names = dict.fromkeys(costume.name for costume in index.project.stage.costumes)
    numbers = {name: number for number, name in enumerate(names)}
    places: list[BlockPlace] = []
    near: list[BlockPlace] = []
    moving = list(index.of(NEXT))
    for spot in index.of(*SWITCHES):
        name = index.literal(spot, "BACKDROP") or ""
        if name in numbers:
            places.append(index.place(spot, counts_as=("backdrop", numbers[name])))
        elif name in MOVES_ON:
            moving.append(spot)
        else:
            near.append(index.place(spot))
    if len(numbers) > 1:
        named = {place.counts_as for place in places if place.runs and place.hers}
        unnamed = [number for number in numbers.values() if ("backdrop", number) not in named]
        places += _moving_on(index, moving, unnamed)
    else:
        near += [index.place(spot) for spot in moving]
    return Observation(tuple(places), looked_at=len(numbers), near=tuple(near))


def _moving_on(index: ScratchIndex, moving: list[Spot], unnamed: list[int]) -> list[BlockPlace]:
    """Each such block shows one backdrop more that no other block names; one in a loop shows all of these."""
    loops = around(LOOPS)
    turns = {spot: loop for spot in moving if (loop := loops.nearest(spot)) is not None}
    all_at_once = any(spot.runs and (spot.hers or loop.hers) for spot, loop in turns.items())
    places = []
    for turn, spot in enumerate(ranked(moving)):
        beside = (turns[spot],) if spot in turns else ()
        if not unnamed:
            places.append(index.place(spot, *beside, counts_as=("backdrop", 0)))
        elif all_at_once:
            places.append(index.place(spot, *beside, counts_as="all the others", weight=len(unnamed)))
        else:
            number = unnamed[min(turn, len(unnamed) - 1)]
            places.append(index.place(spot, *beside, counts_as=("backdrop", number)))
    return places


CHECK = Check(
    title=N_("Scenes that follow each other"),
    kind="count",
    params=ScenesParams,
    observe=observe,
    words=Words(
        praise=N_("Scenes that your project moves through: {count}."),
        next=N_("Add one more scene: a backdrop, and a block that shows it."),
        hints=(
            N_("Where does each part of your project happen?"),
            N_("Choose a backdrop for each place. Then open {category:looks}."),
            N_("Use {block:looks_switchbackdropto} when the place changes."),
        ),
        measured=N_("Different scenes that your code shows: {count}."),
    ),
    examples=(
        Example(
            shows="Two backdrops, each shown by a block",
            project="""
                stage
                backdrop "house"
                backdrop "road"

                when green flag clicked
                switch backdrop to (house v)
                wait (2) seconds
                switch backdrop to (road v)
                switch backdrop to (house v)
            """,
            amount=2,
        ),
        Example(
            shows="With one backdrop there is nothing to move on to",
            project="""
                stage
                backdrop "house"

                when green flag clicked
                next backdrop
            """,
            amount=0,
        ),
        Example(
            shows="Moving on two times shows two more",
            project="""
                stage
                backdrop "house"
                backdrop "road"
                backdrop "market"

                when green flag clicked
                next backdrop
                wait (2) seconds
                next backdrop
            """,
            amount=2,
        ),
        Example(
            shows="In a loop it shows them all",
            project="""
                stage
                backdrop "house"
                backdrop "road"
                backdrop "market"

                when green flag clicked
                repeat (5)
                  wait (2) seconds
                  next backdrop
                end
            """,
            amount=3,
        ),
        Example(
            shows="Never more scenes than backdrops",
            project="""
                stage
                backdrop "house"
                backdrop "road"

                when green flag clicked
                switch backdrop to (house v)
                next backdrop
                next backdrop
                next backdrop
            """,
            amount=2,
        ),
        Example(
            shows="There is no such backdrop",
            project="""
                stage
                backdrop "house"
                backdrop "road"

                when green flag clicked
                switch backdrop to (moon v)
            """,
            amount=0,
        ),
        Example(
            shows="Nothing starts the switch",
            project="""
                stage
                backdrop "house"
                backdrop "road"

                switch backdrop to (road v)
            """,
            amount=0,
            loose=1,
        ),
    ),
)
