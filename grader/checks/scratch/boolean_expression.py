"""Praises a question that she built from parts.

## What it looks for

`and` and `or` with both sides filled; `not` with its side filled; `<`, `>` and `=` unless both sides are typed. They
count anywhere, also inside each other. One place a block.

## Why it matters

"Is the score over 10 and is the key pressed?" She tells the computer exactly when something should happen.

## Limits

An empty side of `<`, `>` or `=` is a typed one. `contains`, `touching` and such do not count themselves.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

JOINS = ("operator_and", "operator_or")
COMPARES = ("operator_lt", "operator_gt", "operator_equals")
NOT = "operator_not"
ASKED = (*JOINS, NOT, *COMPARES)
SIDES = ("OPERAND1", "OPERAND2")


class BooleanExpressionParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: BooleanExpressionParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every comparison and every `and`, `or`, `not` that has something in it."""
    program = index.program
    return program.observation(program.place(spot) for spot in program.of(*ASKED) if _is_built(program, spot))


def _is_built(program: Program, spot: Spot) -> bool:
    if spot.opcode == NOT:
        return program.slot(spot, "OPERAND") is not None
    if spot.opcode in COMPARES:
        return not all(program.is_literal(spot, side) for side in SIDES)
    return all(program.slot(spot, side) is not None for side in SIDES)


CHECK = Check(
    title=N_("Builds questions from parts"),
    kind="praise",
    severity="low",
    params=BooleanExpressionParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} you built a question from parts."),
        next=N_("Build a question from two parts."),
        hints=(
            N_("What should be true before something happens?"),
            N_("Look at the pointed blocks in {category:operators}."),
            N_("Compare two things with {block:operator_gt}, or join with {block:operator_and}."),
        ),
        measured=N_("Comparisons, and blocks that join questions: {count}."),
    ),
    examples=(
        Example(
            shows="A comparison",
            project="""
                when green flag clicked
                if <(score) > (10)> then
                  show
                end
            """,
            amount=1,
            looked_at=1,
        ),
        Example(
            shows="Every block counts, also inside each other",
            project="""
                when green flag clicked
                wait until <<not <mouse down?>> or <<(x position) < (0)> and <(answer) = [yes]>>>
            """,
            amount=5,
        ),
        Example(
            shows="Both sides are typed",
            project="""
                when green flag clicked
                wait until <(1) = (1)>
                wait until <[] < [10]>
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="One typed side, an empty one too, is enough to leave free",
            project="""
                when green flag clicked
                wait until <(answer) = []>
            """,
            amount=1,
        ),
        Example(
            shows="A side of and, or, not is empty",
            project="""
                when green flag clicked
                wait until <<mouse down?> and <>>
                wait until <<> or <mouse down?>>
                wait until <not <>>
            """,
            amount=0,
        ),
        Example(
            shows="Questions that are there ready-made do not count, what is in them does",
            project="""
                when green flag clicked
                wait until <touching (edge v)?>
                wait until <[mango] contains [a]?>
                wait until <[names v] contains <(score) = (1)>?>
            """,
            amount=1,
        ),
        Example(
            shows="A hat can hold one too",
            project="""
                when [loudness v] > <(score) = (1)>
                show
            """,
            amount=1,
        ),
        Example(
            shows="Loose blocks ask nothing",
            project="""
                <not <mouse down?>>
            """,
            amount=0,
            loose=1,
        ),
    ),
)
