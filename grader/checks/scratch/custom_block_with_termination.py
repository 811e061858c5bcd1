"""Finds blocks below an own block that ends everything.

## What it looks for

A call of an own block with something below it, where a definition of that block in the same sprite holds `stop all`
or `delete this clone`, in no `if`, and with no `wait until` before it. One place a call.

## Why it matters

The own block ends the game or the clone, so the blocks below the call never get their turn.

## Limits

`stop this script` ends the own block alone, and is not looked at. A `wait until` anywhere before the stop, also in an
`if`, excuses it; a loop around the stop does not. Of two definitions with one name one is enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import around, best
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import CALL, DELETE_CLONE, IFS, STOP
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

WAIT_UNTIL = "control_wait_until"


class CustomBlockWithTerminationParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: CustomBlockWithTerminationParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every call that ends the game or the clone though something stands below it."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if CALL not in program.by_opcode:
        return
    ends: dict[tuple[str, str], list[Spot]] = {}
    for spot in _open_ends(program):
        head = program.part_of(spot).head
        ends.setdefault((spot.target.name, program.called(head)), []).append(spot)
    ranked = {name: best(spots) for name, spots in ends.items()}
    for spot in program.of(CALL) if ranked else ():
        end = ranked.get((spot.target.name, program.called(spot)))
        if end is not None and spot.statement and not program.last(spot):
            yield program.place(spot, end)


def _open_ends(program: Program) -> Iterator[Spot]:
    """In definitions: every stop all and delete this clone in no `if` and after no wait until."""
    waits: dict[int, int] = {}  # by definition: the number of its first wait until
    for wait in program.of(WAIT_UNTIL):
        waits.setdefault(program.part_of(wait).script.first, wait.order)
    ifs = around(IFS)
    for spot in program.of(STOP, DELETE_CLONE):
        part = program.part_of(spot)
        if part.definition and (spot.opcode == DELETE_CLONE or program.stops(spot, "all")):
            waited = spot.order > waits.get(part.script.first, spot.order)
            if not waited and ifs.nearest(spot) is None:
                yield spot


CHECK = Check(
    title=N_("Blocks below an own block that ends everything"),
    kind="problem",
    severity="low",
    params=CustomBlockWithTerminationParams,
    observe=observe,
    words=Words(
        praise=N_("After your own blocks the script can go on."),
        next=N_("In {where}: this block ends everything. What follows never runs."),
        hints=(
            N_("What should still happen before everything ends?"),
            N_("Look for the stop below {block:procedures_definition}."),
            N_("Move the blocks that follow above this block."),
        ),
        measured=N_("Own blocks that end everything, with something below: {count}."),
    ),
    examples=(
        Example(
            shows="Goodbye is never said",
            project="""
                when green flag clicked
                finish
                say [Goodbye]

                define finish
                hide
                stop [all v]
            """,
            amount=1,
            places=("finish",),
            looked_at=2,
        ),
        Example(
            shows="The call is the last block",
            project="""
                when green flag clicked
                say [Goodbye]
                finish

                define finish
                stop [all v]
            """,
            amount=0,
        ),
        Example(
            shows="Delete this clone ends it too",
            project="""
                when I start as a clone
                finish
                say [Goodbye]

                define finish
                delete this clone
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="Stop this script ends the own block alone",
            project="""
                when green flag clicked
                finish
                say [Goodbye]

                define finish
                stop [this script v]
            """,
            amount=0,
        ),
        Example(
            shows="An if may say no",
            project="""
                when green flag clicked
                finish
                say [Goodbye]

                define finish
                if <mouse down?> then
                  stop [all v]
                end
            """,
            amount=0,
        ),
        Example(
            shows="A wait until before it excuses it, wherever it stands",
            project="""
                when green flag clicked
                finish
                say [Goodbye]

                define finish
                if <mouse down?> then
                  wait until <key (space v) pressed?>
                end
                stop [all v]
            """,
            amount=0,
        ),
        Example(
            shows="A wait until behind it does not, and a loop does not",
            project="""
                when green flag clicked
                finish
                say [Goodbye]

                define finish
                repeat until <mouse down?>
                  delete this clone
                end
                wait until <key (space v) pressed?>
            """,
            amount=1,
        ),
        Example(
            shows="A wait until in another own block excuses nothing",
            project="""
                when green flag clicked
                finish
                say [Goodbye]

                define pause
                wait until <key (space v) pressed?>

                define finish
                stop [all v]
            """,
            amount=1,
        ),
        Example(
            shows="Of two definitions with one name one is enough",
            project="""
                when green flag clicked
                finish
                say [Goodbye]

                define finish
                hide

                define finish
                stop [all v]
            """,
            amount=1,
            loose=1,  # the second one of a name never runs
        ),
    ),
)
