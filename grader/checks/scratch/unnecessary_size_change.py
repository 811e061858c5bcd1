"""Finds sizes that cannot be, and changes of size by nothing.

## What it looks for

`set size to` 0 or less, or 540 or more; `change size by` 0, or by 540 and more, up or down. One place a block.

## Why it matters

Scratch holds a sprite between two sizes: it never gets as small, or as big, as the number says.

## Limits

How small and how big a sprite can get depends on its costume; we look at the number alone. An empty slot and a computed
number are not looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.program import Program
from grader.scratch.program.slots import with_typed
from grader.scratch.spots import Spot

SET, CHANGE = "looks_setsizeto", "looks_changesizeby"
SLOTS: Mapping[str, str] = {SET: "SIZE", CHANGE: "CHANGE"}
BIGGEST = 540


class UnnecessarySizeChangeParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: UnnecessarySizeChangeParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every block with a size, or a change of size, that cannot be."""
    program = index.program
    return program.observation(map(program.place, with_typed(program, SLOTS, partial(_cannot_be, program))))


def _cannot_be(program: Program, spot: Spot, slot: str) -> bool:
    number = program.number(spot, slot)
    if number is None:
        return False
    return number <= 0 or number >= BIGGEST if spot.opcode == SET else number == 0 or abs(number) >= BIGGEST


CHECK = Check(
    title=N_("Sizes that cannot be"),
    kind="problem",
    severity="low",
    params=UnnecessarySizeChangeParams,
    observe=observe,
    words=Words(
        praise=N_("Your sprites can have every size you give them."),
        next=N_("In {where}: Scratch cannot show this size. Try another number."),
        hints=(
            N_("How big should your sprite look?"),
            N_("Look at the number in {block:looks_setsizeto}."),
            N_("Try 50 for half, 200 for double, or {block:looks_hide}."),
        ),
        measured=N_("Sizes that cannot be: {count}."),
    ),
    examples=(
        Example(
            shows="Sizes that cannot be",
            project="""
                when green flag clicked
                set size to (0) %
                set size to (540) %
                forever
                  change size by (0)
                  change size by (-540)
                end
            """,
            amount=4,
            places=("set size to (0) %", "set size to (540) %", "change size by (0)", "change size by (-540)"),
            looked_at=1,
        ),
        Example(
            shows="Sizes that can be",
            project="""
                when green flag clicked
                set size to (0.5) %
                set size to (539) %
                change size by (-10)
                change size by (539)
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A size below nothing",
            project="""
                when green flag clicked
                set size to (-20) %
                change size by (600)
            """,
            amount=2,
        ),
        Example(
            shows="An empty slot and a computed number are not looked at",
            project="""
                when green flag clicked
                set size to () %
                change size by ((1) - (1))
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                set size to (0) %
            """,
            amount=1,
            loose=1,
        ),
    ),
)
