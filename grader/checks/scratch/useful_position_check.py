"""Praises a question about a place that leaves room.

## What it looks for

In the question of `wait until`, `repeat until`, `if` and `if else`: a `<` or `>` that has on a side the mouse's x or y,
the sprite's own x or y, `distance to`, or the `x position` or `y position` of a sprite. `and`, `or` and `not` may stand
around it. One place a comparison.

## Why it matters

A sprite moves in steps, so it is seldom at exactly 100. More than 100 works every time.

## Limits

`=` is not meant. What is calculated first, as `(x position) + (1)`, does not count. The published tool LitterBox does
not look inside `if`, `if else` and `repeat until`; neither do we.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import around
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import IFS, PLACES_ON_STAGE
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

COMPARES = ("operator_lt", "operator_gt")
JOINS = frozenset({"operator_and", "operator_or", "operator_not"})
HIDES = IFS | {"control_repeat_until"}
ASKS = (*sorted(HIDES), "control_wait_until")
OF = "sensing_of"
OF_A_PLACE = frozenset({"x position", "y position"})


class UsefulPositionCheckParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: UsefulPositionCheckParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every comparison of a place with `<` or `>`."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if not any(_compares_place(program, spot) for spot in program.of(*COMPARES)):
        return
    hidden = around(HIDES)
    for asks in program.of(*ASKS):
        question = program.condition(asks)
        if question is None or hidden.nearest(asks) is not None:
            continue
        waiting = [question]
        while waiting:
            spot = waiting.pop()
            if spot.block.opcode in JOINS:
                waiting.extend(part for part in _parts(program, spot) if isinstance(part, Spot))
            elif _compares_place(program, spot):
                yield program.place(spot)


def _parts(program: Program, spot: Spot) -> Iterator[object]:
    return (program.slot(spot, name) for name in reversed(tuple(spot.block.inputs)))


def _compares_place(program: Program, spot: Spot) -> bool:
    return spot.block.opcode in COMPARES and any(_is_place(part) for part in _parts(program, spot))


def _is_place(part: object) -> bool:
    if not isinstance(part, Spot):
        return False
    opcode = part.block.opcode
    return opcode in PLACES_ON_STAGE or (opcode == OF and part.block.fields.get("PROPERTY") in OF_A_PLACE)


CHECK = Check(
    title=N_("Asks for a place with room"),
    kind="praise",
    severity="medium",
    params=UsefulPositionCheckParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} you ask for a place and leave room."),
        next=N_("Ask where a sprite is with more than, or less than."),
        hints=(
            N_("Where on the stage should something happen?"),
            N_("Look in {category:operators} for {block:operator_gt}."),
            N_("Put {block:motion_xposition} into {block:operator_gt}, inside {block:control_if}."),
        ),
        measured=N_("Questions for a place with room: {count}."),
    ),
    examples=(
        Example(
            shows="Far to the right",
            project="""
                when green flag clicked
                forever
                  if <(x position) > (200)> then
                    hide
                  end
                end
            """,
            amount=1,
            places=("<(x position) > (200)>",),
            looked_at=1,
        ),
        Example(
            shows="Exactly at one place",
            project="""
                when green flag clicked
                forever
                  if <(x position) = (200)> then
                    hide
                  end
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Two in one question",
            project="""
                when green flag clicked
                wait until <<(mouse x) > (0)> and <not <(10) < (distance to (mouse-pointer v))>>>
                repeat until <<(y position) < (0)> or <mouse down?>>
                end
            """,
            amount=3,
        ),
        Example(
            shows="The place of another sprite; its size is no place",
            project="""
                sprite "Cat"
                when green flag clicked
                if <([x position v] of (Dog v)) < (0)> then
                else
                end
                if <([size v] of (Dog v)) < (10)> then
                end

                sprite "Dog"
            """,
            amount=1,
        ),
        Example(
            shows="What is calculated first is not seen",
            project="""
                when green flag clicked
                wait until <((x position) + (1)) > (200)>
            """,
            amount=0,
        ),
        Example(
            shows="Not inside another question",
            project="""
                when green flag clicked
                if <mouse down?> then
                  if <(x position) > (200)> then
                  end
                end
                repeat until <mouse down?>
                  if <(x position) > (200)> then
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="Outside a question it does not count",
            project="""
                when green flag clicked
                say <(x position) > (200)>
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks do not run",
            project="""
                wait until <(mouse x) > (0)>
            """,
            amount=0,
            loose=1,
        ),
    ),
)
