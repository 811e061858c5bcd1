"""Finds own blocks that their sprite never uses.

## What it looks for

A definition (`define ...`) whose block stands nowhere in the same sprite. One place a definition.

## Why it matters

She taught her sprite something, and nobody asks for it yet.

## Limits

A use in loose blocks counts, and so does one inside the definition itself. One in another sprite does not: own blocks
belong to one sprite. Of two definitions of one text both are in use when the block stands somewhere.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import CALL, DEFINITION


class UnusedCustomBlockParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: UnusedCustomBlockParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every definition that its sprite has no use of."""
    program = index.program
    if DEFINITION not in program.by_opcode:
        return program.observation(())
    # By the target itself: two sprites of one name are two.
    used = {(spot.target, program.called(spot)) for spot in program.of(CALL) if spot.statement}
    return program.observation(
        program.part_place(part) for part in program.definitions if (part.target, program.called(part.head)) not in used
    )


CHECK = Check(
    title=N_("Own blocks that nobody uses"),
    kind="problem",
    severity="low",
    params=UnusedCustomBlockParams,
    observe=observe,
    words=Words(
        praise=N_("You use every block that you made."),
        next=N_("In {where}: nobody uses this block of yours yet."),
        hints=(
            N_("When should your sprite do this?"),
            N_("Look in {category:myblocks}: your block is there."),
            N_("Put it into a script that starts."),
        ),
        measured=N_("Own blocks that nobody uses: {count}."),
    ),
    examples=(
        Example(
            shows="Made, and not used yet",
            project="""
                define jump
                change y by (10)

                when green flag clicked
                show
            """,
            amount=1,
            places=("define jump",),
            loose=1,
            looked_at=1,
        ),
        Example(
            shows="In use",
            project="""
                define jump (height)
                change y by (height)

                when green flag clicked
                forever
                  jump (10)
                end
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="In use by another sprite, which has none of that text",
            project="""
                sprite "Cat"

                define jump
                change y by (10)

                sprite "Mango"

                when green flag clicked
                jump :: custom
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="In use by itself, and by loose blocks",
            project="""
                define jump
                jump

                define sing

                sing
            """,
            amount=0,
        ),
        Example(
            shows="Another text is another block",
            project="""
                define jump
                change y by (10)

                when green flag clicked
                jump (10) :: custom
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="A definition with nothing below it",
            project="""
                define jump
            """,
            amount=1,
            loose=1,
        ),
    ),
)
