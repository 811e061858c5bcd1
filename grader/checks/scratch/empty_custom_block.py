"""Finds own blocks that do nothing.

## What it looks for

A definition with no block below it. One place a definition.

## Why it matters

She gave a task a name. Its blocks are still to come, or lie beside it.

## Limits

Whether a script uses the block does not matter, nor its inputs.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex


class EmptyCustomBlockParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: EmptyCustomBlockParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every definition that stands alone."""
    program = index.program
    return program.observation(program.part_place(part) for part in program.definitions if not part.top)


CHECK = Check(
    title=N_("Own blocks with nothing below"),
    kind="problem",
    severity="low",
    params=EmptyCustomBlockParams,
    observe=observe,
    words=Words(
        praise=N_("Each of your own blocks does something."),
        next=N_("In {where}: put blocks below your own block."),
        hints=(
            N_("What should your own block do?"),
            N_("Look for {block:procedures_definition} with nothing below it."),
            N_("Put blocks below it, or delete the own block."),
        ),
        measured=N_("Own blocks with nothing below: {count}."),
    ),
    examples=(
        Example(
            shows="A name, and nothing below it",
            project="""
                define jump

                when green flag clicked
                jump
            """,
            amount=1,
            places=("define jump",),
            looked_at=2,
        ),
        Example(
            shows="It jumps",
            project="""
                define jump
                change y by (10)

                when green flag clicked
                jump
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Without a use, and with an input",
            project="""
                define jump (far)

                when green flag clicked
                hide
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="A hat with nothing below it is no own block",
            project="""
                when green flag clicked
            """,
            amount=0,
        ),
    ),
)
