"""Finds inputs of an own block that hold a text or number and are asked as a question.

## What it looks for

In a definition: an input alone in the question of `if`, `if else`, `wait until`, `repeat until`, or in `not`, `and`,
`or`, when the definition declares it as no boolean. One place a reporter.

## Why it matters

The input was a question once, and was then made anew as a text. What used to be yes or no is now a word, and the
question has another answer than before.

## Limits

What counts is how the input is declared, not the shape of the reporter. A name that is no input of this block is not
looked at. Inside `=`, `<` and `>` a text is fine. Where two inputs share the name each of them counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.model import Procedure
from grader.scratch.program.grammar import DEFINITION, PARAMETERS, SLOT_KINDS
from grader.scratch.program.program import Program

INPUT = re.compile(r"%[nsb]")


class IllegalParameterRefactorParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: IllegalParameterRefactorParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every input asked as a question that is declared as none."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    for spot in program.of(*PARAMETERS) if DEFINITION in program.by_opcode else ():
        around = spot.parent
        if around is None or SLOT_KINDS.get((around.opcode, spot.slot or "")) != "condition":
            continue
        part = program.part_of(spot)
        procedure = part.head.block.procedure
        if part.definition and procedure is not None:
            name = spot.block.fields.get("VALUE", "")
            for argument, boolean in zip(procedure.argument_names, _booleans(procedure), strict=False):
                if argument == name and not boolean:
                    yield program.place(spot, part.head)


def _booleans(procedure: Procedure) -> Sequence[bool]:
    """By input: is it declared as a question. A project from text says so in the text of the block alone."""
    if procedure.argument_booleans or not procedure.argument_ids:
        return procedure.argument_booleans  # as many as there are ids: a name more than these is nobody's
    return [found == "%b" for found in INPUT.findall(procedure.proccode)]


CHECK = Check(
    title=N_("Text inputs asked as a question"),
    kind="problem",
    severity="medium",
    params=IllegalParameterRefactorParams,
    observe=observe,
    words=Words(
        praise=N_("Your own blocks ask yes or no where they can."),
        next=N_("In {where}: this input is a text, not a question."),
        hints=(
            N_("Should this input be a text, or yes or no?"),
            N_("Look at the shape of the input in {block:procedures_definition}."),
            N_("Edit the block, and add a pointed input for yes or no."),
        ),
        measured=N_("Text inputs asked as a question: {count}."),
    ),
    examples=(
        Example(
            shows="A text is asked as if it were yes or no",
            project="""
                define jump (now)
                if <now> then
                  change y by (10)
                end

                when green flag clicked
                jump [yes]
            """,
            amount=1,
            places=("(now)",),
            looked_at=2,
        ),
        Example(
            shows="The input is a question",
            project="""
                define jump <now>
                if <now> then
                  change y by (10)
                end

                when green flag clicked
                jump <mouse down?>
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="In not, and, or; in wait until and repeat until",
            project="""
                define jump (now)
                wait until <now>
                repeat until <not <now>>
                  say <<now> and <mouse down?>>
                  say <<mouse down?> or <now>>
                end
                if <now> then
                else
                end
            """,
            amount=5,
            loose=5,
        ),
        Example(
            shows="Compared with something it may be a text",
            project="""
                define jump (now)
                if <(now) = [yes]> then
                  change y by (10)
                end

                when green flag clicked
                jump [yes]
            """,
            amount=0,
        ),
        Example(
            shows="Two inputs of one name: the text alone counts",
            project="""
                define jump (now) <now>
                if <now> then
                  change y by (10)
                end
            """,
            amount=1,
            loose=1,
        ),
    ),
)
