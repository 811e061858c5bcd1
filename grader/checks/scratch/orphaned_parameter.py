"""Finds inputs in an own block that the block does not have.

## What it looks for

In the definition of an own block: an input (a pink reporter) whose name is not among the inputs of that very block.
One place a reporter.

## Why it matters

An input that the block does not have is always empty or 0. It was renamed, taken away, or dragged over from another
own block.

## Limits

Capitals count. Whether it is a text or a question does not matter.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import PARAMETERS
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program


class OrphanedParameterParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: OrphanedParameterParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every reporter of an input that its own block does not have."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    declared: dict[Part, frozenset[str]] = {}
    for spot in program.of(*PARAMETERS):
        part = program.part_of(spot)
        if part.definition:
            if part not in declared:
                procedure = part.head.block.procedure
                declared[part] = frozenset(procedure.argument_names if procedure is not None else ())
            if spot.block.fields.get("VALUE", "") not in declared[part]:
                yield program.place(spot, part.head)


CHECK = Check(
    title=N_("Inputs that an own block does not have"),
    kind="problem",
    severity="medium",
    params=OrphanedParameterParams,
    observe=observe,
    words=Words(
        praise=N_("Your own blocks know all the inputs they use."),
        next=N_("In {where}: this own block has no such input yet."),
        hints=(
            N_("Which inputs does this own block have?"),
            N_("Look at the top of its {block:procedures_definition}."),
            N_("Drag an input from there to the place where you need it."),
        ),
        measured=N_("Inputs that their own block does not have: {count}."),
    ),
    examples=(
        Example(
            shows="An input of another name",
            project="""
                define jump (height)
                change y by (speed :: custom-arg)
            """,
            amount=1,
            places=("(speed)",),
            loose=1,
            looked_at=0,
        ),
        Example(
            shows="The inputs it has",
            project="""
                define jump (height) <high>
                if <high> then
                  change y by (height)
                end

                when green flag clicked
                jump (10) <mouse down?>
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Capitals count, and each reporter is one",
            project="""
                define jump (height)
                change y by ((Height :: custom-arg) + (Height :: custom-arg))

                when green flag clicked
                jump (10)
            """,
            amount=2,
        ),
        Example(
            shows="A text or a question: the name alone decides",
            project="""
                define jump (high)
                if <high :: custom-arg> then
                  hide
                end
            """,
            amount=0,
        ),
        Example(
            shows="A block without inputs has none",
            project="""
                define jump
                change y by (height :: custom-arg)

                define fall (height)
                change y by (height)
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="Outside own blocks it is not looked at",
            project="""
                when green flag clicked
                move (speed :: custom-arg) steps
            """,
            amount=0,
        ),
    ),
)
