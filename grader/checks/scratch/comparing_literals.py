"""Finds comparisons of two typed values.

## What it looks for

`=`, `<` or `>` with something typed on both sides, or with nothing typed at all. One place a comparison.

## Why it matters

The answer is always the same: 1 is never 2. A question needs something that can change: a variable, an answer, a
position. A fresh `=` block with an empty side asks nothing yet.

## Limits

`"Dara" = "Dara"`, numbers and texts, empty or not: all count. Where a reporter stands on one side nothing is said.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex

COMPARES = ("operator_equals", "operator_lt", "operator_gt")


class ComparingLiteralsParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: ComparingLiteralsParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every comparison of two typed values."""
    program = index.program
    return program.observation(
        program.place(spot)
        for spot in program.of(*COMPARES)
        if program.is_literal(spot, "OPERAND1") and program.is_literal(spot, "OPERAND2")
    )


CHECK = Check(
    title=N_("Comparisons of two typed values"),
    kind="problem",
    severity="high",
    params=ComparingLiteralsParams,
    observe=observe,
    words=Words(
        praise=N_("Your comparisons look at things that change."),
        next=N_("In {where}: compare with something that changes."),
        hints=(
            N_("What should be compared here: points, an answer, a place?"),
            N_("Look at both sides of the comparison in {where}."),
            N_("Drag a round block into one side, such as a variable."),
        ),
        measured=N_("Comparisons of two typed values: {count}."),
    ),
    examples=(
        Example(
            shows="The name of a variable, typed",
            project="""
                when green flag clicked
                wait until <[score] = [10]>
                say [You win!]
            """,
            amount=1,
            places=("<[score] = (10)>",),
            looked_at=1,
        ),
        Example(
            shows="A variable can change",
            project="""
                when green flag clicked
                wait until <(score) = [10]>
                say [You win!]
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A fresh comparison with an empty side",
            project="""
                when green flag clicked
                if <[] = [50]> then
                  say [Half]
                end
            """,
            amount=1,
        ),
        Example(
            shows="Deep inside other blocks, all three signs",
            project="""
                when green flag clicked
                if <not <<[1] < [2]> and <[a] > [b]>>> then
                  say <[1] = [1]>
                end
            """,
            amount=3,
        ),
        Example(
            shows="An input of an own block can change",
            project="""
                define jump (height)
                if <(height) > [10]> then
                  change y by (10)
                end

                when green flag clicked
                jump (20)
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                <[1] = [2]>
            """,
            amount=1,
            loose=1,
            looked_at=0,
        ),
    ),
)
