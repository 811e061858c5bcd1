"""Finds inputs of own blocks that the block does not use.

## What it looks for

An input in `define ...` that stands nowhere below, by its name. Capitals count. One place an input.

## Why it matters

Whoever uses the block types a number there, and nothing changes.

## Limits

An input in another script is no use of it. One use of a name is enough for all inputs of that name.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import DEFINITION, PARAMETERS
from grader.scratch.program.program import Program


class UnusedParameterParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: UnusedParameterParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every input that its block does not use."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if DEFINITION not in program.by_opcode:
        return
    for part in program.definitions:
        procedure = part.head.block.procedure
        if procedure is None or not procedure.argument_ids:
            continue
        used = {spot.block.fields.get("VALUE") for spot in program.spots_of(part) if spot.opcode in PARAMETERS}
        blocks = procedure.argument_blocks
        # As many as there are ids: a name more than these is nobody's.
        for number, (_, name) in enumerate(zip(procedure.argument_ids, procedure.argument_names, strict=False)):
            if name not in used:
                block = blocks[number] if number < len(blocks) else None
                yield program.part_place(part).but(block=block, text=name)


CHECK = Check(
    title=N_("Inputs that a block does not use"),
    kind="problem",
    severity="low",
    params=UnusedParameterParams,
    observe=observe,
    words=Words(
        praise=N_("Your own blocks use all their inputs."),
        next=N_("In {where}: an own block does not use this input yet."),
        hints=(
            N_("What should this input change?"),
            N_("Look at the inputs in {block:procedures_definition}."),
            N_("Drag the input from there into a block below."),
        ),
        measured=N_("Inputs that their block does not use: {count}."),
    ),
    examples=(
        Example(
            shows="Whatever the height is, it jumps by 10",
            project="""
                define jump (height)
                change y by (10)

                when green flag clicked
                jump (50)
            """,
            amount=1,
            places=("height",),
            looked_at=2,
        ),
        Example(
            shows="The input is in use",
            project="""
                define jump (height)
                repeat (3)
                  change y by ((height) / (3))
                end

                when green flag clicked
                jump (50)
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Two inputs, with nothing below",
            project="""
                define draw (size) <filled>
            """,
            amount=2,
            places=("size", "filled"),
            loose=2,
        ),
        Example(
            shows="A boolean input is in use too",
            project="""
                define draw <filled>
                if <filled> then
                  stamp
                end

                when green flag clicked
                draw <mouse down?>
            """,
            amount=0,
        ),
        Example(
            shows="Capitals count, and a variable of that name is another thing",
            project="""
                define jump (height)
                say (height :: variables)

                define fall (Depth)
                say (depth :: custom-arg)

                when green flag clicked
                jump (50)
                fall (20)
            """,
            amount=2,
        ),
        Example(
            shows="An input in another script is no use",
            project="""
                define jump (height)
                change y by (10)

                when green flag clicked
                jump (50)
                say (height :: custom-arg)
            """,
            amount=1,
        ),
    ),
)
