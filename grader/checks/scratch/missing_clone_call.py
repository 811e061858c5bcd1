"""Finds scripts of clones that nobody makes.

## What it looks for

A `when I start as a clone` hat with at least one block below it, in a sprite that no `create clone of` names: by its
name in any sprite, or as `myself` in the sprite itself. One place a hat.

## Why it matters

Without a clone the script never starts. The block that makes one is still to come.

## Limits

A hat with nothing below it is left out. A `create clone of` counts wherever it lies, loose or in an own block. One with
a reporter in it counts for no sprite.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.hats import scripts_below


class MissingCloneCallParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MissingCloneCallParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every hat of clones, with blocks below it, in a sprite that nobody clones."""
    program = index.program
    return program.observation(
        program.part_place(part)
        for part in scripts_below(program, "control_start_as_clone")
        if part.target.name not in program.clones
    )


CHECK = Check(
    title=N_("Clones that nobody makes"),
    kind="problem",
    severity="medium",
    params=MissingCloneCallParams,
    observe=observe,
    words=Words(
        praise=N_("Every sprite with a script for clones gets clones."),
        next=N_("In {where}: nobody makes a clone of this sprite yet."),
        hints=(
            N_("When should the first clone come?"),
            N_("Look in {category:control} for {block:control_create_clone_of}."),
            N_("Put {block:control_create_clone_of} below {block:event_whenflagclicked}."),
        ),
        measured=N_("Scripts of clones that nobody makes: {count}."),
    ),
    examples=(
        Example(
            shows="Nobody makes a clone",
            project="""
                when I start as a clone
                show
            """,
            amount=1,
            places=("when I start as a clone",),
            loose=1,
        ),
        Example(
            shows="The sprite clones itself",
            project="""
                when green flag clicked
                create clone of (myself v)

                when I start as a clone
                show
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Another sprite clones it by its name",
            project="""
                sprite "Cat"

                when green flag clicked
                create clone of (Mango v)

                sprite "Mango"

                when I start as a clone
                show
            """,
            amount=0,
        ),
        Example(
            shows="Another sprite clones itself",
            project="""
                sprite "Cat"

                when green flag clicked
                create clone of (myself v)

                sprite "Mango"

                when I start as a clone
                show
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="A hat with nothing below it is left out",
            project="""
                when I start as a clone
            """,
            amount=0,
        ),
        Example(
            shows="A reporter names no sprite",
            project="""
                when green flag clicked
                create clone of (who)

                when I start as a clone
                show
            """,
            amount=1,
        ),
        Example(
            shows="Loose blocks and own blocks make clones, too",
            project="""
                sprite "Cat"

                create clone of (myself v)

                when I start as a clone
                show

                sprite "Mango"

                define more
                create clone of (myself v)

                when I start as a clone
                show
            """,
            amount=0,
        ),
    ),
)
