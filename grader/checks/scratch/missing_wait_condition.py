"""Finds wait-untils that have no question yet.

## What it looks for

A `wait until` with an empty hexagon, anywhere. One place a block.

## Why it matters

An empty question is never true. So the script waits forever, and what stands below never has its turn.

## Limits

A question with gaps in it, such as an `=` with nothing typed, is a question.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex


class MissingWaitConditionParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MissingWaitConditionParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every `wait until` that asks nothing."""
    program = index.program
    return program.observation(
        program.place(spot) for spot in program.of("control_wait_until") if "CONDITION" not in spot.block.inputs
    )


CHECK = Check(
    title=N_("Waits without a question"),
    kind="problem",
    severity="medium",
    params=MissingWaitConditionParams,
    observe=observe,
    words=Words(
        praise=N_("Each of your scripts knows what it waits for."),
        next=N_("In {where}: say what it waits for."),
        hints=(
            N_("What should happen before the script goes on?"),
            N_("Look at the empty gap in {block:control_wait_until}."),
            N_("Put a question into the gap: a touch, a key, an =."),
        ),
        measured=N_("Waits without a question: {count}."),
    ),
    examples=(
        Example(
            shows="The hexagon is empty",
            project="""
                when green flag clicked
                wait until <>
                hide
            """,
            amount=1,
            places=("wait until <>",),
            looked_at=1,
        ),
        Example(
            shows="It knows what it waits for",
            project="""
                when green flag clicked
                wait until <mouse down?>
                hide
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A question with gaps is a question",
            project="""
                when green flag clicked
                wait until <<> and <>>
                wait until <[] = []>
            """,
            amount=0,
        ),
        Example(
            shows="Deep inside",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    wait until <>
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="In own blocks and in loose ones",
            project="""
                define jump
                wait until <>

                wait until <>
                hide
            """,
            amount=2,
            loose=2,
            looked_at=0,
        ),
        Example(
            shows="Another block without a question is not meant",
            project="""
                when green flag clicked
                repeat until <>
                  hide
                end
            """,
            amount=0,
        ),
    ),
)
