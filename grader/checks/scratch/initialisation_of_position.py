"""Praises a script that sets where a sprite stands at the start.

## What it looks for

Directly below the green flag, or directly in an own block: `go to x: y:` with two typed numbers, or a pair of `set x`
and `set y`, each with a typed number, in any order. One place each `go to`, and each pair at its second block.

## Why it matters

After a game the sprite is somewhere else. She sends it to its place, so each game starts alike.

## Limits

What is in a loop or an `if` does not count. Other blocks may stand between the two of a pair. The published tool
LitterBox keeps half a pair from one script to the next of a sprite, and goes through each script twice. A pair that
exists in its eyes alone we report with the quirk `half-a-pair`; it never counts. Where half a pair comes from before,
the place of a pair may be its first block.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

FLAG, GO, SET_X, SET_Y = "event_whenflagclicked", "motion_gotoxy", "motion_setx", "motion_sety"
SLOTS = {GO: ("X", "Y"), SET_X: ("X",), SET_Y: ("Y",)}


class InitialisationOfPositionParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: InitialisationOfPositionParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every position that is set when the flag is clicked or in an own block."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    halves: dict[Part, list[Spot]] = {}  # in the order of the walk
    for spot in program.walk(GO, SET_X, SET_Y):
        part = program.part_of(spot)
        if spot.parent is not None or not (part.event == FLAG or part.definition) or not _typed(program, spot):
            continue
        if spot.opcode == GO:
            yield program.place(spot, part.head)
        else:
            halves.setdefault(part, []).append(spot)
    kept: dict[str, Spot] = {}  # by opcode: the half that is still alone
    target = None
    for part, spots in halves.items():
        if part.target is not target:
            target, kept = part.target, {}
        completed = _pairs(spots, kept)
        _pairs(spots, kept)  # the second time round nothing is reported
        # Each pair of the script alone vouches for one of those; where one is left, half of it came from before.
        real = _pairs(spots, {})
        for place, (first, second) in enumerate(completed):
            if place < len(real):
                yield program.place(second, *real[place], part.head)
            else:
                yield program.place(second, first, quirk="half-a-pair")


def _typed(program: Program, spot: Spot) -> bool:
    return all(program.number(spot, slot) is not None for slot in SLOTS[spot.opcode])


def _pairs(spots: Sequence[Spot], kept: dict[str, Spot]) -> list[tuple[Spot, Spot]]:
    """Pairs of a set x and a set y, in the order of their second ones. `kept` holds a half before and after."""
    found = []
    for spot in spots:
        other = kept.get(SET_Y if spot.opcode == SET_X else SET_X)
        if other is None:
            kept[spot.opcode] = spot
        else:
            found.append((other, spot))
            kept.clear()
    return found


CHECK = Check(
    title=N_("Sets the place at the start"),
    kind="praise",
    severity="medium",
    params=InitialisationOfPositionParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} you set where it stands at the start."),
        next=N_("Set where your sprite stands when the flag is clicked."),
        hints=(
            N_("Where should your sprite stand when the game starts?"),
            N_("Look for the blocks with x and y in {category:motion}."),
            N_("Put {block:motion_gotoxy} below {block:event_whenflagclicked}."),
        ),
        measured=N_("Places that are set at the start: {count}."),
    ),
    examples=(
        Example(
            shows="The sprite goes to its place",
            project="""
                when green flag clicked
                go to x: (0) y: (-120)
            """,
            amount=1,
            places=("go to x: (0) y: (-120)",),
            looked_at=1,
        ),
        Example(
            shows="A pair of set x and set y counts at the second block",
            project="""
                when green flag clicked
                set y to (-120)
                show
                set x to (0)
            """,
            amount=1,
            places=("set x to (0)",),
        ),
        Example(
            shows="Half a pair alone, or one twice, is no place",
            project="""
                when green flag clicked
                set x to (0)
                set x to (10)
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Both numbers are typed",
            project="""
                when green flag clicked
                go to x: (mouse x) y: (0)
                go to x: () y: (0)
                set x to (0)
                set y to (mouse y)
            """,
            amount=0,
        ),
        Example(
            shows="An own block that is used counts",
            project="""
                define begin
                go to x: (0) y: (0)
                set x to (0)
                set y to (0)

                when green flag clicked
                begin
            """,
            amount=2,
        ),
        Example(
            shows="What is in a loop, or below another hat, does not count",
            project="""
                when green flag clicked
                forever
                  go to x: (0) y: (0)
                end

                when this sprite clicked
                go to x: (0) y: (0)
            """,
            amount=0,
        ),
        Example(
            shows="Half a pair in each of two scripts is no pair",
            project="""
                when green flag clicked
                set x to (0)

                when green flag clicked
                set y to (0)
            """,
            amount=0,
        ),
        Example(
            shows="Half a pair from before takes no pair away",
            project="""
                when green flag clicked
                set x to (0)

                when green flag clicked
                set y to (0)
                set x to (0)
            """,
            amount=1,
            places=("set y to (0)",),
        ),
        Example(
            shows="Two sprites share no pair",
            project="""
                sprite "Cat"

                when green flag clicked
                set x to (0)

                sprite "Mango"

                when green flag clicked
                set y to (0)
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks set nothing",
            project="""
                go to x: (0) y: (0)
            """,
            amount=0,
        ),
    ),
)
