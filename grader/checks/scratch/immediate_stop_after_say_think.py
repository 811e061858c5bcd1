"""Finds words that nobody can read, because all stops at once.

## What it looks for

`stop all` as the last block of a list, with a `say` or `think` right before it. One place a list, at the `say` or
`think`.

## Why it matters

`stop all` takes the speech bubble away in the same moment. The player never reads "Game over".

## Limits

`say for seconds` waits, and is fine. `stop this script` leaves the bubble where it is. What is said does not matter.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import STOP

SPEAKS = frozenset({"looks_say", "looks_think"})


class ImmediateStopAfterSayThinkParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: ImmediateStopAfterSayThinkParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every say or think right before all stops."""
    program = index.program
    return program.observation(
        program.place(before, spot)
        for spot in program.of(STOP)
        if program.stops(spot, "all")
        and program.last(spot)
        and (before := program.previous(spot)) is not None
        and before.opcode in SPEAKS
    )


CHECK = Check(
    title=N_("Words right before all stops"),
    kind="problem",
    severity="low",
    params=ImmediateStopAfterSayThinkParams,
    observe=observe,
    words=Words(
        praise=N_("Your last words stay long enough to be read."),
        next=N_("In {where}: nobody can read this before all stops."),
        hints=(
            N_("How long should the player see these words?"),
            N_("Look at the block above {block:control_stop} in {where}."),
            N_("Use {block:looks_sayforsecs} before {block:control_stop}."),
        ),
        measured=N_("Words right before all stops: {count}."),
    ),
    examples=(
        Example(
            shows="Game over is gone at once",
            project="""
                when green flag clicked
                wait until <touching (edge v)?>
                say [Game over]
                stop [all v]
            """,
            amount=1,
            places=("say [Game over]",),
            looked_at=1,
        ),
        Example(
            shows="It stays for two seconds",
            project="""
                when green flag clicked
                wait until <touching (edge v)?>
                say [Game over] for (2) seconds
                stop [all v]
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Think, inside other blocks, in loose ones, and without a text",
            project="""
                forever
                  if <touching (edge v)?> then
                    think []
                    stop [all v]
                  end
                end
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="Stop this script leaves the words where they are",
            project="""
                when green flag clicked
                say [Game over]
                stop [this script v]
            """,
            amount=0,
        ),
        Example(
            shows="A block between the two",
            project="""
                when green flag clicked
                say [Game over]
                wait (2) seconds
                stop [all v]
            """,
            amount=0,
        ),
    ),
)
