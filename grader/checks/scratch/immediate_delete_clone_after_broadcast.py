"""Finds clones that send a message and are gone at once.

## What it looks for

`delete this clone` as the last block of a list, with a `broadcast` right before it. One place a list, at the
`broadcast`.

## Why it matters

The clone is gone before its own scripts can receive the message. What they should do for it never happens.

## Limits

The message does not matter, and neither does what starts the script. Any block between the two is enough; so is
`broadcast and wait`.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import DELETE_CLONE

BROADCAST = "event_broadcast"


class ImmediateDeleteCloneAfterBroadcastParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: ImmediateDeleteCloneAfterBroadcastParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every broadcast right before a clone is deleted."""
    program = index.program
    return program.observation(
        program.place(before, spot)
        for spot in program.of(DELETE_CLONE)
        if (before := program.previous(spot)) is not None and before.opcode == BROADCAST and program.last(spot)
    )


CHECK = Check(
    title=N_("Clones that send a message and are gone"),
    kind="problem",
    severity="low",
    params=ImmediateDeleteCloneAfterBroadcastParams,
    observe=observe,
    words=Words(
        praise=N_("Your clones hear their own messages before they go."),
        next=N_("In {where}: the clone is gone before it hears this."),
        hints=(
            N_("Who should do something when this message comes?"),
            N_("Look at the two last blocks in {where}."),
            N_("Use {block:event_broadcastandwait}, then {block:control_delete_this_clone}."),
        ),
        measured=N_("Messages right before a clone is deleted: {count}."),
    ),
    examples=(
        Example(
            shows="The clone is gone before it can answer",
            project="""
                when I start as a clone
                broadcast (caught v)
                delete this clone

                when green flag clicked
                create clone of (myself v)
            """,
            amount=1,
            places=("broadcast (caught v)",),
            looked_at=2,
        ),
        Example(
            shows="It waits for the answer",
            project="""
                when I start as a clone
                broadcast (caught v) and wait
                delete this clone

                when green flag clicked
                create clone of (myself v)
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="A block between the two",
            project="""
                when I start as a clone
                broadcast (caught v)
                wait (1) seconds
                delete this clone
            """,
            amount=0,
        ),
        Example(
            shows="Inside loops and ifs, with any hat or none, and a computed message",
            project="""
                when green flag clicked
                forever
                  if <touching (edge v)?> then
                    broadcast (join [caught] [1])
                    delete this clone
                  end
                end

                broadcast (caught v)
                delete this clone
            """,
            amount=2,
            loose=1,
        ),
    ),
)
