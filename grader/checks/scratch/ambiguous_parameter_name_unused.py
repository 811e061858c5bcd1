"""Finds own blocks with two inputs of one name, where that name is not used.

## What it looks for

A definition with two or more inputs of exactly the same name, round or pointed, and this name nowhere inside. An empty
definition is one, too. One place a definition.

## Why it matters

Nobody can tell the two inputs apart. As long as they are not used, renaming one costs nothing.

## Limits

In each list of blocks the published tool LitterBox looks as far as the first loop or `if` with its question; what
follows in that list is not seen. What is inside a loop or an `if` is a list of its own. Where the input is in use in a
place that is not seen, we report it with the quirk `not-seen`, and it never counts. The tool takes a variable, a
costume, a sound, a sprite or a block of this name for the input, and says nothing then; we follow it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import PARAMETERS
from grader.scratch.program.one_name import meets, with_one_name
from grader.scratch.program.program import Program

Head = tuple[str, str]  # the sprite and the id of a definition


class AmbiguousParameterNameUnusedParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: AmbiguousParameterNameUnusedParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every definition that uses no name which two of its inputs share."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    in_use: Mapping[Head, set[str]] | None = None
    for part, shared in with_one_name(program):
        if not meets(program, part, shared):
            in_use = _in_use(program) if in_use is None else in_use
            unused = shared.isdisjoint(in_use.get((part.target.name, part.head.block.id), ()))
            yield program.part_place(part, quirk=None if unused else "not-seen")


def _in_use(program: Program) -> Mapping[Head, set[str]]:
    """By definition: the inputs that are read anywhere in it, in blocks that the analyses do not know, too."""
    found: dict[Head, set[str]] = {}
    whole = program.whole
    for spot in whole.of(*PARAMETERS):
        hat = whole.script_of(spot).hat
        if hat is not None:
            found.setdefault((hat.target.name, hat.block.id), set()).add(spot.block.fields.get("VALUE", ""))
    return found


CHECK = Check(
    title=N_("Two inputs with one name, not in use yet"),
    kind="problem",
    severity="medium",
    params=AmbiguousParameterNameUnusedParams,
    observe=observe,
    words=Words(
        praise=N_("No own block has two inputs of one name."),
        next=N_("In {where}: two inputs have one name. Name one anew."),
        hints=(
            N_("What are the two inputs of your own block for?"),
            N_("Look at the names of the inputs in {where}."),
            N_("Edit the block. Rename one input, or delete it."),
        ),
        measured=N_("Own blocks with two inputs of one unused name: {count}."),
    ),
    examples=(
        Example(
            shows="Two steps, and no one uses them",
            project="""
                define go (steps) (steps)
                move (10) steps

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
                move (10) steps

                when green flag clicked
                go (10) (20)
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="The name is used inside",
            project="""
                define go (steps) (steps)
                move (steps) steps
            """,
            amount=0,
        ),
        Example(
            shows="Nothing below, a round and a pointed input",
            project="""
                define go (now) <now>
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="A typed text and a message are no use",
            project="""
                define go (steps) (steps)
                say [steps]
                broadcast (steps v)
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="A costume and a variable of that name are taken for a use",
            project="""
                define go (steps) (steps)
                switch costume to (steps v)

                define run (fast) (fast)
                set [fast v] to (1)
            """,
            amount=0,
        ),
        Example(
            shows="Used inside a second loop",
            project="""
                define go (steps) (steps)
                repeat (10)
                end
                repeat (10)
                  move (steps) steps
                end
            """,
            amount=0,
        ),
        Example(
            shows="A use behind a loop is not seen, and does not count",
            project="""
                define go (steps) (steps)
                repeat (10)
                  turn cw (15) degrees
                end
                repeat (steps)
                  turn cw (15) degrees
                end
            """,
            amount=0,
            loose=1,
        ),
        Example(
            shows="Another input is used",
            project="""
                define go (steps) (steps) (turns)
                turn cw (turns) degrees
            """,
            amount=1,
            loose=1,
        ),
    ),
)
