"""Finds scripts that wait for a backdrop nobody switches to.

## What it looks for

A `when backdrop switches to` hat with at least one block below it, where no `switch backdrop to` (nor `switch backdrop
to and wait`) in any sprite names that backdrop. One place a hat.

## Why it matters

The script waits for a scene that never comes. The block that shows the scene is still to come.

## Limits

A hat with nothing below it is left out. Capitals count. Nothing is reported when any backdrop may come: with `next
backdrop`, or with a switch to the next, previous or random backdrop or to a number. A variable, a text reporter or a
question in the switch neither names a backdrop nor makes it open. Whether the backdrop exists does not matter, and
costumes of the stage do not count.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import NUMBERS, SWITCHES
from grader.scratch.program.hats import scripts_below
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

HAT = "event_whenbackdropswitchesto"
MANY = frozenset({"next backdrop", "previous backdrop", "random backdrop"})


class MissingBackdropSwitchParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MissingBackdropSwitchParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every hat, with blocks below it, that waits for a backdrop nobody switches to."""
    program = index.program
    if HAT not in program.by_opcode or _any_may_come(program):
        return program.observation(())
    named = {_named(program, spot) for spot in program.of(*SWITCHES)}
    return program.observation(
        program.part_place(part)
        for part in scripts_below(program, HAT)
        if part.head.block.fields.get("BACKDROP") not in named
    )


def _any_may_come(program: Program) -> bool:
    return "looks_nextbackdrop" in program.by_opcode or any(_is_open(program, it) for it in program.of(*SWITCHES))


def _is_open(program: Program, switch: Spot) -> bool:
    held = program.slot(switch, "BACKDROP")
    if isinstance(held, Spot):
        return held.opcode in NUMBERS
    return program.chosen(switch, "BACKDROP") in MANY or program.number(switch, "BACKDROP") is not None


def _named(program: Program, switch: Spot) -> str | None:
    """The backdrop it names, chosen from the menu or typed; None when it is computed."""
    chosen = program.chosen(switch, "BACKDROP")
    return program.text(switch, "BACKDROP") if chosen is None else chosen


CHECK = Check(
    title=N_("Backdrops that nobody switches to"),
    kind="problem",
    severity="medium",
    params=MissingBackdropSwitchParams,
    observe=observe,
    words=Words(
        praise=N_("Every backdrop that your scripts wait for comes."),
        next=N_("In {where}: nobody switches to this backdrop yet."),
        hints=(
            N_("When should this backdrop come?"),
            N_("Look in {category:looks} for {block:looks_switchbackdropto}."),
            N_("Add {block:looks_switchbackdropto} where the scene begins."),
        ),
        measured=N_("Scripts that wait for a backdrop nobody switches to: {count}."),
    ),
    examples=(
        Example(
            shows="Nobody switches to the road",
            project="""
                when backdrop switches to [road v]
                show
            """,
            amount=1,
            places=("when backdrop switches to [road v]",),
            loose=1,
        ),
        Example(
            shows="Another sprite switches to it",
            project="""
                sprite "Cat"

                when green flag clicked
                switch backdrop to (road v)

                sprite "Mango"

                when backdrop switches to [road v]
                show
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="The stage switches and waits",
            project="""
                stage

                when green flag clicked
                switch backdrop to (road v) and wait

                sprite "Mango"

                when backdrop switches to [road v]
                show
            """,
            amount=0,
        ),
        Example(
            shows="Another backdrop is named, and capitals count",
            project="""
                when green flag clicked
                switch backdrop to (house v)
                switch backdrop to (Road v)

                when backdrop switches to [road v]
                show
            """,
            amount=1,
        ),
        Example(
            shows="A hat with nothing below it is left out",
            project="""
                when backdrop switches to [road v]
            """,
            amount=0,
        ),
        Example(
            shows="With next backdrop any may come",
            project="""
                when this sprite clicked
                next backdrop

                when backdrop switches to [road v]
                show
            """,
            amount=0,
        ),
        Example(
            shows="With a random one, too",
            project="""
                when this sprite clicked
                switch backdrop to (random backdrop v)

                when backdrop switches to [road v]
                show
            """,
            amount=0,
        ),
        Example(
            shows="And with a number that is computed",
            project="""
                when this sprite clicked
                switch backdrop to (pick random (1) to (3))

                when backdrop switches to [road v]
                show
            """,
            amount=0,
        ),
        Example(
            shows="A variable names no backdrop",
            project="""
                when this sprite clicked
                switch backdrop to (scene)
                switch backdrop to (join [ro] [ad])

                when backdrop switches to [road v]
                show
            """,
            amount=1,
        ),
        Example(
            shows="A costume is no backdrop, and a loose switch is one",
            project="""
                when this sprite clicked
                switch costume to (road v)

                switch backdrop to (house v)

                when backdrop switches to [road v]
                show

                when backdrop switches to [house v]
                hide
            """,
            amount=1,
            places=("when backdrop switches to [road v]",),
            loose=1,
        ),
    ),
)
