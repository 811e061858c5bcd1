"""Finds waiting, speaking and gliding that takes no time.

## What it looks for

`wait`, `say` and `think` for some seconds, `glide`: with 0 seconds or less, or with the slot of the seconds emptied.
One place a block.

## Why it matters

In no time nobody can read what the sprite says, or see it glide. Seconds are missing, or a shorter block does.

## Limits

A computed number is not looked at, and a text that is no number is not either. Nor are beats and `wait until`.
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

SLOTS: Mapping[str, str] = {
    "control_wait": "DURATION",
    "looks_sayforsecs": "SECS",
    "looks_thinkforsecs": "SECS",
    "motion_glideto": "SECS",
    "motion_glidesecstoxy": "SECS",
}


class UnnecessaryTimeParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: UnnecessaryTimeParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every block with no time."""
    program = index.program
    return program.observation(map(program.place, with_typed(program, SLOTS, partial(_no_time, program))))


def _no_time(program: Program, spot: Spot, slot: str) -> bool:
    seconds = program.number(spot, slot)
    return program.text(spot, slot) == "" if seconds is None else seconds <= 0


CHECK = Check(
    title=N_("Things that take no time"),
    kind="problem",
    severity="high",
    params=UnnecessaryTimeParams,
    observe=observe,
    words=Words(
        praise=N_("Everything that takes time has seconds of its own."),
        next=N_("In {where}: this takes 0 seconds. Give it some time."),
        hints=(
            N_("How many seconds should this take?"),
            N_("Look for a 0 beside the word seconds."),
            N_("Type 1 or 2, or use the block without seconds."),
        ),
        measured=N_("Blocks that take no time: {count}."),
    ),
    examples=(
        Example(
            shows="No time to read it",
            project="""
                when green flag clicked
                say [Hello] for (0) seconds
                wait (0) seconds
            """,
            amount=2,
            places=("say [Hello] for (0) seconds", "wait (0) seconds"),
            looked_at=1,
        ),
        Example(
            shows="Time enough",
            project="""
                when green flag clicked
                say [Hello] for (2) seconds
                wait (0.1) seconds
                glide (1) secs to (mouse-pointer v)
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Emptied, and less than nothing",
            project="""
                when green flag clicked
                think [Hmm] for () seconds
                glide (-1) secs to x: (0) y: (0)
                forever
                  glide (0.0) secs to (random position v)
                end
            """,
            amount=3,
        ),
        Example(
            shows="A computed number and a wait for something are not looked at",
            project="""
                when green flag clicked
                wait ((1) - (1)) seconds
                wait until <mouse down?>
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                wait (0) seconds
            """,
            amount=1,
            loose=1,
        ),
    ),
)
