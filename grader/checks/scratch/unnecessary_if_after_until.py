"""Finds an if that asks what the loop before has just answered.

## What it looks for

An `if` or `if else` right below a `repeat until` that asks the same. One place an `if`.

## Why it matters

The loop ends when the answer is yes. So the `if` finds yes every time, and its blocks can stand there without it.

## Limits

`<(a) = (b)>` and `<(b) = (a)>` are two questions, and a `wait until` is no loop. Two empty questions are equal. Of
blocks that the published tool LitterBox does not know, any two are equal to it; where these stand in the question, we
report it with the quirk `unknown-blocks`, and it never counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import IFS, SLOTS
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

UNTIL = "control_repeat_until"
QUESTION = "CONDITION"


class UnnecessaryIfAfterUntilParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: UnnecessaryIfAfterUntilParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every such `if`, completed by the loop before."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    for until in program.of(UNTIL):
        after = program.next(until)
        if after is not None and after.opcode in IFS:
            keys = program.keys
            if keys.of_slot(until, QUESTION) == keys.of_slot(after, QUESTION):
                yield program.place(after, until, quirk="unknown-blocks" if _unknown(program, until) else None)


def _unknown(program: Program, spot: Spot) -> bool:
    return bool(program.unknown) and any(it.opcode not in SLOTS for it in program.reporters_in(spot))


CHECK = Check(
    title=N_("Asks what a loop has answered"),
    kind="problem",
    severity="low",
    params=UnnecessaryIfAfterUntilParams,
    observe=observe,
    words=Words(
        praise=N_("After your loops you ask new questions."),
        next=N_("In {where}: the loop has answered this question already."),
        hints=(
            N_("When does the loop before it end?"),
            N_("Compare {block:control_repeat_until} with the question right below it."),
            N_("Take the blocks out, and put them below the loop."),
        ),
        measured=N_("Questions that a loop has answered: {count}."),
    ),
    examples=(
        Example(
            shows="The loop has answered it already",
            project="""
                when green flag clicked
                repeat until <touching (edge v)?>
                  move (10) steps
                end
                if <touching (edge v)?> then
                  hide
                end
            """,
            amount=1,
            places=("if <touching (edge v)?> then\n  hide\nend",),
            looked_at=1,
        ),
        Example(
            shows="Another question",
            project="""
                when green flag clicked
                repeat until <touching (edge v)?>
                  move (10) steps
                end
                if <mouse down?> then
                  hide
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="With else, and inside another block",
            project="""
                when green flag clicked
                forever
                  repeat until <(score) > (9)>
                    move (10) steps
                  end
                  if <(score) > (9)> then
                    hide
                  else
                    show
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="The sides changed: two questions",
            project="""
                when green flag clicked
                repeat until <(score) = (lives)>
                  move (10) steps
                end
                if <(lives) = (score)> then
                  hide
                end
            """,
            amount=0,
        ),
        Example(
            shows="Two empty questions are equal",
            project="""
                when green flag clicked
                repeat until <>
                  move (10) steps
                end
                if <> then
                  hide
                end
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="A block between the two",
            project="""
                when green flag clicked
                repeat until <mouse down?>
                  move (10) steps
                end
                show
                if <mouse down?> then
                  hide
                end
            """,
            amount=0,
        ),
        Example(
            shows="A wait until is no loop",
            project="""
                when green flag clicked
                wait until <mouse down?>
                if <mouse down?> then
                  hide
                end
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                repeat until <mouse down?>
                end
                if <mouse down?> then
                end
            """,
            amount=1,
            loose=1,
        ),
    ),
)
