"""Praises a script that waits for something to be true.

## What it looks for

A `wait until` whose question is filled, at any depth. One place a block.

## Why it matters

A script that waits for a touch or a score fits itself to the others. Waiting for seconds is a guess; waiting for what
happens is a plan.

## Limits

What the question asks does not matter.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex

WAIT = "control_wait_until"


class CoordinationParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: CoordinationParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every `wait until` that asks something."""
    program = index.program
    return program.observation(
        program.place(spot) for spot in program.of(WAIT) if program.slot(spot, "CONDITION") is not None
    )


CHECK = Check(
    title=N_("Waits until something happens"),
    kind="praise",
    severity="medium",
    params=CoordinationParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} a script waits for the right moment."),
        next=N_("Let a script wait until something happens."),
        hints=(
            N_("What should happen before your script goes on?"),
            N_("Look at the blocks that wait in {category:control}."),
            N_("Use {block:control_wait_until} with a question from {category:sensing}."),
        ),
        measured=N_("Blocks that wait for something to happen: {count}."),
    ),
    examples=(
        Example(
            shows="A script waits for the mouse",
            project="""
                when green flag clicked
                wait until <mouse down?>
                show
            """,
            amount=1,
            places=("wait until <mouse down?>",),
            looked_at=1,
        ),
        Example(
            shows="The question is empty",
            project="""
                when green flag clicked
                wait until <>
                show
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="It waits for seconds",
            project="""
                when green flag clicked
                wait (1) seconds
                show
            """,
            amount=0,
        ),
        Example(
            shows="Inside a loop and in an own block too",
            project="""
                define begin
                wait until <mouse down?>

                when green flag clicked
                begin
                forever
                  wait until <key (space v) pressed?>
                end
            """,
            amount=2,
        ),
        Example(
            shows="Loose blocks wait for nothing",
            project="""
                wait until <mouse down?>
            """,
            amount=0,
            loose=1,
        ),
    ),
)
