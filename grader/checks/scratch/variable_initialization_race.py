"""Finds variables that two scripts set at the same moment.

## What it looks for

Two scripts or more with the same hat that both begin by setting or changing one variable. What counts is the first run
of `set` and `change` blocks; any other block ends it. One place a hat and variable, at the first of these blocks.

## Why it matters

Both scripts start at once, and the later one wins. Nobody can see which one that is.

## Limits

Twice in one script is no race, and lists do not count. The published tool LitterBox names the last sprite of the
project whatever sprite the block is in, and so do we. It takes all loose stacks for scripts with one hat (quirk
`loose`), and hats of clones and of clicks for the same in all sprites, though these start at different moments (quirk
`other-sprite`, where no two of the scripts are in one sprite). To it any two blocks that it does not know are equal
(quirk `unknown-blocks`, where a hat asks one). These never count.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.equality import Owned
from grader.scratch.program.grammar import SLOTS
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

CHANGES = ("data_setvariableto", "data_changevariableby")
# Hats that start in one sprite at a time.
OF_ONE_SPRITE = frozenset({"control_start_as_clone", "event_whenthisspriteclicked"})


class VariableInitializationRaceParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: VariableInitializationRaceParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every hat and variable, completed by what the other scripts set."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    by_variable: dict[Owned, list[Spot]] = {}
    if not any(opcode in program.by_opcode for opcode in CHANGES):
        return
    for part in program.scripts:
        if part.top and part.top[0].opcode in CHANGES:
            for owned, spot in _run(program, part).items():
                by_variable.setdefault(owned, []).append(spot)
    last = program.targets[-1].name
    for spots in by_variable.values():
        if len(spots) > 1:
            for racing in _by_hat(program, spots):
                if len(racing) > 1:
                    yield program.place(*racing, quirk=_quirk(program, racing)).but(sprite=last)


def _run(program: Program, part: Part) -> dict[Owned, Spot]:
    """What a script sets and changes before it does anything else, each variable where it comes first."""
    found: dict[Owned, Spot] = {}
    for spot in takewhile(lambda it: it.opcode in CHANGES, part.top):
        owned = program.owned(spot)
        if owned is not None:
            found.setdefault(owned, spot)
    return found


def _by_hat(program: Program, spots: Sequence[Spot]) -> Iterator[Sequence[Spot]]:
    found: dict[int, list[Spot]] = {}
    for spot in spots:
        found.setdefault(program.keys.of_event(program.part_of(spot)), []).append(spot)
    yield from found.values()


def _quirk(program: Program, racing: Sequence[Spot]) -> str | None:
    hat = program.part_of(racing[0]).hat
    if hat is None:
        return "loose"
    if hat.opcode in OF_ONE_SPRITE and len({spot.target for spot in racing}) == len(racing):
        return "other-sprite"
    unknown = bool(program.unknown) and any(it.opcode not in SLOTS for it in program.reporters_in(hat))
    return "unknown-blocks" if unknown else None


CHECK = Check(
    title=N_("Two scripts set one variable at once"),
    kind="problem",
    severity="high",
    params=VariableInitializationRaceParams,
    observe=observe,
    words=Words(
        praise=N_("Each variable gets its start value in one place."),
        next=N_("In {where}: two scripts set this variable at the same moment."),
        hints=(
            N_("Which of the two scripts should set it?"),
            N_("Look at the scripts with the same hat: {block:data_setvariableto}."),
            N_("Leave it in one script, and take it out of the other."),
        ),
        measured=N_("Variables that two scripts set at once: {count}."),
    ),
    examples=(
        Example(
            shows="Two scripts of the flag",
            project="""
                when green flag clicked
                set [lives v] to (3)
                show

                when green flag clicked
                set [lives v] to (5)
                hide
            """,
            amount=1,
            places=("set [lives v] to (3)",),
            looked_at=2,
        ),
        Example(
            shows="One of them sets it",
            project="""
                when green flag clicked
                set [lives v] to (3)
                show

                when green flag clicked
                set [score v] to (0)
                hide
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="A variable for all sprites, in two of them",
            project="""
                stage
                variable lives = 3

                sprite "Cat"

                when I receive [start v]
                set [lives v] to (3)

                when this sprite clicked
                broadcast (start v)

                sprite "Mango"

                when I receive [start v]
                change [lives v] by (1)
            """,
            amount=1,
        ),
        Example(
            shows="Each sprite has a variable of its own",
            project="""
                sprite "Cat"
                variable speed = 0

                when green flag clicked
                set [speed v] to (3)

                sprite "Mango"
                variable speed = 0

                when green flag clicked
                set [speed v] to (5)
            """,
            amount=0,
        ),
        Example(
            shows="Another block before it ends the run",
            project="""
                when green flag clicked
                set [lives v] to (3)

                when green flag clicked
                wait (1) seconds
                set [lives v] to (5)
            """,
            amount=0,
        ),
        Example(
            shows="Further down in the run, twice in one script, and two variables",
            project="""
                when green flag clicked
                set [score v] to (0)
                set [lives v] to (3)
                set [lives v] to (4)

                when green flag clicked
                change [lives v] by (1)
                set [score v] to (1)
            """,
            amount=2,
        ),
        Example(
            shows="Another key, and a message with other capitals",
            project="""
                when [space v] key pressed
                set [lives v] to (3)

                when [any v] key pressed
                set [lives v] to (4)

                when I receive [start v]
                set [lives v] to (5)

                when I receive [Start v]
                set [lives v] to (6)

                when green flag clicked
                broadcast (start v)
                broadcast (Start v)
            """,
            amount=0,
        ),
        Example(
            shows="Lists do not count, and own blocks do not",
            project="""
                when green flag clicked
                delete all of [names v]
                prepare

                when green flag clicked
                delete all of [names v]

                define prepare
                set [lives v] to (3)

                define start
                set [lives v] to (3)
            """,
            amount=0,
        ),
        Example(
            shows="Clones of two sprites start at different moments; that never counts",
            project="""
                stage
                variable lives = 3

                sprite "Cat"

                when green flag clicked
                create clone of (myself v)
                create clone of (Mango v)

                when I start as a clone
                set [lives v] to (3)

                sprite "Mango"

                when I start as a clone
                set [lives v] to (5)
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks start never; that never counts",
            project="""
                set [lives v] to (3)

                set [lives v] to (5)
            """,
            amount=0,
            loose=1,
        ),
    ),
)
