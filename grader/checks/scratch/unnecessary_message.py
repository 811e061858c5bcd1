"""Finds messages that a script sends before it does anything else, and that nothing else sends.

## What it looks for

A script that begins with `broadcast`, with a message that is not sent anywhere further down in a script, inside
another block, or in an own block. One place a script, at its hat. Capitals count.

## Why it matters

The message tells the others no more than the hat does. They can start with that hat themselves: `when green flag
clicked` works in every sprite.

## Limits

`broadcast and wait` is left alone. Two scripts that both begin with one message are both reported, and whether anybody
receives it does not matter. To split the work of a long script with a message can be good all the same.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import DEFINITION, SENDS
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

BROADCAST = "event_broadcast"


class UnnecessaryMessageParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: UnnecessaryMessageParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every script that begins with such a message."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    begins = [spot for spot in program.of(BROADCAST) if _begins(program, spot)]
    if begins:
        elsewhere = {_message(program, spot) for spot in program.of(*SENDS) if not _begins(program, spot)}
        for spot in begins:
            if _message(program, spot) not in elsewhere:
                hat = program.part_of(spot).hat
                yield program.place(spot) if hat is None else program.place(hat, spot)


def _begins(program: Program, spot: Spot) -> bool:
    """Is it the first block of a script (or of a loose stack), not of an own block."""
    if spot.parent is not None or program.previous(spot) is not None:
        return False
    return spot.siblings is None or spot.siblings[0].opcode != DEFINITION


def _message(program: Program, spot: Spot) -> Hashable:
    """The message; of a computed one the number of what computes it, the same for equal code."""
    message = program.message(spot)
    return program.keys.of_slot(spot, "BROADCAST_INPUT") if message is None else message


CHECK = Check(
    title=N_("Messages that say what the hat says"),
    kind="problem",
    severity="high",
    params=UnnecessaryMessageParams,
    observe=observe,
    words=Words(
        praise=N_("Your messages tell others something new."),
        next=N_("In {where}: others can start with this hat themselves."),
        hints=(
            N_("What does this message tell that the hat does not?"),
            N_("Look at the hat above {block:event_broadcast}."),
            N_("Give the receiving script the same hat."),
        ),
        measured=N_("Scripts that begin with such a message: {count}."),
    ),
    examples=(
        Example(
            shows="The flag could start the other script as well",
            project="""
                when green flag clicked
                broadcast (start v)

                when I receive [start v]
                show
            """,
            amount=1,
            places=("when green flag clicked",),
            looked_at=2,
        ),
        Example(
            shows="The message comes after something else",
            project="""
                when green flag clicked
                wait (1) seconds
                broadcast (start v)

                when I receive [start v]
                show
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="It is sent further down in another script too",
            project="""
                when this sprite clicked
                broadcast (start v)

                when green flag clicked
                wait (1) seconds
                broadcast (start v) and wait
            """,
            amount=0,
        ),
        Example(
            shows="Inside another block, or in an own block, is further down",
            project="""
                when green flag clicked
                broadcast (start v)

                when this sprite clicked
                broadcast (over v)

                when [space v] key pressed
                if <mouse down?> then
                  broadcast (start v)
                end

                define finish
                broadcast (over v)
            """,
            amount=0,
        ),
        Example(
            shows="Two scripts that begin with one message",
            project="""
                when green flag clicked
                broadcast (start v)

                when this sprite clicked
                broadcast (start v)
            """,
            amount=2,
        ),
        Example(
            shows="Broadcast and wait is left alone, and clears nothing as a first block",
            project="""
                when green flag clicked
                broadcast (start v) and wait

                when this sprite clicked
                broadcast (start v)
            """,
            amount=1,
            places=("when this sprite clicked",),
        ),
        Example(
            shows="Capitals count",
            project="""
                when green flag clicked
                broadcast (Start v)

                when this sprite clicked
                hide
                broadcast (start v)
            """,
            amount=1,
        ),
        Example(
            shows="Computed messages that are equal code are one message",
            project="""
                when green flag clicked
                broadcast (join [level ] (level))

                when this sprite clicked
                hide
                broadcast (join [level ] (level))

                when [space v] key pressed
                broadcast (join [part ] (level))
            """,
            amount=1,
            places=("when [space v] key pressed",),
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                broadcast (start v)
            """,
            amount=1,
            loose=1,
            places=("broadcast (start v)",),
        ),
    ),
)
