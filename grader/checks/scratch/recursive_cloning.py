"""Finds clones that make clones without end.

## What it looks for

In a script below `when I start as a clone`: `create clone of (myself)`, where that script has no `delete this clone`
anywhere. One place a block that makes a clone.

## Why it matters

Each clone makes one more clone at once. Soon there are 300 of them, Scratch makes no more, and the game becomes slow.

## Limits

A clone of the own sprite by its name is not looked at. An `if` around it does not matter, though it may end the row.
What is in own blocks that the script calls is not looked at.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import CREATE_CLONE, DELETE_CLONE
from grader.scratch.program.program import Program


class RecursiveCloningParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: RecursiveCloningParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every block in a clone's script that clones itself, where no clone is deleted."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if "control_start_as_clone" not in program.by_opcode or CREATE_CLONE not in program.by_opcode:
        return
    deleting = {program.part_of(spot) for spot in program.of(DELETE_CLONE)}
    for spot in program.of(CREATE_CLONE):
        if program.chosen(spot, "CLONE_OPTION") == "_myself_":
            part = program.part_of(spot)
            if part.event == "control_start_as_clone" and part not in deleting:
                yield program.place(spot, part.head)


CHECK = Check(
    title=N_("Clones that clone themselves without end"),
    kind="problem",
    severity="low",
    params=RecursiveCloningParams,
    observe=observe,
    words=Words(
        praise=N_("Your clones do not make clones without end."),
        next=N_("In {where}: let the clones come to an end."),
        hints=(
            N_("How many clones are there after ten seconds?"),
            N_("Look at the script below {block:control_start_as_clone}."),
            N_("Add {block:control_delete_this_clone} at its end."),
        ),
        measured=N_("Blocks that clone without end: {count}."),
    ),
    examples=(
        Example(
            shows="Each clone makes one more",
            project="""
                when green flag clicked
                create clone of (myself v)

                when I start as a clone
                move (10) steps
                create clone of (myself v)
            """,
            amount=1,
            places=("create clone of (myself v)",),
            looked_at=2,
        ),
        Example(
            shows="The clone is deleted",
            project="""
                when green flag clicked
                create clone of (myself v)

                when I start as a clone
                create clone of (myself v)
                if <touching (edge v)?> then
                  delete this clone
                end
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="An if does not matter, and each block is one",
            project="""
                when green flag clicked
                create clone of (myself v)

                when I start as a clone
                if <mouse down?> then
                  create clone of (myself v)
                else
                  create clone of (myself v)
                end
            """,
            amount=2,
        ),
        Example(
            shows="A clone by the sprite's name is not looked at",
            project="""
                sprite "Cat"

                when green flag clicked
                create clone of (Cat v)

                when I start as a clone
                create clone of (Cat v)
            """,
            amount=0,
        ),
        Example(
            shows="Another script of the clone deletes it: each script is looked at on its own",
            project="""
                when green flag clicked
                create clone of (myself v)

                when I start as a clone
                create clone of (myself v)

                when I start as a clone
                delete this clone
            """,
            amount=1,
        ),
        Example(
            shows="An own block is not looked into",
            project="""
                define more
                create clone of (myself v)

                when green flag clicked
                create clone of (myself v)

                when I start as a clone
                more
            """,
            amount=0,
        ),
        Example(
            shows="On the stage, too",
            project="""
                stage

                when I start as a clone
                create clone of (myself v)
            """,
            amount=1,
            loose=1,
        ),
    ),
)
