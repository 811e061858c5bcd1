"""Praises a sprite that turns to where it goes when a key is pressed.

## What it looks for

Below `when key pressed` a `move` that comes after a `point in direction`. Other blocks may stand between. One place a
script, at the first such `move`.

## Why it matters

This is how an arrow key steers: look there, then go. The sprite faces the way it walks.

## Limits

Both blocks stand directly below the hat: what is in a loop or an `if` is not looked at. `point towards` and turns do
not count. Own blocks that a key starts are not meant.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best
from grader.scratch.index import ScratchIndex
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

KEY, POINT, MOVE = "event_whenkeypressed", "motion_pointindirection", "motion_movesteps"


class DirectedMotionParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: DirectedMotionParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every script where a key lets the sprite turn and then move."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if KEY not in program.by_opcode or MOVE not in program.by_opcode:
        return
    pointing: dict[Part, list[Spot]] = {}
    for spot in program.of(POINT):
        if spot.parent is None and (part := program.part_of(spot)).event == KEY:
            pointing.setdefault(part, []).append(spot)
    for part, points in pointing.items():
        moves = (spot for spot in part.top if spot.opcode == MOVE and spot.order > points[0].order)
        move = next(moves, None)
        if move is not None:
            point = best(spot for spot in points if spot.order < move.order)
            yield program.place(move, *(spot for spot in (point, part.hat) if spot is not None))


CHECK = Check(
    title=N_("Turns and moves when a key is pressed"),
    kind="praise",
    severity="medium",
    params=DirectedMotionParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} a key turns the sprite and moves it."),
        next=N_("Let a key turn your sprite, then move it."),
        hints=(
            N_("Where should your sprite look when it moves?"),
            N_("Look for the blocks that point in {category:motion}."),
            N_("A key can start {block:motion_pointindirection}, then {block:motion_movesteps}."),
        ),
        measured=N_("Scripts where a key turns and moves a sprite: {count}."),
    ),
    examples=(
        Example(
            shows="A key turns and moves it",
            project="""
                when [right arrow v] key pressed
                point in direction (90)
                move (10) steps
            """,
            amount=1,
            places=("move (10) steps",),
            looked_at=1,
        ),
        Example(
            shows="Other blocks may stand between, and a script counts one time",
            project="""
                when [right arrow v] key pressed
                move (1) steps
                point in direction (90)
                next costume
                move (10) steps
                move (20) steps
            """,
            amount=1,
            places=("move (10) steps",),
        ),
        Example(
            shows="The move comes first",
            project="""
                when [right arrow v] key pressed
                move (10) steps
                point in direction (90)
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Turns and point towards do not count",
            project="""
                when [right arrow v] key pressed
                turn cw (15) degrees
                point towards (mouse-pointer v)
                move (10) steps
            """,
            amount=0,
        ),
        Example(
            shows="What is in a loop is not looked at",
            project="""
                when [right arrow v] key pressed
                point in direction (90)
                repeat (10)
                  move (10) steps
                end
            """,
            amount=0,
        ),
        Example(
            shows="The green flag and own blocks are not meant",
            project="""
                define step
                point in direction (90)
                move (10) steps

                when [right arrow v] key pressed
                step

                when green flag clicked
                point in direction (90)
                move (10) steps
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks move nothing",
            project="""
                point in direction (90)
                move (10) steps
            """,
            amount=0,
        ),
    ),
)
