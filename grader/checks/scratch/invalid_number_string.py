"""Finds typed numbers that are no numbers, such as 1.2.3.

## What it looks for

A slot for a number (or a colour) with a text made of digits, points, signs and `e` alone that is no number. One place a
slot; the published tool LitterBox names no block for it.

## Why it matters

Scratch takes such a text for 0. So `move 1.2.3 steps` does not move at all, and nothing tells her why.

## Limits

A number may have a sign, one point, and `e` with a whole number behind it. Words, an empty slot and `1,5` are not
looked at. Comparisons, `set variable`, items of lists and own blocks take texts too, and are left alone; so is what
stands in a text reporter or a question in a number slot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import Around
from grader.scratch.index import ScratchIndex
from grader.scratch.model import Chosen, Typed
from grader.scratch.program.grammar import NUMBERS, SLOT_KINDS, SLOTS
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

LIKE_A_NUMBER = re.compile(r"[0-9eE+.-]+")
NUMBER = re.compile(r"[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?")
ASKED = frozenset({"number", "colour"})
CAST = ASKED | {"key"}
ASKING = {
    opcode: names for opcode, slots in SLOTS.items() if (names := tuple(name for name, kind in slots if kind in ASKED))
}


class InvalidNumberStringParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: InvalidNumberStringParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every slot with a text that looks like a number and is none."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    closed = Around(_closed)
    for spot in sorted(_found(program), key=lambda it: it.order):
        if not _closed(spot) and closed.nearest(spot) is None:
            yield program.place(spot).but(block=None)


def _found(program: Program) -> Iterator[Spot]:
    """By slot: the block that holds such a text, in whatever order."""
    answers: dict[str, bool] = {}
    for opcode, spots in program.by_opcode.items():
        for slot in ASKING.get(opcode, ()):
            for spot in spots:
                held = spot.block.inputs.get(slot)
                if type(held) is Typed or (type(held) is Chosen and held.menu == ""):
                    text = held.value
                    answer = answers.get(text)
                    if answer is None:
                        answer = answers[text] = bool(LIKE_A_NUMBER.fullmatch(text)) and not NUMBER.fullmatch(text)
                    if answer:
                        yield spot


def _closed(spot: Spot) -> bool:
    """Is it a text or a question where a number belongs: what is in it is not searched."""
    parent = spot.parent
    return (
        parent is not None
        and spot.siblings is None
        and spot.opcode not in NUMBERS
        and SLOT_KINDS.get((parent.opcode, spot.slot or "")) in CAST
    )


CHECK = Check(
    title=N_("Typed numbers that are no numbers"),
    kind="problem",
    severity="low",
    params=InvalidNumberStringParams,
    observe=observe,
    words=Words(
        praise=N_("All the numbers you typed are numbers."),
        next=N_("In {where}: this is not a number yet."),
        hints=(
            N_("Which number do you mean here?"),
            N_("Look at the signs and points of the number in {where}."),
            N_("Type it with one point and one sign at most."),
        ),
        measured=N_("Typed numbers that are no numbers: {count}."),
    ),
    examples=(
        Example(
            shows="Two points",
            project="""
                when green flag clicked
                move [1.2.3] steps
                wait (1.2) seconds
            """,
            amount=1,
            places=("move [1.2.3] steps",),
            looked_at=1,
        ),
        Example(
            shows="Numbers, an empty slot, a comma and a word",
            project="""
                when green flag clicked
                move (10) steps
                move (-1.) steps
                move (.5) steps
                move (1e5) steps
                move () steps
                move [1,5] steps
                move [abc] steps
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="No numbers, in eight ways",
            project="""
                when green flag clicked
                move [1-2] steps
                turn cw [--5] degrees
                wait [-] seconds
                repeat [.]
                end
                say (letter [1e] of [Mango])
                say (item [e5] of [names v])
                set pen size to [1e5.5]
                play note (60) for [1.1.] beats
            """,
            amount=8,
        ),
        Example(
            shows="Where a text may stand it may look like this",
            project="""
                when green flag clicked
                say [1-2]
                set [score v] to [1-2]
                add [1-2] to [names v]
                if <(score) = [1-2]> then
                end
                say (item # of [1-2] in [names v])
            """,
            amount=0,
        ),
        Example(
            shows="Inside a sum in a number slot it is looked at",
            project="""
                when green flag clicked
                move ([1-2] + (1)) steps
                say ([1-2] + (1))
            """,
            amount=2,
        ),
        Example(
            shows="Inside a text or a question in a number slot it is not",
            project="""
                when green flag clicked
                move (letter ([1-2] + (1)) of [123]) steps
                move (join [1] ([1-2] + (1))) steps
                move <([1-2] + (1)) = (1)> steps
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                move [1-2] steps
            """,
            amount=1,
            loose=1,
            looked_at=0,
        ),
    ),
)
