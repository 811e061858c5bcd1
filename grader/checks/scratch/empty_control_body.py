"""Finds loops and ifs with nothing inside.

## What it looks for

An `if`, an `if else`, a `forever`, a `repeat` or a `repeat until` with an empty body. One place a body: an `if else`
with nothing on both ways is two.

## Why it matters

The block asks or repeats, and then nothing happens. Often its blocks slipped out, or are still to come.

## Limits

The question does not matter. `repeat until` with nothing inside does wait; `wait until` says so.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import C_BLOCKS

ONE = ("SUBSTACK",)
TWO = ("SUBSTACK", "SUBSTACK2")


class EmptyControlBodyParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: EmptyControlBodyParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every body without a statement, at the block it belongs to."""
    program = index.program
    return program.observation(
        program.place(spot)
        for spot in program.of(*C_BLOCKS)
        for name in (TWO if spot.opcode == "control_if_else" else ONE)
        if name not in spot.block.bodies  # an empty body is absent
    )


CHECK = Check(
    title=N_("Loops and ifs with nothing inside"),
    kind="problem",
    severity="low",
    params=EmptyControlBodyParams,
    observe=observe,
    words=Words(
        praise=N_("All your loops and ifs have blocks inside."),
        next=N_("In {where}: nothing is inside yet. Put blocks in."),
        hints=(
            N_("What should happen inside this block?"),
            N_("Look at {where}: its mouth is empty."),
            N_("Drag the blocks into its mouth, or take it away."),
        ),
        measured=N_("Loops and ifs with an empty body: {count}."),
    ),
    examples=(
        Example(
            shows="A question, and nothing happens",
            project="""
                when green flag clicked
                if <mouse down?> then
                end
            """,
            amount=1,
            places=("if <mouse down?> then\nend",),
            looked_at=1,
        ),
        Example(
            shows="Blocks inside",
            project="""
                when green flag clicked
                if <mouse down?> then
                  hide
                end
                repeat (10)
                  move (10) steps
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Both ways of an if else are two",
            project="""
                when green flag clicked
                if <mouse down?> then
                else
                end
            """,
            amount=2,
        ),
        Example(
            shows="One way of an if else",
            project="""
                when green flag clicked
                if <mouse down?> then
                  hide
                else
                end
            """,
            amount=1,
        ),
        Example(
            shows="Every loop, also inside another one, a question or none",
            project="""
                define wait for it
                repeat (10)
                  repeat until <mouse down?>
                  end
                end
                repeat (10)
                end
                if <> then
                end

                when green flag clicked
                wait for it
                forever
                end
            """,
            amount=4,
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                repeat (10)
                end
            """,
            amount=1,
            loose=1,
            looked_at=0,
        ),
    ),
)
