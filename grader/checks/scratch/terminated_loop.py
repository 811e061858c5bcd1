"""Finds loops that end in their first round.

## What it looks for

A `forever`, `repeat` or `repeat until` whose last block, directly in it, is `stop all` or `stop this script`. One
place a loop, at the stop.

## Why it matters

A loop is there to do a thing again. This one always stops in its first round. Mostly an `if` around the stop is still
to come.

## Limits

`delete this clone` does not count, nor does `stop other scripts in sprite`. A stop in an `if` at the end is what is
meant to be, and is not reported.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import LOOPS, STOP
from grader.scratch.program.program import Program


class TerminatedLoopParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: TerminatedLoopParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every stop that is the last statement of a loop."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    for spot in program.of(STOP):
        loop = spot.parent
        if (
            loop is not None
            and loop.opcode in LOOPS
            and program.last(spot)
            and program.stops(spot, "all", "this script")
        ):
            yield program.place(spot, loop)


CHECK = Check(
    title=N_("Loops that stop in the first round"),
    kind="problem",
    severity="low",
    params=TerminatedLoopParams,
    observe=observe,
    words=Words(
        praise=N_("Your loops go round as often as they should."),
        next=N_("In {where}: this loop stops in its first round."),
        hints=(
            N_("How often does this loop go round?"),
            N_("Look at the last block in the loop: {block:control_stop}."),
            N_("Put the stop into an {block:control_if}."),
        ),
        measured=N_("Loops that stop in the first round: {count}."),
    ),
    examples=(
        Example(
            shows="The last block in the loop stops it",
            project="""
                when green flag clicked
                forever
                  move (10) steps
                  stop [this script v]
                end
            """,
            amount=1,
            places=("stop [this script v]",),
            looked_at=1,
        ),
        Example(
            shows="It stops when it should",
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
            looked_at=1,
        ),
        Example(
            shows="Every kind of loop, nested ones too",
            project="""
                when green flag clicked
                repeat (10)
                  repeat until <mouse down?>
                    stop [all v]
                  end
                  stop [all v]
                end
            """,
            amount=2,
        ),
        Example(
            shows="Other stops do not count",
            project="""
                when I start as a clone
                repeat (10)
                  stop [other scripts in sprite v]
                end
                repeat (10)
                  delete this clone
                end
            """,
            amount=0,
        ),
        Example(
            shows="A stop behind the loop",
            project="""
                when green flag clicked
                repeat (10)
                  move (10) steps
                end
                stop [all v]
            """,
            amount=0,
        ),
        Example(
            shows="In loose blocks, too",
            project="""
                forever
                  stop [all v]
                end
            """,
            amount=1,
            loose=1,
            looked_at=0,
        ),
    ),
)
