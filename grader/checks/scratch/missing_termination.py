"""Finds repeat-untils that have no question yet.

## What it looks for

A `repeat until` with an empty hexagon, anywhere. One place a loop, nested ones too.

## Why it matters

An empty question is never true. So the loop never ends, and what stands below it never has its turn.

## Limits

A question with gaps in it, such as an `=` with nothing typed, is a question. What is in the loop does not matter.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex


class MissingTerminationParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MissingTerminationParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every `repeat until` that asks nothing."""
    program = index.program
    return program.observation(
        program.place(spot) for spot in program.of("control_repeat_until") if "CONDITION" not in spot.block.inputs
    )


CHECK = Check(
    title=N_("Loops without a question"),
    kind="problem",
    severity="medium",
    params=MissingTerminationParams,
    observe=observe,
    words=Words(
        praise=N_("Each of your loops knows when to stop."),
        next=N_("In {where}: say when this loop stops."),
        hints=(
            N_("When should this loop stop?"),
            N_("Look at the empty gap in {block:control_repeat_until}."),
            N_("Put a question into the gap: a touch, a key, an =."),
        ),
        measured=N_("Loops without a question: {count}."),
    ),
    examples=(
        Example(
            shows="The hexagon is empty",
            project="""
                when green flag clicked
                repeat until <>
                  move (10) steps
                end
            """,
            amount=1,
            places=("repeat until <>\n  move (10) steps\nend",),
            looked_at=1,
        ),
        Example(
            shows="It knows when to stop",
            project="""
                when green flag clicked
                repeat until <touching (edge v)?>
                  move (10) steps
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A question with gaps is a question",
            project="""
                when green flag clicked
                repeat until <[] = []>
                  move (10) steps
                end
                repeat until <not <>>
                end
            """,
            amount=0,
        ),
        Example(
            shows="One in the other, the inner one without blocks",
            project="""
                when green flag clicked
                repeat until <>
                  repeat until <>
                  end
                end
            """,
            amount=2,
        ),
        Example(
            shows="In own blocks and in loose ones",
            project="""
                define jump
                repeat until <>
                  hide
                end

                repeat until <>
                  hide
                end
            """,
            amount=2,
            loose=2,
            looked_at=0,
        ),
        Example(
            shows="Another block without a question is not meant",
            project="""
                when green flag clicked
                wait until <>
                if <> then
                end
            """,
            amount=0,
        ),
    ),
)
