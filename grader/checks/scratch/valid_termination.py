"""Praises loops that know when to stop.

## What it looks for

Every `repeat until` with something in its question. One place a loop.

## Why it matters

This loop goes on for as long as it is needed, and then the script goes on. She said when that is.

## Limits

Whether the question can ever become true is not looked at. Anything in it counts, a variable too.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex


class ValidTerminationParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: ValidTerminationParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every `repeat until` that has a question."""
    program = index.program
    loops = program.of("control_repeat_until")
    return program.observation(program.place(loop) for loop in loops if program.slot(loop, "CONDITION") is not None)


CHECK = Check(
    title=N_("Loops that know when to stop"),
    kind="praise",
    severity="low",
    params=ValidTerminationParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} a loop knows when to stop."),
        next=N_("Let a loop stop when something has happened."),
        hints=(
            N_("When should your loop stop?"),
            N_("Look in {category:control} for {block:control_repeat_until}."),
            N_("Put your question into {block:control_repeat_until}."),
        ),
        measured=N_("Loops that know when to stop: {count}."),
    ),
    examples=(
        Example(
            shows="It moves until it touches the edge",
            project="""
                when green flag clicked
                repeat until <touching (edge v)?>
                  move (10) steps
                end
            """,
            amount=1,
            places=("repeat until <touching (edge v)?>\n  move (10) steps\nend",),
            looked_at=1,
        ),
        Example(
            shows="No question yet",
            project="""
                when green flag clicked
                repeat until <>
                  move (10) steps
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Other loops ask nothing",
            project="""
                when green flag clicked
                repeat (10)
                  move (10) steps
                end
                forever
                  next costume
                end
            """,
            amount=0,
        ),
        Example(
            shows="Inside other blocks, and in an own block; a variable is a question too",
            project="""
                when green flag clicked
                if <mouse down?> then
                  repeat until <mouse down?>
                  end
                end
                jump

                define jump
                repeat until (ready)
                  change y by (10)
                end
            """,
            amount=2,
        ),
        Example(
            shows="Loose blocks do not run",
            project="""
                repeat until <mouse down?>
                  hide
                end
            """,
            amount=0,
            loose=1,
        ),
    ),
)
