"""Praises a message that is sent and received.

## What it looks for

A `broadcast` or `broadcast and wait` whose message some `when I receive` in any sprite waits for, also its own.
Capitals do not count. One place a block that sends.

## Why it matters

With messages sprites talk with each other: one says "start the race", and the others hear it.

## Limits

The receiving hat may have nothing below it. A message that is computed is not looked at. Order plays no part.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import RECEIVE, SENDS
from grader.scratch.program.program import Program


class CorrectBroadcastParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: CorrectBroadcastParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every block that sends a message somebody receives, completed by the hat."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if RECEIVE not in program.by_opcode:
        return
    received = program.received_folded
    for spot in program.of(*SENDS):
        message = program.message(spot)
        hat = None if message is None else best(received.get(message.lower(), ()))
        if hat is not None:
            yield program.place(spot, hat)


CHECK = Check(
    title=N_("Messages that are received"),
    kind="praise",
    severity="medium",
    params=CorrectBroadcastParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} you send a message, and it is received."),
        next=N_("Send a message that another script receives."),
        hints=(
            N_("What should one sprite tell another sprite?"),
            N_("Look for the blocks with messages in {category:events}."),
            N_("Use {block:event_broadcast}, and {block:event_whenbroadcastreceived} with the same message."),
        ),
        measured=N_("Blocks that send a message that is received: {count}."),
    ),
    examples=(
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
            amount=1,
            places=("broadcast (start v)",),
            looked_at=2,
        ),
        Example(
            shows="Nobody receives the message",
            project="""
                when green flag clicked
                broadcast (start v)

                when I receive [end v]
                show
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Capitals do not count, and every block that sends counts",
            project="""
                when green flag clicked
                broadcast (Start v) and wait
                broadcast (start v)

                when I receive [start v]
                show
            """,
            amount=2,
        ),
        Example(
            shows="A hat with nothing below it receives too",
            project="""
                when green flag clicked
                broadcast (start v)

                when I receive [start v]
            """,
            amount=1,
        ),
        Example(
            shows="A computed message is not looked at",
            project="""
                when green flag clicked
                broadcast (join [level ] (level))

                when I receive [level 1 v]
                show
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks send nothing",
            project="""
                broadcast (start v)

                when I receive [start v]
                show
            """,
            amount=0,
            loose=1,
        ),
    ),
)
