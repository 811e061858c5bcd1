"""Finds own blocks with two inputs of one name, where that name is used.

## What it looks for

A definition with blocks in it, two or more inputs with exactly the same name, and this name inside. One place a
definition.

## Why it matters

"move (steps) (steps)": which of the two is meant inside? Scratch takes one, and she cannot reach the other one.

## Limits

In each list of blocks the published tool LitterBox looks as far as the first loop or `if` with its question; what
follows in that list is not seen. What is inside a loop or an `if` is a list of its own. It takes a variable, a costume,
a sound, a sprite or a block of this name for the input: where nothing inside is really the input, we report it with
the quirk `same-name`, and it never counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import PARAMETERS
from grader.scratch.program.one_name import meets, with_one_name
from grader.scratch.program.program import Program


class AmbiguousParameterNameUsedParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: AmbiguousParameterNameUsedParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every definition that uses a name which two of its inputs share."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    for part, shared in with_one_name(program):
        found = meets(program, part, shared)
        if found:
            real = any(
                spot.opcode in PARAMETERS and spot.block.fields.get("VALUE") in shared
                for spot in program.spots_of(part)
            )
            place = program.part_place(part, *filter(None, (best(found),)))
            yield place if real else place.but(quirk="same-name")


CHECK = Check(
    title=N_("Two inputs with one name"),
    kind="problem",
    severity="medium",
    params=AmbiguousParameterNameUsedParams,
    observe=observe,
    words=Words(
        praise=N_("The inputs of your own blocks have different names."),
        next=N_("In {where}: two inputs have one name. Rename one."),
        hints=(
            N_("Which of the two inputs do you mean inside?"),
            N_("Look at the inputs in {block:procedures_definition}."),
            N_("Edit the block, and give one input a new name."),
        ),
        measured=N_("Own blocks that use a name of two inputs: {count}."),
    ),
    examples=(
        Example(
            shows="Which steps are meant?",
            project="""
                define go (steps) (steps)
                move (steps) steps

                when green flag clicked
                go (10) (20)
            """,
            amount=1,
            places=("define go (steps) (steps)",),
            looked_at=2,
        ),
        Example(
            shows="Two names",
            project="""
                define go (steps) (turns)
                move (steps) steps
            """,
            amount=0,
        ),
        Example(
            shows="The name is not used inside",
            project="""
                define go (steps) (steps)
                move (10) steps
            """,
            amount=0,
        ),
        Example(
            shows="A round and a pointed input of one name",
            project="""
                define go (now) <now>
                if <now> then
                  move (10) steps
                end
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="Behind a loop in the same list it is not seen",
            project="""
                define go (steps) (steps)
                repeat (10)
                  turn cw (15) degrees
                end
                move (steps) steps
            """,
            amount=0,
        ),
        Example(
            shows="In the number of the loop it is seen",
            project="""
                define go (steps) (steps)
                repeat (steps)
                  turn cw (15) degrees
                end
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="What is inside a loop is a list of its own",
            project="""
                define go (steps) (steps)
                repeat (10)
                  turn cw (15) degrees
                end
                repeat (10)
                  move (steps) steps
                end
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="A typed text is no use",
            project="""
                define go (steps) (steps)
                say [steps]
            """,
            amount=0,
        ),
        Example(
            shows="A costume of that name is no input, and does not count",
            project="""
                define go (steps) (steps)
                switch costume to (steps v)
            """,
            amount=0,
            loose=1,
        ),
    ),
)
