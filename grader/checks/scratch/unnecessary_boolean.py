"""Finds questions that are compared with true or false.

## What it looks for

An `=` with a question on one side (a hexagon: `touching [] ?`, `not`, `() < ()`) and on the other side `true`, `false`,
1 or 0, typed in. Capitals do not count. One place an `=`.

## Why it matters

A question is already yes or no. `<touching [] ?>` alone asks the same as `<touching [] ?> = true`, and for the
opposite there is `not`.

## Limits

A boolean input of an own block is no question here. What stands inside an `=` is not looked at, and the text has to
stand there without blanks. The published tool LitterBox cuts numbers: it takes 1.9 for 1, and 0.5 and NaN for 0; we
report these with the quirk `cut-number`. In damaged files it takes a slot that holds nothing for a question: quirk
`empty-slot`. Neither ever counts.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import Around, around
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import BOOLEANS, SLOTS
from grader.scratch.program.program import Program
from grader.scratch.program.stored import StoredSlots
from grader.scratch.spots import Spot

EQUALS = "operator_equals"
LEFT, RIGHT = SIDES = ("OPERAND1", "OPERAND2")
TRUTHS = frozenset({"true", "false"})
NUMBERS = (0, 1)


class UnnecessaryBooleanParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: UnnecessaryBooleanParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every question that is compared with true or false."""
    program = index.program
    if EQUALS not in program.whole.by_opcode:
        return program.observation(())
    return program.observation((*_places(program), *_beside_nothing(program)))


def _places(program: Program) -> Iterator[BlockPlace]:
    outer = around(frozenset({EQUALS}))
    for spot in program.of(EQUALS):
        if outer.nearest(spot) is None:
            left, right = (_is_question(program, spot, side) for side in SIDES)
            if left or right:
                truth = _truth(program, spot, RIGHT if left else LEFT)
                if truth is not None:
                    yield program.place(spot, quirk=truth or None)


def _is_question(program: Program, spot: Spot, side: str) -> bool:
    held = program.slot(spot, side)
    return isinstance(held, Spot) and held.opcode in BOOLEANS


def _truth(program: Program, spot: Spot, side: str) -> str | None:
    """The quirk that a side is a truth by, "" for none; None when it is no truth."""
    number = program.number(spot, side)
    if number is None:
        text = program.text(spot, side)
        return "" if text is not None and text.lower() in TRUTHS else None
    if number in NUMBERS:
        return ""
    cut = math.isnan(number) or (math.isfinite(number) and math.trunc(number) in NUMBERS)
    return "cut-number" if cut else None


def _beside_nothing(program: Program) -> Iterator[BlockPlace]:
    """Those with a slot that the file holds with nothing in it: `program` has left their statement out."""
    whole = program.whole
    stored = StoredSlots(whole.project)
    hidden = Around(lambda spot: spot.opcode == EQUALS or spot.opcode not in SLOTS)
    for spot in whole.of(EQUALS):
        empty = [side for side in SIDES if side not in spot.block.inputs]
        if empty and all(stored.holds_nothing(spot, side) for side in empty):
            truth = _truth(program, spot, RIGHT if empty[0] == LEFT else LEFT)
            if truth is not None and hidden.nearest(spot) is None:
                yield whole.place(spot).but(quirk="empty-slot")


CHECK = Check(
    title=N_("Questions compared with true"),
    kind="problem",
    severity="high",
    params=UnnecessaryBooleanParams,
    observe=observe,
    words=Words(
        praise=N_("Your questions stand for themselves."),
        next=N_("In {where}: the question alone is enough here."),
        hints=(
            N_("What does this question answer by itself?"),
            N_("Look for {block:operator_equals} with true, false, 1 or 0."),
            N_("Use the question alone, or put it into {block:operator_not}."),
        ),
        measured=N_("Questions compared with true or false: {count}."),
    ),
    examples=(
        Example(
            shows="The question alone is enough",
            project="""
                when green flag clicked
                forever
                  if <<touching (edge v)?> = [true]> then
                    hide
                  end
                end
            """,
            amount=1,
            places=("<<touching (edge v)?> = [true]>",),
            looked_at=1,
        ),
        Example(
            shows="The question stands alone",
            project="""
                when green flag clicked
                forever
                  if <touching (edge v)?> then
                    hide
                  end
                  if <not <mouse down?>> then
                    show
                  end
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="On either side, in capitals, and as a number",
            project="""
                when green flag clicked
                wait until <[FALSE] = <mouse down?>>
                wait until <<mouse down?> = (1)>
                wait until <(0) = <(score) < (10)>>
            """,
            amount=3,
        ),
        Example(
            shows="Blanks, other numbers, nothing, and a variable",
            project="""
                when green flag clicked
                wait until <<mouse down?> = [ true ]>
                wait until <<mouse down?> = (2)>
                wait until <<mouse down?> = (-1)>
                wait until <<mouse down?> = []>
                wait until <<mouse down?> = (done)>
            """,
            amount=0,
        ),
        Example(
            shows="No question on either side",
            project="""
                when green flag clicked
                wait until <(answer) = [true]>
                wait until <(score) = (1)>
            """,
            amount=0,
        ),
        Example(
            shows="Less than and greater than are not looked at",
            project="""
                when green flag clicked
                wait until <<mouse down?> < (1)>
                wait until <<mouse down?> > (0)>
            """,
            amount=0,
        ),
        Example(
            shows="Of two in each other the outer one",
            project="""
                when green flag clicked
                wait until <<<mouse down?> = [true]> = [true]>
            """,
            amount=1,
            places=("<<<mouse down?> = [true]> = [true]>",),
        ),
        Example(
            shows="A question in an equals that is not meant hides it",
            project="""
                when green flag clicked
                wait until <<<mouse down?> = [true]> = (score)>
            """,
            amount=0,
        ),
        Example(
            shows="The input of an own block is no question here",
            project="""
                define jump <high>
                if <<high> = [true]> then
                  hide
                end

                when green flag clicked
                jump <mouse down?>
            """,
            amount=0,
        ),
        Example(
            shows="The published tool cuts numbers; that never counts",
            project="""
                when green flag clicked
                wait until <<mouse down?> = (1.9)>
                wait until <<mouse down?> = (-0.5)>
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                wait until <<mouse down?> = [true]>
            """,
            amount=1,
            loose=1,
        ),
    ),
)
