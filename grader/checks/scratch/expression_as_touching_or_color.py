"""Finds reporters where a colour or a thing to touch is chosen.

## What it looks for

`touching [] ?` with a reporter in place of its menu, and colour slots (`touching color`, `color is touching`,
`set pen color to`) without a picked colour. One place a slot, at the block that has it.

## Why it matters

The sprite looks for something that has this name or this colour number. Most often there is none, so nothing happens.

## Limits

Whatever is chosen from the menu is fine, also a sprite that is gone. A reporter that gives the right name works, and is
found all the same. What stands inside the slot of `touching [] ?` is not searched.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import around
from grader.scratch.index import ScratchIndex
from grader.scratch.model import Block, Typed
from grader.scratch.program.grammar import SLOTS
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

TOUCHING = "sensing_touchingobject"
ASKED = (TOUCHING, "sensing_touchingcolor", "sensing_coloristouchingcolor", "pen_setPenColorToColor")
COLOUR_LENGTH = 7  # a sharp and six more


class ExpressionAsTouchingOrColorParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: ExpressionAsTouchingOrColorParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every such slot that holds something else."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    touching = around(frozenset({TOUCHING}))
    for spot in program.of(*ASKED):
        others = sum(1 for slot, _ in SLOTS[spot.opcode] if _other(spot, slot))
        if others and touching.nearest(spot) is None:
            for _ in range(others):
                yield program.place(spot)


def _other(spot: Spot, slot: str) -> bool:
    """Is something else in the slot than what its menu or its colour picker puts there."""
    held = spot.block.inputs.get(slot)
    if spot.opcode == TOUCHING:
        return isinstance(held, Block)
    colour = isinstance(held, Typed) and held.kind == "colour" and held.value.startswith("#")
    return not (colour and len(held.value) == COLOUR_LENGTH)  # type: ignore[union-attr]


CHECK = Check(
    title=N_("Reporters in place of a colour or a sprite"),
    kind="problem",
    severity="high",
    params=ExpressionAsTouchingOrColorParams,
    observe=observe,
    words=Words(
        praise=N_("Your touching blocks know what to look for."),
        next=N_("In {where}: choose here what to look for."),
        hints=(
            N_("What should be touched: which sprite, which colour?"),
            N_("Look at the slot in {where}."),
            N_("Take the reporter out, and choose from the menu."),
        ),
        measured=N_("Reporters in place of a colour or a sprite: {count}."),
    ),
    examples=(
        Example(
            shows="No sprite is called like the score",
            project="""
                when green flag clicked
                forever
                  if <touching (score)?> then
                    hide
                  end
                end
            """,
            amount=1,
            places=("<touching (score)?>",),
            looked_at=1,
        ),
        Example(
            shows="Chosen from the menu, picked from the screen",
            project="""
                when green flag clicked
                forever
                  if <touching (Mango v)?> then
                    hide
                  end
                  if <touching color [#ff0000]?> then
                    show
                  end
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A number is no picked colour; two slots are two",
            project="""
                when green flag clicked
                wait until <color (5) is touching (score)?>
            """,
            amount=2,
        ),
        Example(
            shows="One of the two is picked",
            project="""
                when green flag clicked
                wait until <color [#ff0000] is touching (score)?>
            """,
            amount=1,
        ),
        Example(
            shows="A pen colour that is computed",
            project="""
                when green flag clicked
                set pen color to (pick random (1) to (10))
                set pen (color v) to (score)
            """,
            amount=1,
            places=("set pen color to (pick random (1) to (10))",),
        ),
        Example(
            shows="Inside the slot of touching nothing is searched",
            project="""
                when green flag clicked
                wait until <touching (join [a] <touching color (5)?>)?>
            """,
            amount=1,
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                <touching (score)?>
            """,
            amount=1,
            loose=1,
            looked_at=0,
        ),
    ),
)
