"""Finds a forever that asks again and again when to stop.

## What it looks for

A `forever` with one block inside, an `if`, and below that a `stop all`, a `stop this script` or a `delete this clone`.
One place an `if`; when the stop stands in another `if` inside it, that one.

## Why it matters

The script waits for one thing. `wait until` says so in one block.

## Limits

`stop other scripts` does not count, nor an `if else` right in the `forever`. A stop may stand in an `if else` or a
`repeat` below the `if`. What is in the `if` below an inner one with a stop is not seen. A `forever` inside the `if`
silences it. The published tool LitterBox keeps the stop in mind then, and reports an `if` deeper in a later `forever`
for it (our quirk `old-stop`). A `forever` with another one inside and nothing else makes it take each `if` of the inner
one for its only block, and it reports an `if` in an inner `forever` for the outer one (our quirk `other-forever`).
These never count.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import DELETE_CLONE, STOP
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

FOREVER = "control_forever"
IF = "control_if"


class BusyWaitingParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: BusyWaitingParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every such `if`, completed by the stop."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if FOREVER not in program.by_opcode or IF not in program.by_opcode:
        return
    ends = [spot for spot in program.of(STOP, DELETE_CLONE) if program.terminating(spot)]
    # Without an `if` alone in a forever, or in two forevers, no stop is ever kept in mind.
    if ends and any(_asks(program, spot) for spot in program.of(IF)):
        yield from _Marks(program).places()


def _asks(program: Program, spot: Spot) -> bool:
    """Is the `if` the only block of a forever; or in a forever that is the only block of one."""
    around = spot.parent
    return around is not None and around.opcode == FOREVER and (_one(program, around) or _in_one(program, around))


def _one(program: Program, loop: Spot) -> bool:
    return len(program.body(loop, "SUBSTACK")) == 1


def _in_one(program: Program, loop: Spot) -> bool:
    around = loop.parent
    return around is not None and around.opcode == FOREVER and _one(program, around)


class _Marks:
    """One walk through all code, with the marks that the published tool keeps from block to block."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._waits = False  # in a forever with one block
        self._asked: Spot | None = None  # the `if` whose stop is waited for
        self._stop: Spot | None = None  # the stop that was met

    def places(self) -> Iterator[BlockPlace]:
        program = self._program
        way: list[Spot] = []
        for spot in program.walk(FOREVER, IF, STOP, DELETE_CLONE):
            while way and not program.holds(way[-1], spot):
                yield from self._leave(way.pop())
            if spot.opcode in {FOREVER, IF}:
                self._enter(spot)
                way.append(spot)
            elif self._asked is not None and program.terminating(spot):
                self._stop = spot
        while way:
            yield from self._leave(way.pop())

    def _enter(self, spot: Spot) -> None:
        if spot.opcode == FOREVER:
            self._waits = self._waits or _one(self._program, spot)
        elif spot.parent is not None and spot.parent.opcode == FOREVER:
            self._stop = None
            if self._waits and _asks(self._program, spot):
                self._asked = spot

    def _leave(self, spot: Spot) -> Iterator[BlockPlace]:
        if spot.opcode == FOREVER:
            self._waits = False
        elif self._waits and self._stop is not None:
            yield self._place(spot, self._stop)
            self._stop = self._asked = None
        elif self._asked is spot:
            self._asked = None

    def _place(self, spot: Spot, stop: Spot) -> BlockPlace:
        program = self._program
        if not program.holds(spot, stop):
            return program.place(spot, quirk="old-stop")
        loop = spot.inside(FOREVER)
        body = program.body(loop, "SUBSTACK") if loop is not None else ()
        return program.place(spot, stop, quirk=None if len(body) == 1 and body[0].opcode == IF else "other-forever")


CHECK = Check(
    title=N_("A forever that waits for a stop"),
    kind="problem",
    severity="low",
    params=BusyWaitingParams,
    observe=observe,
    words=Words(
        praise=N_("None of your loops waits for a stop."),
        next=N_("In {where}: use {block:control_wait_until} in place of the loop."),
        hints=(
            N_("What does this script wait for?"),
            N_("Look at {where}: a loop with one question inside."),
            N_("Try {block:control_wait_until}, with the stop below it."),
        ),
        measured=N_("Loops that wait for a stop: {count}."),
    ),
    examples=(
        Example(
            shows="It asks until it may stop",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    stop [all v]
                  end
                end
            """,
            amount=1,
            places=("if <mouse down?> then\n  stop [all v]\nend",),
            looked_at=1,
        ),
        Example(
            shows="It waits, then stops",
            project="""
                when green flag clicked
                wait until <mouse down?>
                stop [all v]
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="The loop does something, too",
            project="""
                when green flag clicked
                forever
                  move (10) steps
                  if <touching (edge v)?> then
                    stop [this script v]
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="A clone, an own block, and the stop deeper inside",
            project="""
                define wait for it
                forever
                  if <(score) = (10)> then
                    repeat (10)
                      if <mouse down?> then
                        hide
                      else
                        stop [this script v]
                      end
                    end
                  end
                end

                when I start as a clone
                forever
                  if <touching (edge v)?> then
                    delete this clone
                  end
                end

                when green flag clicked
                wait for it
            """,
            amount=2,
            loose=1,  # nobody creates a clone
        ),
        Example(
            shows="An if else asks for something else, and other scripts are no stop",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    hide
                  else
                    stop [all v]
                  end
                end

                when this sprite clicked
                forever
                  if <mouse down?> then
                    stop [other scripts in sprite v]
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="The inner if with the stop, and nothing below it",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    if <touching (edge v)?> then
                      stop [all v]
                    end
                    repeat (1)
                      stop [this script v]
                    end
                  end
                end
            """,
            amount=1,
            places=("if <touching (edge v)?> then\n  stop [all v]\nend",),
        ),
        Example(
            shows="A forever inside silences it",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    forever
                      move (10) steps
                      if <touching (edge v)?> then
                        hide
                      end
                    end
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="In a forever in a forever it is taken for the only block, and does not count",
            project="""
                when green flag clicked
                forever
                  forever
                    if <mouse down?> then
                      stop [all v]
                    end
                    move (10) steps
                    if <touching (edge v)?> then
                      stop [this script v]
                    end
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="A forever around an if that is the only block of another one",
            project="""
                when green flag clicked
                forever
                  forever
                    if <mouse down?> then
                      stop [all v]
                    end
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="A stop that was silenced is kept for a later script, and does not count",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    if <mouse down?> then
                      hide
                    else
                      stop [all v]
                    end
                    forever
                      next costume
                    end
                  end
                end

                when this sprite clicked
                forever
                  repeat (10)
                    if <touching (edge v)?> then
                      hide
                    end
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                forever
                  if <mouse down?> then
                    stop [all v]
                  end
                end
            """,
            amount=1,
            loose=1,
            looked_at=0,
        ),
    ),
)
