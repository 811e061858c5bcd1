"""Finds hats with nothing below them.

## What it looks for

A script of a hat and nothing else: green flag, key, click, message, backdrop, loudness or timer, clone. One place a
script, at the hat.

## Why it matters

When this happens, nothing follows. Its blocks are still to come, or lie beside the hat.

## Limits

Hats of extensions are not meant, and an own block is no hat: it has a check of its own.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex


class EmptyScriptParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: EmptyScriptParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every hat that stands alone."""
    program = index.program
    return program.observation(
        program.part_place(part) for part in program.scripts if part.hat is not None and not part.top
    )


CHECK = Check(
    title=N_("Hats with nothing below"),
    kind="problem",
    severity="low",
    params=EmptyScriptParams,
    observe=observe,
    words=Words(
        praise=N_("Every hat block has a script below it."),
        next=N_("In {where}: nothing is below this hat yet."),
        hints=(
            N_("What should happen when this starts?"),
            N_("Look for a hat with nothing below it in {where}."),
            N_("Put a block below the hat, or take it away."),
        ),
        measured=N_("Hats with nothing below: {count}."),
    ),
    examples=(
        Example(
            shows="The flag is clicked, and nothing happens",
            project="""
                when green flag clicked
            """,
            amount=1,
            places=("when green flag clicked",),
            looked_at=1,
        ),
        Example(
            shows="A block below the hat",
            project="""
                when green flag clicked
                hide
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Two hats, each one alone",
            project="""
                when I receive [start v]

                when I start as a clone

                when this sprite clicked
                broadcast (start v)
                create clone of (myself v)
            """,
            amount=2,
        ),
        Example(
            shows="A hat that nothing sets off counts too",
            project="""
                when I receive [start v]
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="An own block is no hat",
            project="""
                define jump
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks have no hat",
            project="""
                hide
            """,
            amount=0,
            looked_at=0,
        ),
    ),
)
