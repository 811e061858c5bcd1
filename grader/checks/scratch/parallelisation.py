"""Praises scripts that start together.

## What it looks for

Hats that wait for the same event: the flag, the same key, the same message, the same backdrop, a click, the same
`when [] >`. They may stand in one sprite or in several. One place a hat, from the second equal one on.

## Why it matters

Many things happen at one time: the music plays, the cat walks, the clouds drift. She gave each its own script.

## Limits

`when I start as a clone` is not meant. A hat with nothing below it counts. Two sprites that both wait for a click count
too, although one click does not reach both. Of keys with a long name, as `enter`, the first letter is compared.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import EVENTS
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

SHARED = EVENTS - {"control_start_as_clone"}


class ParallelisationParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: ParallelisationParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every hat whose equal came before, completed by the first one."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if not any(len(program.by_opcode.get(opcode, ())) > 1 for opcode in SHARED):
        return
    hats: dict[int, list[Spot]] = {}
    for part in program.scripts:
        if part.hat is not None and part.hat.block.opcode in SHARED:
            hats.setdefault(program.keys.of_event(part), []).append(part.hat)
    for equal in hats.values():
        yield from _later(program, equal)


def _later(program: Program, hats: Sequence[Spot]) -> Iterator[BlockPlace]:
    """All but the first, each beside the first that runs: when that is hers, one of the starter counts in its place."""
    first, *later = hats
    runs, lends = first.runs, first.hers
    for hat in later:
        mine = hat.hers
        place = program.place(hat, first)
        yield place if place.hers == (mine or lends) else place.but(hers=mine or lends)
        lends = lends and mine
        if not runs and hat.runs:
            first, runs, lends = hat, True, mine


CHECK = Check(
    title=N_("Scripts that start together"),
    kind="praise",
    severity="high",
    params=ParallelisationParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} scripts start together."),
        next=N_("Let two scripts start at the same time."),
        hints=(
            N_("What should happen at the same time?"),
            N_("Look in the yellow group, {category:events}."),
            N_("Begin two scripts with {block:event_whenflagclicked}."),
        ),
        measured=N_("Scripts that start together with another one: {count}."),
    ),
    examples=(
        Example(
            shows="Two sprites start with the flag",
            project="""
                sprite "Cat"
                when green flag clicked
                move (10) steps

                sprite "Dog"
                when green flag clicked
                next costume
            """,
            amount=1,
            places=("when green flag clicked",),
            looked_at=2,
        ),
        Example(
            shows="Different events",
            project="""
                when green flag clicked
                move (10) steps

                when this sprite clicked
                next costume

                when [space v] key pressed
                hide

                when [right arrow v] key pressed
                show
            """,
            amount=0,
            looked_at=4,
        ),
        Example(
            shows="Three equal keys are two, below them nothing is needed",
            project="""
                when [space v] key pressed
                move (10) steps

                when [space v] key pressed

                when [space v] key pressed
            """,
            amount=2,
        ),
        Example(
            shows="A message with other capitals is another message",
            project="""
                when green flag clicked
                broadcast (go v)
                broadcast (Go v)

                when I receive [go v]
                hide

                when I receive [Go v]
                show
            """,
            amount=0,
        ),
        Example(
            shows="The same message, the same backdrop, the same loudness",
            project="""
                stage
                backdrop "house"
                backdrop "road"

                sprite "Cat"
                when green flag clicked
                broadcast (go v)
                switch backdrop to (road v)

                when I receive [go v]

                when I receive [go v]

                when backdrop switches to [road v]

                when backdrop switches to [road v]

                when [loudness v] > (10)

                when [loudness v] > (10.0)

                when [loudness v] > (20)
            """,
            amount=3,
        ),
        Example(
            shows="Clones are not meant",
            project="""
                when green flag clicked
                create clone of (myself v)

                when I start as a clone
                hide

                when I start as a clone
                show
            """,
            amount=0,
        ),
        Example(
            shows="A message that nobody sends starts nothing",
            project="""
                when I receive [go v]
                hide

                when I receive [go v]
                show
            """,
            amount=0,
            loose=1,
        ),
    ),
)
