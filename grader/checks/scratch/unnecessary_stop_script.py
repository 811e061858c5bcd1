"""Finds a stop of this script where it ends anyway.

## What it looks for

`stop [this script]` as the last block of a script. One place a script, at the stop.

## Why it matters

A script that comes to its last block ends by itself. Without the stop the script is shorter, and does the same.

## Limits

`stop [all]` and `stop [other scripts in sprite]` do something there, and are left alone. So is a stop inside another
block, and a stop in an own block.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import DEFINITION, STOP
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot


class UnnecessaryStopScriptParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: UnnecessaryStopScriptParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every stop of this script that ends a script."""
    program = index.program
    return program.observation(program.place(spot) for spot in program.of(STOP) if _ends_its_script(program, spot))


def _ends_its_script(program: Program, spot: Spot) -> bool:
    if spot.parent is not None or not program.stops(spot, "this script") or not program.last(spot):
        return False
    return spot.siblings is None or spot.siblings[0].opcode != DEFINITION


CHECK = Check(
    title=N_("A stop where the script ends"),
    kind="problem",
    severity="high",
    params=UnnecessaryStopScriptParams,
    observe=observe,
    words=Words(
        praise=N_("Your scripts end by themselves."),
        next=N_("In {where}: the script ends here anyway."),
        hints=(
            N_("What would happen here without the stop?"),
            N_("Look at the last block of the script."),
            N_("Take {block:control_stop} away there, and try it."),
        ),
        measured=N_("Stops where the script ends anyway: {count}."),
    ),
    examples=(
        Example(
            shows="The script ends here anyway",
            project="""
                when green flag clicked
                move (10) steps
                stop [this script v]
            """,
            amount=1,
            places=("stop [this script v]",),
            looked_at=1,
        ),
        Example(
            shows="It stops everything",
            project="""
                when green flag clicked
                move (10) steps
                stop [all v]
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Nothing but the stop",
            project="""
                when green flag clicked
                stop [this script v]
            """,
            amount=1,
        ),
        Example(
            shows="Other scripts stop, and this one goes on",
            project="""
                when green flag clicked
                stop [other scripts in sprite v]
            """,
            amount=0,
        ),
        Example(
            shows="A stop inside a question leaves the script early",
            project="""
                when green flag clicked
                if <mouse down?> then
                  stop [this script v]
                end
            """,
            amount=0,
        ),
        Example(
            shows="Own blocks are not looked at",
            project="""
                define jump
                stop [this script v]

                when green flag clicked
                jump
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                hide
                stop [this script v]
            """,
            amount=1,
            loose=1,
        ),
    ),
)
