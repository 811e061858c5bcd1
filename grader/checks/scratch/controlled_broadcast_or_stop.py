"""Praises a message or a stop that waits for its moment.

## What it looks for

Inside a `forever` an `if` or `if else` whose first part holds, directly, a `broadcast`, a `broadcast and wait` or a
`stop`. One place each such block.

## Why it matters

The game looks all the time, and when the moment is there, it tells the others or ends. This is how games are won.

## Limits

What is in an `else`, and in an `if` inside an `if`, is not looked at, nor a `forever` inside an `if`. A `forever` with
fewer than two blocks is passed over. What follows a `forever` in another `forever` is not seen: the published tool
LitterBox takes the end of any `forever` for the end of all. `delete this clone` is no stop.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import C_BLOCKS, IFS, LOOPS, SENDS, STOP
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

FOREVER = "control_forever"
TOLD = frozenset({STOP, *SENDS})
FEWEST = 2  # blocks directly in a forever


class ControlledBroadcastOrStopParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: ControlledBroadcastOrStopParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every message or stop in an `if` of a forever, completed by the two."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if FOREVER not in program.by_opcode or TOLD.isdisjoint(program.by_opcode):
        return
    for forever, condition in _met(program):
        for spot in program.body(condition, "SUBSTACK"):
            if spot.opcode in TOLD:
                yield program.place(spot, condition, forever)


def _met(program: Program) -> Iterator[tuple[Spot, Spot]]:
    """The `if`s where the published tool sees itself inside a forever, each with that forever."""
    inside: Spot | None = None
    way: list[tuple[Spot, bool]] = []  # what is around, from the outermost in; is it entered
    for spot in program.walk(*C_BLOCKS):
        while way and way[-1][0] is not spot.parent:
            ended, entered = way.pop()
            if entered and ended.opcode == FOREVER:
                inside = None  # the end of any forever is taken for the end of all
        seen = not way or way[-1][1]
        enter = seen and spot.opcode in LOOPS
        if seen and spot.opcode == FOREVER:
            enter = len(program.body(spot, "SUBSTACK")) >= FEWEST
            inside = spot if enter else None
        elif seen and spot.opcode in IFS and inside is not None:
            yield inside, spot
        way.append((spot, enter))


CHECK = Check(
    title=N_("Tells or stops at the right moment"),
    kind="praise",
    severity="low",
    params=ControlledBroadcastOrStopParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} your project acts when the moment is there."),
        next=N_("Let a question decide when to send a message."),
        hints=(
            N_("When should your project send a message, or stop?"),
            N_("Look for a question inside {block:control_forever}."),
            N_("Put {block:event_broadcast} into {block:control_if}, inside {block:control_forever}."),
        ),
        measured=N_("Messages and stops that a question decides: {count}."),
    ),
    examples=(
        Example(
            shows="A touch sends the message",
            project="""
                when green flag clicked
                forever
                  move (10) steps
                  if <touching (edge v)?> then
                    broadcast (over v)
                  end
                end
            """,
            amount=1,
            places=("broadcast (over v)",),
            looked_at=1,
        ),
        Example(
            shows="Every message and stop counts, in a repeat of the forever too",
            project="""
                when green flag clicked
                forever
                  move (10) steps
                  if <mouse down?> then
                    stop [other scripts in sprite v]
                    broadcast (join [level ] (level)) and wait
                    stop [all v]
                  else
                    hide
                  end
                  repeat (3)
                    if <touching (edge v)?> then
                      stop [this script v]
                    end
                  end
                end
            """,
            amount=4,
        ),
        Example(
            shows="There is no forever",
            project="""
                when green flag clicked
                repeat (10)
                  move (10) steps
                  if <touching (edge v)?> then
                    broadcast (over v)
                  end
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="The forever has one block alone",
            project="""
                when green flag clicked
                forever
                  if <touching (edge v)?> then
                    broadcast (over v)
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="In else, in an if of an if, and in a loop of an if it is not looked at",
            project="""
                when green flag clicked
                forever
                  move (10) steps
                  if <touching (edge v)?> then
                    if <mouse down?> then
                      stop [all v]
                    end
                    repeat (2)
                      if <mouse down?> then
                        broadcast (over v)
                      end
                    end
                  else
                    broadcast (over v)
                  end
                  if <mouse down?> then
                    broadcast (click v)
                  end
                end
            """,
            amount=1,
            places=("broadcast (click v)",),
        ),
        Example(
            shows="A forever inside an if is not looked at",
            project="""
                when green flag clicked
                if <mouse down?> then
                  forever
                    move (10) steps
                    if <touching (edge v)?> then
                      broadcast (over v)
                    end
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="The end of a forever ends the one around it too",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    broadcast (click v)
                  end
                  repeat until <mouse down?>
                    forever
                      next costume
                    end
                  end
                  if <touching (edge v)?> then
                    broadcast (over v)
                  end
                end
            """,
            amount=1,
            places=("broadcast (click v)",),
        ),
        Example(
            shows="Deleting a clone is no stop",
            project="""
                when I start as a clone
                forever
                  move (10) steps
                  if <touching (edge v)?> then
                    delete this clone
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks tell nothing",
            project="""
                forever
                  move (10) steps
                  if <touching (edge v)?> then
                    broadcast (over v)
                  end
                end
            """,
            amount=0,
            loose=1,
        ),
    ),
)
