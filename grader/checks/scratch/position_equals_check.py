"""Finds questions that ask for one exact point.

## What it looks for

In the question of an `if`, `if else`, `wait until` or `repeat until`: an `=` with a place on one of its two sides:
`mouse x`, `mouse y`, `x position`, `y position`, `distance to`, or a sprite's x or y position from `[] of []`. One
place an `=`.

## Why it matters

A sprite that moves 10 steps at a time jumps over the exact point: 98, 108, never 100. So the question is never
answered with yes. `<` and `>` catch it.

## Limits

An `=` deep in the question is found, below `not`, `and`, `or`, or in a side of `<` and `>`; not one inside of another
`=`. Where something is reckoned with the place, such as `round`, nothing is reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import Around
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import PLACES_ON_STAGE
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

EQUALS = "operator_equals"
ASKS = frozenset({"control_if", "control_if_else", "control_wait_until", "control_repeat_until"})
OF_SPRITE = frozenset({"x position", "y position"})


class PositionEqualsCheckParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: PositionEqualsCheckParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every `=` with a place on the stage in a question."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    # The way up ends at an = too: what is in one is not looked at.
    holds = Around(lambda spot: spot.siblings is not None or spot.opcode == EQUALS)
    for spot in program.of(EQUALS):
        if _is_place(program.slot(spot, "OPERAND1")) or _is_place(program.slot(spot, "OPERAND2")):
            asking = holds.nearest(spot)
            if asking is not None and asking.opcode in ASKS:
                yield program.place(spot)


def _is_place(side: object) -> bool:
    if not isinstance(side, Spot):
        return False
    if side.opcode == "sensing_of":
        return side.block.fields.get("PROPERTY") in OF_SPRITE
    return side.opcode in PLACES_ON_STAGE


CHECK = Check(
    title=N_("Questions for one exact point"),
    kind="problem",
    severity="high",
    params=PositionEqualsCheckParams,
    observe=observe,
    words=Words(
        praise=N_("Your questions leave room around a point."),
        next=N_("In {where}: leave some room around this point."),
        hints=(
            N_("Does the sprite ever stand at exactly this point?"),
            N_("Look at {where}. Which numbers does the sprite jump over?"),
            N_("Try {block:operator_lt} or {block:operator_gt} instead of the =."),
        ),
        measured=N_("Questions for one exact point: {count}."),
    ),
    examples=(
        Example(
            shows="The sprite may jump over 100",
            project="""
                when green flag clicked
                forever
                  move (7) steps
                  if <(x position) = (100)> then
                    say [There!]
                  end
                end
            """,
            amount=1,
            places=("<(x position) = (100)>",),
            looked_at=1,
        ),
        Example(
            shows="Room on one side",
            project="""
                when green flag clicked
                forever
                  move (7) steps
                  if <(x position) > (100)> then
                    say [There!]
                  end
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Either side, in all four blocks that ask",
            project="""
                when green flag clicked
                wait until <(0) = (mouse x)>
                repeat until <(mouse y) = (0)>
                end
                if <(distance to (mouse-pointer v)) = (0)> then
                else
                end
                if <([x position v] of (Cat v)) = (y position)> then
                end
            """,
            amount=4,
        ),
        Example(
            shows="Deep in the question",
            project="""
                when green flag clicked
                wait until <<not <(x position) = (0)>> and <<(y position) = (0)> or <mouse down?>>>
                wait until <<(x position) = (0)> < (1)>
            """,
            amount=3,
        ),
        Example(
            shows="Not inside of another =",
            project="""
                when green flag clicked
                wait until <<(x position) = (0)> = [true]>
            """,
            amount=0,
        ),
        Example(
            shows="A place that something is reckoned with",
            project="""
                when green flag clicked
                wait until <(round (x position)) = (100)>
            """,
            amount=0,
        ),
        Example(
            shows="Something else of a sprite, and an = that nobody asks",
            project="""
                when green flag clicked
                wait until <([direction v] of (Cat v)) = (90)>
                say <(x position) = (0)>
            """,
            amount=0,
        ),
        Example(
            shows="In loose blocks and own blocks, too",
            project="""
                wait until <(x position) = (0)>

                define jump
                wait until <(y position) = (0)>
            """,
            amount=2,
            loose=2,
            looked_at=0,
        ),
    ),
)
