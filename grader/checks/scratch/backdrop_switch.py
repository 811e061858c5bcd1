"""Praises a script that starts when the backdrop changes.

## What it looks for

`when backdrop switches to` with something below it, and a switch anywhere in the project that can bring this backdrop:
one that names it; `next backdrop`; a switch to the next, previous or a random backdrop; a switch to a number. One place
a hat.

## Why it matters

Her story has scenes: when the place changes, the sprites know what to do there.

## Limits

Capitals count. A variable, list, parameter or text block in the switch proves nothing; a block that reports a number
does. Order plays no part.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import NUMBERS, SWITCHES
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

HAT, NEXT = "event_whenbackdropswitchesto", "looks_nextbackdrop"
ANY_BACKDROP = frozenset({"next backdrop", "previous backdrop", "random backdrop"})


class BackdropSwitchParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: BackdropSwitchParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every hat that a switch of the project can set off, completed by the switch."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    hats = [spot for spot in program.of(HAT) if program.part_of(spot).top]
    if not hats:
        return
    wild: list[Spot] = list(program.of(NEXT))
    named: dict[str, list[Spot]] = {}
    for spot in program.of(*SWITCHES):
        chosen = program.chosen(spot, "BACKDROP")
        name = program.text(spot, "BACKDROP") if chosen is None else chosen
        if chosen in ANY_BACKDROP or (name is None and _is_number(program, spot)):
            wild.append(spot)
        elif name is not None:
            named.setdefault(name, []).append(spot)
    anywhere = best(wild)
    for hat in hats:
        one_of = [*named.get(hat.block.fields.get("BACKDROP", ""), ()), *(() if anywhere is None else (anywhere,))]
        switch = best(one_of)
        if switch is not None:
            yield program.place(hat, switch)


def _is_number(program: Program, spot: Spot) -> bool:
    held = program.slot(spot, "BACKDROP")
    return held.opcode in NUMBERS if isinstance(held, Spot) else program.number(spot, "BACKDROP") is not None


CHECK = Check(
    title=N_("Starts when the backdrop changes"),
    kind="praise",
    severity="medium",
    params=BackdropSwitchParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} a new backdrop starts a script."),
        next=N_("Let a new backdrop start a script."),
        hints=(
            N_("What should sprites do when the place changes?"),
            N_("Look for the hat with a backdrop in {category:events}."),
            N_("Use {block:event_whenbackdropswitchesto}, and {block:looks_switchbackdropto} with the same backdrop."),
        ),
        measured=N_("Scripts that a new backdrop starts: {count}."),
    ),
    examples=(
        Example(
            shows="The backdrop is switched, and a script starts",
            project="""
                when green flag clicked
                switch backdrop to (road v)

                when backdrop switches to [road v]
                show
            """,
            amount=1,
            places=("when backdrop switches to [road v]",),
            looked_at=2,
        ),
        Example(
            shows="Nothing switches to this backdrop",
            project="""
                when green flag clicked
                switch backdrop to (house v)

                when backdrop switches to [road v]
                show
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Next backdrop may bring any, and every hat counts",
            project="""
                when green flag clicked
                next backdrop

                when backdrop switches to [road v]
                show

                when backdrop switches to [house v]
                hide
            """,
            amount=2,
        ),
        Example(
            shows="A random backdrop may be any",
            project="""
                when green flag clicked
                switch backdrop to (random backdrop v)

                when backdrop switches to [road v]
                show
            """,
            amount=1,
        ),
        Example(
            shows="A number may be any",
            project="""
                when green flag clicked
                switch backdrop to (pick random (1) to (3)) and wait

                when backdrop switches to [road v]
                show
            """,
            amount=1,
        ),
        Example(
            shows="A variable proves nothing",
            project="""
                when green flag clicked
                switch backdrop to (level)

                when backdrop switches to [road v]
                show
            """,
            amount=0,
        ),
        Example(
            shows="A hat with nothing below it does not count",
            project="""
                when green flag clicked
                next backdrop

                when backdrop switches to [road v]
            """,
            amount=0,
        ),
        Example(
            shows="Capitals count",
            project="""
                when green flag clicked
                switch backdrop to (Road v)

                when backdrop switches to [road v]
                show
            """,
            amount=0,
        ),
        Example(
            shows="A loose switch starts nothing",
            project="""
                switch backdrop to (road v)

                when backdrop switches to [road v]
                show
            """,
            amount=0,
            loose=1,
        ),
    ),
)
