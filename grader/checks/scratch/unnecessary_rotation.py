"""Finds turns that change nothing.

## What it looks for

`turn () degrees`, right or left, by 0 or by whole turns: 360, 720, -360. One place a block.

## Why it matters

After a whole turn the sprite looks where it looked before. The turn is made in one go, so nobody sees it.

## Limits

An empty slot and a computed number are not looked at, and `point in direction` is not either.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.slots import with_typed

SLOTS: Mapping[str, str] = {"motion_turnright": "DEGREES", "motion_turnleft": "DEGREES"}
WHOLE_TURN = 360


class UnnecessaryRotationParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: UnnecessaryRotationParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every turn that ends where it began."""
    program = index.program
    found = with_typed(program, SLOTS, lambda spot, slot: _ends_where_it_began(program.number(spot, slot)))
    return program.observation(map(program.place, found))


def _ends_where_it_began(degrees: float | None) -> bool:
    return degrees is not None and math.isfinite(degrees) and math.fmod(degrees, WHOLE_TURN) == 0


CHECK = Check(
    title=N_("Turns that change nothing"),
    kind="problem",
    severity="low",
    params=UnnecessaryRotationParams,
    observe=observe,
    words=Words(
        praise=N_("Every turn changes where your sprite looks."),
        next=N_("In {where}: this turn ends where it began."),
        hints=(
            N_("Where does your sprite look after this turn?"),
            N_("Look at the number of degrees in the turn."),
            N_("Turn by 15 degrees, again and again in {block:control_repeat}."),
        ),
        measured=N_("Turns that end where they began: {count}."),
    ),
    examples=(
        Example(
            shows="Turns that end where they began",
            project="""
                when green flag clicked
                turn right (360) degrees
                turn left (0) degrees
                forever
                  turn right (-720) degrees
                end
            """,
            amount=3,
            places=("turn cw (360) degrees", "turn ccw (0) degrees", "turn cw (-720) degrees"),
            looked_at=1,
        ),
        Example(
            shows="Turns that one sees",
            project="""
                when green flag clicked
                turn right (15) degrees
                turn left (180) degrees
                turn right (360.5) degrees
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="An empty slot and a computed number are not looked at",
            project="""
                when green flag clicked
                turn right () degrees
                turn left ((180) * (2)) degrees
            """,
            amount=0,
        ),
        Example(
            shows="A direction is no turn",
            project="""
                when green flag clicked
                point in direction (0)
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                turn right (360) degrees
            """,
            amount=1,
            loose=1,
        ),
    ),
)
