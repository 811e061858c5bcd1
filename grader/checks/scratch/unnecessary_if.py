"""Finds two neighbouring ifs that do the same.

## What it looks for

Two `if`s right below each other whose insides are equal. One place a pair, at the second `if`; three in a row are two
pairs.

## Why it matters

Two questions with one answer are one question: `or` joins them. Then there is one place to change, not two.

## Limits

What the two ask does not matter. An `if else`, or any block between the two, breaks the row. Two empty `if`s are equal
too. Of blocks that the published tool LitterBox does not know, any two are equal to it; where these alone make the
insides equal, we report the pair with the quirk `unknown-blocks`, and it never counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.program import Program

IF = "control_if"


class UnnecessaryIfParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: UnnecessaryIfParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every second of two such ifs, completed by the first."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    for second in program.of(IF):
        first = program.previous(second)
        if first is not None and first.opcode == IF:
            bodies = program.body(first), program.body(second)
            if len(bodies[0]) == len(bodies[1]) and len(set(map(program.keys.of_list, bodies))) == 1:
                quirk = "unknown-blocks" if program.holds_unknown(second) else None
                yield program.place(second, first, quirk=quirk)


CHECK = Check(
    title=N_("Two ifs that do the same"),
    kind="problem",
    severity="low",
    params=UnnecessaryIfParams,
    observe=observe,
    words=Words(
        praise=N_("Each of your ifs does a thing of its own."),
        next=N_("In {where}: two ifs do the same. Make them one."),
        hints=(
            N_("Which two ifs do the same thing?"),
            N_("Look for two neighbours: {block:control_if}."),
            N_("Join the two questions with {block:operator_or}."),
        ),
        measured=N_("Neighbouring ifs that do the same: {count}."),
    ),
    examples=(
        Example(
            shows="Two questions, one answer",
            project="""
                when green flag clicked
                if <mouse down?> then
                  move (10) steps
                end
                if <touching (edge v)?> then
                  move (10) steps
                end
            """,
            amount=1,
            places=("if <touching (edge v)?> then\n  move (10) steps\nend",),
            looked_at=1,
        ),
        Example(
            shows="Three in a row are two pairs",
            project="""
                when green flag clicked
                if <mouse down?> then
                  hide
                end
                if <touching (edge v)?> then
                  hide
                end
                if <mouse down?> then
                  hide
                end
            """,
            amount=2,
        ),
        Example(
            shows="They do different things",
            project="""
                when green flag clicked
                if <mouse down?> then
                  move (10) steps
                end
                if <touching (edge v)?> then
                  move (20) steps
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A number by its value: 10 is 10.0",
            project="""
                when green flag clicked
                if <mouse down?> then
                  move (10) steps
                end
                if <touching (edge v)?> then
                  move (10.0) steps
                end
            """,
            amount=1,
        ),
        Example(
            shows="A block between the two breaks the row",
            project="""
                when green flag clicked
                if <mouse down?> then
                  hide
                end
                show
                if <touching (edge v)?> then
                  hide
                end
            """,
            amount=0,
        ),
        Example(
            shows="An if else breaks it too",
            project="""
                when green flag clicked
                if <mouse down?> then
                  hide
                else
                  show
                end
                if <touching (edge v)?> then
                  hide
                end
            """,
            amount=0,
        ),
        Example(
            shows="Two empty ifs are equal",
            project="""
                when green flag clicked
                if <mouse down?> then
                end
                if <touching (edge v)?> then
                end
            """,
            amount=1,
        ),
        Example(
            shows="Inside other blocks, and in loose ones",
            project="""
                forever
                  if <mouse down?> then
                    hide
                  end
                  if <touching (edge v)?> then
                    hide
                  end
                end
            """,
            amount=1,
            loose=1,
        ),
    ),
)
