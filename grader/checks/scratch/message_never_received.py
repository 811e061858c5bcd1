"""Finds messages that nobody receives.

## What it looks for

A `broadcast` or `broadcast and wait` with a message that no `when I receive` in any sprite waits for. Capitals do not
count. One place a block that sends.

## Why it matters

She sends "start the race", and nobody listens. Often the message was renamed in one place, or the receiving script is
still to come.

## Limits

A hat with nothing below it still receives. A message that is computed is not looked at.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import SENDS


class MessageNeverReceivedParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MessageNeverReceivedParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every block that sends a message nobody receives."""
    program = index.program
    received = program.received_folded
    return program.observation(
        program.place(spot)
        for spot in program.of(*SENDS)
        if (message := program.message(spot)) is not None and message.lower() not in received
    )


CHECK = Check(
    title=N_("Messages that nobody receives"),
    kind="problem",
    severity="medium",
    params=MessageNeverReceivedParams,
    observe=observe,
    words=Words(
        praise=N_("Every message you send is received."),
        next=N_("In {where}: nobody receives this message yet."),
        hints=(
            N_("Who should hear this message?"),
            N_("Look for {block:event_whenbroadcastreceived} with the same name."),
            N_("Add {block:event_whenbroadcastreceived} to the sprite that should answer."),
        ),
        measured=N_("Messages sent that nobody receives: {count}."),
    ),
    examples=(
        Example(
            shows="Nobody receives the message",
            project="""
                when green flag clicked
                broadcast (start v)
            """,
            amount=1,
            places=("broadcast (start v)",),
            looked_at=1,
        ),
        Example(
            shows="Another sprite receives it",
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
            shows="A hat with nothing below it receives too",
            project="""
                when green flag clicked
                broadcast (start v)

                when I receive [start v]
            """,
            amount=0,
        ),
        Example(
            shows="A computed message is not looked at",
            project="""
                when green flag clicked
                broadcast (join [level ] (level))
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                broadcast (start v)
            """,
            amount=1,
            loose=1,
            looked_at=0,
        ),
    ),
)
