"""Finds scripts that wait for a message nobody sends.

## What it looks for

A `when I receive` hat with at least one block below it, whose message no `broadcast` or `broadcast and wait` in any
sprite sends. Capitals do not count. One place a hat.

## Why it matters

The script waits, and nobody ever calls it. Often the message was renamed in one place, or the sending block is still to
come.

## Limits

A hat with nothing below it is left out. A block that lies loose sends too. A message that is computed is not looked at,
so it may be the one that is waited for.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import RECEIVE
from grader.scratch.program.hats import scripts_below


class MessageNeverSentParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MessageNeverSentParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every hat, with blocks below it, that waits for a message nobody sends."""
    program = index.program
    return program.observation(
        program.part_place(part)
        for part in scripts_below(program, RECEIVE)
        if (program.message(part.head) or "").lower() not in program.sent_folded
    )


CHECK = Check(
    title=N_("Messages that nobody sends"),
    kind="problem",
    severity="medium",
    params=MessageNeverSentParams,
    observe=observe,
    words=Words(
        praise=N_("Somebody sends every message your scripts wait for."),
        next=N_("In {where}: nobody sends this message yet."),
        hints=(
            N_("Who should send this message, and when?"),
            N_("Look for {block:event_broadcast} with the same name."),
            N_("Add {block:event_broadcast} where it should happen."),
        ),
        measured=N_("Scripts that wait for a message nobody sends: {count}."),
    ),
    examples=(
        Example(
            shows="Nobody sends the message",
            project="""
                when I receive [start v]
                show
            """,
            amount=1,
            places=("when I receive [start v]",),
            loose=1,
            looked_at=0,
        ),
        Example(
            shows="Another sprite sends it",
            project="""
                sprite "Cat"

                when green flag clicked
                broadcast (start v)

                sprite "Mango"

                when I receive [start v]
                show
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Capitals do not count",
            project="""
                when green flag clicked
                broadcast (Start v) and wait

                when I receive [start v]
                show
            """,
            amount=0,
        ),
        Example(
            shows="Two scripts wait for it",
            project="""
                when I receive [start v]
                show

                when I receive [start v]
                hide
            """,
            amount=2,
            loose=2,
        ),
        Example(
            shows="A hat with nothing below it is left out",
            project="""
                when I receive [start v]
            """,
            amount=0,
        ),
        Example(
            shows="A computed message is not looked at",
            project="""
                when green flag clicked
                broadcast (join [sta] [rt])

                when I receive [start v]
                show
            """,
            amount=1,
        ),
        Example(
            shows="A loose block sends too, and so does an own block",
            project="""
                define begin
                broadcast (go v)

                broadcast (start v)

                when I receive [start v]
                show

                when I receive [go v]
                show
            """,
            amount=0,
        ),
    ),
)
