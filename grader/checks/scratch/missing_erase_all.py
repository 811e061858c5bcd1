"""Finds drawings that nobody takes away.

## What it looks for

`pen down`, in a project in which no sprite has `erase all`. One place a `pen down`.

## Why it matters

Lines stay on the stage, also from the last game. `erase all` at the start gives a clean stage.

## Limits

One `erase all` in any sprite is enough, even one that lies loose. `stamp` is not looked at.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex


class MissingEraseAllParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MissingEraseAllParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every pen down, where nothing is erased."""
    program = index.program
    drawing = () if "pen_clear" in program.by_opcode else program.walk("pen_penDown")
    return program.observation(map(program.place, drawing))


CHECK = Check(
    title=N_("Drawings that stay"),
    kind="problem",
    severity="low",
    params=MissingEraseAllParams,
    observe=observe,
    words=Words(
        praise=N_("Your project takes old drawings away."),
        next=N_("In {where}: erase the old lines first."),
        hints=(
            N_("What is on the stage when you play again?"),
            N_("Look in {category:pen} for {block:pen_clear}."),
            N_("Put {block:pen_clear} right below {block:event_whenflagclicked}."),
        ),
        measured=N_("Blocks that draw on a stage nobody erases: {count}."),
    ),
    examples=(
        Example(
            shows="It draws, and the lines stay",
            project="""
                when green flag clicked
                pen down
                move (100) steps
            """,
            amount=1,
            places=("pen down",),
            looked_at=1,
        ),
        Example(
            shows="A clean stage first",
            project="""
                when green flag clicked
                erase all
                pen down
                move (100) steps
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Each pen down is one place",
            project="""
                sprite "Cat"

                define line
                pen down

                sprite "Mango"

                when green flag clicked
                pen down
                pen up
                pen down
            """,
            amount=3,
            loose=1,
        ),
        Example(
            shows="Any sprite may erase, even loose",
            project="""
                sprite "Cat"

                when green flag clicked
                pen down

                sprite "Mango"

                erase all
            """,
            amount=0,
        ),
        Example(
            shows="A stamp is not looked at",
            project="""
                when green flag clicked
                stamp
            """,
            amount=0,
        ),
        Example(
            shows="A loose pen down is looked at",
            project="""
                pen down
            """,
            amount=1,
            loose=1,
            looked_at=0,
        ),
    ),
)
