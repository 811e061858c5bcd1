"""Praises a script that sets how things look at the start.

## What it looks for

Directly below the green flag: `set size`, `switch costume`, `show`, `hide`, `set effect`, `clear graphic effects`,
`switch backdrop`; one place each. Directly in an own block the first of them.

## Why it matters

After a game the sprite may be small, hidden or in another costume. She sets it back, so each game starts alike.

## Limits

What is in a loop or an `if` does not count, nor do `next costume`, `next backdrop`, `switch backdrop and wait`, and
blocks that change a size or an effect. What is set does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

FLAG = "event_whenflagclicked"
SETS = (
    "looks_setsizeto",
    "looks_switchcostumeto",
    "looks_show",
    "looks_hide",
    "looks_cleargraphiceffects",
    "looks_seteffectto",
    "looks_switchbackdropto",
)


class InitialisationOfLooksParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: InitialisationOfLooksParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every block that sets a look when the flag is clicked, and for each own block that does."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    defined: dict[Part, list[Spot]] = {}
    for spot in program.of(*SETS):
        if spot.parent is not None:
            continue
        part = program.part_of(spot)
        if part.event == FLAG:
            yield program.place(spot, part.head)
        elif part.definition:
            defined.setdefault(part, []).append(spot)
    for part, spots in defined.items():
        # The first stands for all of them: another one may be hers.
        place = program.place(spots[0], part.head)
        yield place.but(hers=place.hers or any(spot.hers for spot in spots))


CHECK = Check(
    title=N_("Sets looks at the start"),
    kind="praise",
    severity="medium",
    params=InitialisationOfLooksParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} you set how it looks at the start."),
        next=N_("Set how your sprite looks when the flag is clicked."),
        hints=(
            N_("How should your sprite look when the game starts?"),
            N_("Look below {block:event_whenflagclicked}."),
            N_("Put {block:looks_show} or {block:looks_switchcostumeto} there."),
        ),
        measured=N_("Looks that are set at the start: {count}."),
    ),
    examples=(
        Example(
            shows="Three looks are set at the start",
            project="""
                when green flag clicked
                show
                switch costume to (one v)
                set size to (100) %
            """,
            amount=3,
            places=("show", "switch costume to (one v)", "set size to (100) %"),
            looked_at=1,
        ),
        Example(
            shows="Each of the other blocks counts",
            project="""
                when green flag clicked
                hide
                set [color v] effect to (0)
                clear graphic effects
                switch backdrop to (house v)
            """,
            amount=4,
        ),
        Example(
            shows="An own block counts one time",
            project="""
                define begin
                move (10) steps
                show
                set size to (100) %

                when green flag clicked
                begin
            """,
            amount=1,
            places=("show",),
        ),
        Example(
            shows="Blocks that change a look set nothing",
            project="""
                when green flag clicked
                next costume
                next backdrop
                switch backdrop to (house v) and wait
                change size by (10)
                change [color v] effect by (25)
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="What is in a loop or a question does not count",
            project="""
                when green flag clicked
                if <mouse down?> then
                  show
                end
                forever
                  set size to (100) %
                end
            """,
            amount=0,
        ),
        Example(
            shows="A click is not the start",
            project="""
                when this sprite clicked
                show
            """,
            amount=0,
        ),
        Example(
            shows="An own block that nobody uses does not count",
            project="""
                define begin
                show
            """,
            amount=0,
            loose=1,
        ),
        Example(
            shows="Loose blocks set nothing",
            project="""
                show
            """,
            amount=0,
        ),
    ),
)
