"""Praises own blocks that use their inputs.

## What it looks for

In the definition of an own block: an input (a pink reporter) that this very block has. Each input once, at the place
where it is used first.

## Why it matters

With an input, one block does many jobs: jump high, jump low. She made a block that listens.

## Limits

Capitals count. Whether it is a text or a question does not matter. An own block that nobody calls does not run.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import PARAMETERS
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot


class MatchingParameterParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MatchingParameterParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every input that its own block uses."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    uses: dict[tuple[Part, str], list[Spot]] = {}
    for spot in program.of(*PARAMETERS):
        part = program.part_of(spot)
        if part.definition:
            uses.setdefault((part, spot.block.fields.get("VALUE", "")), []).append(spot)
    for (part, name), spots in uses.items():
        procedure = part.head.block.procedure
        if procedure is not None and name in procedure.argument_names:
            # The first use stands for all of them: another one may run, or be hers.
            proves = best(spots) or spots[0]
            yield program.place(spots[0], part.head).but(runs=proves.runs, hers=proves.hers)


CHECK = Check(
    title=N_("Own blocks that use their inputs"),
    kind="praise",
    severity="low",
    params=MatchingParameterParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} your own block uses its input."),
        next=N_("Give an own block an input, and use it there."),
        hints=(
            N_("What should be different each time your block is used?"),
            N_("Look in the pink group, {category:myblocks}."),
            N_("Drag the input from {block:procedures_definition} into a block below it."),
        ),
        measured=N_("Inputs that own blocks use: {count}."),
    ),
    examples=(
        Example(
            shows="An input, used two times",
            project="""
                when green flag clicked
                jump (10)

                define jump (height)
                change y by (height)
                change y by (height)
            """,
            amount=1,
            places=("(height)",),
            looked_at=2,
        ),
        Example(
            shows="An input that is not used",
            project="""
                when green flag clicked
                jump (10)

                define jump (height)
                change y by (10)
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Two inputs, one of them a question",
            project="""
                when green flag clicked
                jump (10) <mouse down?>

                define jump (height) <high>
                if <high> then
                  change y by ((height) + (1))
                end
            """,
            amount=2,
        ),
        Example(
            shows="An input of another block, or with other capitals",
            project="""
                when green flag clicked
                jump (10)

                define jump (height)
                change y by (Height :: custom-arg)
                change x by (speed :: custom-arg)
            """,
            amount=0,
        ),
        Example(
            shows="In a script it has no meaning",
            project="""
                when green flag clicked
                jump (10)
                change x by (height :: custom-arg)

                define jump (height)
            """,
            amount=0,
        ),
        Example(
            shows="Nobody calls the block",
            project="""
                define jump (height)
                change y by (height)
            """,
            amount=0,
            loose=1,
        ),
    ),
)
