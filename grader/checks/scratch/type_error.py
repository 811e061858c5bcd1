"""Finds comparisons of things that do not fit.

## What it looks for

`=`, `<` and `>` in a slot of a block, alone, or below `not`, `and`, `or`. What stands on each side is of a kind: a
place (`mouse x`, `mouse y`, `x position`, `y position`), a direction, a loudness, a number, a typed text, a yes or no
(`touching`, `not`). When the two kinds do not fit, that is one place. A number fits a place, a direction and a
loudness. Also: a `distance to` that is given a number or a yes or no instead of a name.

## Why it matters

A direction is never a text, and a place is no yes or no. Scratch compares them all the same, and the answer helps
nobody.

## Limits

Variables, inputs, other texts and other questions may hold anything: they fit all. An empty side is a text. A text on
the left and a number on the right are not reported, though the other way round they are. Comparisons inside of other
reporters are not looked at. The published tool LitterBox reports a `touching` or `not` on the right of anything, also
of its like (our quirk `right-side-alone`), and a `distance to` with a text, an input, or a block that it does not know
(our quirk `computed-name`). These never count. It gives a direction on the right no severity; we give it the same as
all.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import Around
from grader.scratch.index import ScratchIndex
from grader.scratch.model import Chosen
from grader.scratch.program.grammar import BOOLEANS, DATA, NUMBERS, STATEMENTS
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

COMPARISONS = frozenset({"operator_equals", "operator_lt", "operator_gt"})
DISTANCE = "sensing_distanceto"
JOINS = frozenset({"operator_not", "operator_and", "operator_or"})
POSITION, DIRECTION, LOUDNESS, NUMBER, TEXT, TRUTH = "position", "direction", "loudness", "number", "text", "truth"
KINDS = {
    **dict.fromkeys(NUMBERS - {DISTANCE}, NUMBER),
    **dict.fromkeys(("sensing_mousex", "sensing_mousey", "motion_xposition", "motion_yposition"), POSITION),
    "motion_direction": DIRECTION,
    "sensing_loudness": LOUDNESS,
    "sensing_touchingobject": TRUTH,
    "operator_not": TRUTH,
}


class TypeErrorParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: TypeErrorParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every comparison of two kinds that do not fit, and every distance to no name."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    beyond = Around(lambda spot: spot.opcode not in JOINS)
    for spot in program.of(*COMPARISONS):
        if _looked_at(beyond, spot):
            yield from _compared(program, spot)
    for spot in program.of(DISTANCE):
        compared = spot.parent is not None and spot.parent.opcode in COMPARISONS
        if _looked_at(beyond, spot.parent if compared and spot.parent else spot):
            yield from _measured(program, spot)


def _looked_at(beyond: Around, spot: Spot) -> bool:
    """Does it stand in a slot of a statement, or alone; between the two `not`, `and` and `or` at most."""
    holding = beyond.nearest(spot)
    return holding is None or holding.opcode in STATEMENTS


def _compared(program: Program, spot: Spot) -> Iterator[BlockPlace]:
    left, right = _kind(program, spot, "OPERAND1"), _kind(program, spot, "OPERAND2")
    side = program.slot(spot, "OPERAND2")
    at, quirk = spot, None
    if right in {POSITION, DIRECTION, LOUDNESS}:
        if left in {None, right, NUMBER}:
            return
        at = side if isinstance(side, Spot) else spot
    elif right == TEXT:
        if left in {None, TEXT}:
            return
    elif right == NUMBER:
        if left != TRUTH:
            return
        at = side if isinstance(side, Spot) else spot
    elif right == TRUTH:
        at = side if isinstance(side, Spot) else spot
        quirk = "right-side-alone" if left in {None, TRUTH} else None
    else:
        return
    yield program.place(at, spot, quirk=quirk).but(text=partial(program.index.text, spot))


def _kind(program: Program, spot: Spot, slot: str) -> str | None:
    """The kind of what is on a side; None for what may be anything."""
    held = program.slot(spot, slot)
    if isinstance(held, Spot):
        return KINDS.get(held.opcode)
    if program.number(spot, slot) is not None:
        return NUMBER
    return TEXT if program.text(spot, slot) is not None else None


def _measured(program: Program, spot: Spot) -> Iterator[BlockPlace]:
    held = program.slot(spot, "DISTANCETOMENU")
    if held is None or isinstance(held, Chosen) or (isinstance(held, Spot) and held.opcode in DATA):
        return
    fits_not = isinstance(held, Spot) and (held.opcode in NUMBERS or held.opcode in BOOLEANS)
    yield program.place(spot, quirk=None if fits_not else "computed-name")


CHECK = Check(
    title=N_("Comparisons of things that do not fit"),
    kind="problem",
    severity="low",
    params=TypeErrorParams,
    observe=observe,
    words=Words(
        praise=N_("You compare things that fit each other."),
        next=N_("In {where}: the two things do not fit each other yet."),
        hints=(
            N_("Which two things should Scratch compare here?"),
            N_("Look at both sides in {where}. Number, word, or yes and no?"),
            N_("Put the same kind of thing on both sides."),
        ),
        measured=N_("Comparisons of things that do not fit: {count}."),
    ),
    examples=(
        Example(
            shows="A place is no word",
            project="""
                when green flag clicked
                wait until <(x position) = [left]>
            """,
            amount=1,
            places=("<(x position) = [left]>",),
            looked_at=1,
        ),
        Example(
            shows="A number fits a place, a direction, a loudness",
            project="""
                when green flag clicked
                wait until <<(x position) > (100)> and <(50) < (loudness)>>
                wait until <not <(direction) = ((45) * (2))>>
                wait until <(mouse x) = (x position)>
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Two kinds, one on each side",
            project="""
                when green flag clicked
                wait until <(direction) = (x position)>
                wait until <[loud] = (loudness)>
                wait until <<touching (edge v)?> = (direction)>
            """,
            amount=3,
        ),
        Example(
            shows="A yes or no is neither a number nor a word",
            project="""
                when green flag clicked
                wait until <<touching (edge v)?> = (1)>
                wait until <<not <mouse down?>> = (timer)>
                wait until <<touching (edge v)?> = [yes]>
                wait until <(1) = <touching (edge v)?>>
            """,
            amount=4,
        ),
        Example(
            shows="A number and a word: with the word on the right",
            project="""
                when green flag clicked
                wait until <(10) = [ten]>
                wait until <[ten] = (10)>
                wait until <(timer) > []>
            """,
            amount=2,
        ),
        Example(
            shows="What may be anything fits",
            project="""
                when green flag clicked
                wait until <(score) = [ten]>
                wait until <(answer) = (direction)>
                wait until <<mouse down?> = [yes]>
                wait until <(distance to (mouse-pointer v)) = [far]>
            """,
            amount=0,
        ),
        Example(
            shows="Beside what may be anything, a yes or no is never counted",
            project="""
                when green flag clicked
                wait until <(score) = <touching (edge v)?>>
                wait until <<not <>> = <not <>>>
            """,
            amount=0,
        ),
        Example(
            shows="In a slot of a block it is found, in another reporter not",
            project="""
                when green flag clicked
                say <(x position) = [left]>
                say (join <(x position) = [left]> [!])
                wait until <<(x position) = [left]> = (score)>
            """,
            amount=1,
        ),
        Example(
            shows="A distance to a number",
            project="""
                when green flag clicked
                move (distance to (mouse x)) steps
                wait until <(distance to (10)) < (5)>
                wait until <(distance to <mouse down?>) < (5)>
                move (distance to (target)) steps
            """,
            amount=2,
        ),
        Example(
            shows="A distance to a name that is put together is never counted",
            project="""
                when green flag clicked
                move (distance to (join [Cat] (number))) steps
            """,
            amount=0,
        ),
        Example(
            shows="In loose blocks, and alone",
            project="""
                wait until <(x position) = [left]>

                <(x position) = [left]>
            """,
            amount=2,
            loose=2,
            looked_at=0,
        ),
    ),
)
