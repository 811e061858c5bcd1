"""Praises a question that is asked again and again.

## What it looks for

An `if` or `if else` directly inside a loop: `forever`, `repeat`, `repeat until`. One place an `if`.

## Why it matters

A game looks all the time: is a key pressed, is the wall reached? A question inside a loop does that.

## Limits

An `if` inside another `if` is not directly in the loop. What the question asks, and what is in the `if`, do not matter.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import IFS, LOOPS

QUESTIONS = tuple(sorted(IFS))


class ConditionalInsideLoopParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: ConditionalInsideLoopParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every `if` that stands directly in a loop, completed by the loop."""
    program = index.program
    return program.observation(
        program.place(spot, spot.parent)
        for spot in program.of(*QUESTIONS)
        if spot.parent is not None and spot.parent.opcode in LOOPS
    )


CHECK = Check(
    title=N_("Asks again and again"),
    kind="praise",
    severity="medium",
    params=ConditionalInsideLoopParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} your project asks again and again."),
        next=N_("Let your project ask something again and again."),
        hints=(
            N_("What should your project look out for all the time?"),
            N_("Look at the loops in {category:control}."),
            N_("Put {block:control_if} inside {block:control_forever}."),
        ),
        measured=N_("Questions directly in a loop: {count}."),
    ),
    examples=(
        Example(
            shows="A question inside forever",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    next costume
                  end
                end
            """,
            amount=1,
            looked_at=1,
        ),
        Example(
            shows="Every loop, and both kinds of if",
            project="""
                when green flag clicked
                repeat (10)
                  move (10) steps
                  if <mouse down?> then
                    next costume
                  else
                    hide
                  end
                end
                repeat until <touching (edge v)?>
                  if <mouse down?> then
                    show
                  end
                  if <> then
                  end
                end
            """,
            amount=3,
        ),
        Example(
            shows="An if in an if is not directly in the loop",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    if <touching (edge v)?> then
                      hide
                    end
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="The question is asked one time",
            project="""
                when green flag clicked
                if <mouse down?> then
                  forever
                    next costume
                  end
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Loose blocks ask nothing",
            project="""
                forever
                  if <mouse down?> then
                    next costume
                  end
                end
            """,
            amount=0,
            loose=1,
        ),
    ),
)
