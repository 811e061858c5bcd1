"""Finds an `if else` that ends the script on both ways, with something after it.

## What it looks for

An `if else` whose two halves both end with `stop all` or `stop this script`, and which stands in a loop or is not the
last block of its list. One place an `if else`.

## Why it matters

Whatever the answer is, the script ends there. The blocks below never run, and the loop around never comes back.

## Limits

A half also ends the script when one of the blocks directly in it is such an `if else`. `delete this clone` is not
looked at. A stop inside a loop or a plain `if` does not end the half.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import around
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import LOOPS, STOP
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

IF_ELSE = "control_if_else"
HALVES = ("SUBSTACK", "SUBSTACK2")


class BlockingIfElseParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: BlockingIfElseParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every `if else` behind which nothing runs, though something stands there."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if IF_ELSE not in program.by_opcode or STOP not in program.by_opcode:
        return
    loops = around(LOOPS)
    for spot in _closed(program):
        if not program.last(spot) or loops.nearest(spot) is not None:
            yield program.place(spot)


def _closed(program: Program) -> list[Spot]:
    """Every `if else` with two halves that end the script, in file order."""
    closed: list[Spot] = []
    orders: set[int] = set()
    for spot in reversed(program.of(IF_ELSE)):  # what stands inside comes after it, and must be known before
        if all(_ends(program, program.body(spot, half), orders) for half in HALVES):
            closed.append(spot)
            orders.add(spot.order)
    return closed[::-1]


def _ends(program: Program, half: tuple[Spot, ...], closed: set[int]) -> bool:
    if not half:
        return False
    return program.stops(half[-1], "all", "this script") or any(spot.order in closed for spot in half)


CHECK = Check(
    title=N_("If else that always ends the script"),
    kind="problem",
    severity="medium",
    params=BlockingIfElseParams,
    observe=observe,
    words=Words(
        praise=N_("After each question your script can go on."),
        next=N_("In {where}: both ways end here. Let one go on."),
        hints=(
            N_("When should the script go on after this question?"),
            N_("Look at both halves of {block:control_if_else}."),
            N_("Take {block:control_stop} out of the half that should go on."),
        ),
        measured=N_("Questions after which nothing runs: {count}."),
    ),
    examples=(
        Example(
            shows="Both ways stop, and the loop never comes back",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    say [Hello]
                    stop [this script v]
                  else
                    stop [all v]
                  end
                end
            """,
            amount=1,
            places=("if <mouse down?> then\n  say [Hello]\n  stop [this script v]\nelse\n  stop [all v]\nend",),
            looked_at=1,
        ),
        Example(
            shows="Something stands below it",
            project="""
                when green flag clicked
                if <mouse down?> then
                  stop [this script v]
                else
                  stop [all v]
                end
                say [Hello]
            """,
            amount=1,
        ),
        Example(
            shows="It is the last block, and no loop is around it",
            project="""
                when green flag clicked
                if <mouse down?> then
                  stop [this script v]
                else
                  stop [all v]
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="One way goes on",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    stop [this script v]
                  else
                    say [Hello]
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="An empty half goes on",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    stop [this script v]
                  else
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="Last in a branch is last, also when something follows further out",
            project="""
                when green flag clicked
                if <key (space v) pressed?> then
                  if <mouse down?> then
                    stop [this script v]
                  else
                    stop [all v]
                  end
                end
                say [Hello]
            """,
            amount=0,
        ),
        Example(
            shows="One inside the other: in a loop both are reported",
            project="""
                when green flag clicked
                repeat (10)
                  if <mouse down?> then
                    if <key (space v) pressed?> then
                      stop [this script v]
                    else
                      stop [all v]
                    end
                    say [Hello]
                  else
                    stop [all v]
                  end
                end
            """,
            amount=2,
        ),
        Example(
            shows="Delete this clone, and a stop in a plain if, are not looked at",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    delete this clone
                  else
                    stop [all v]
                  end
                  if <mouse down?> then
                    if <key (space v) pressed?> then
                      stop [all v]
                    end
                  else
                    stop [all v]
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="Stop other scripts is no end",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    stop [other scripts in sprite v]
                  else
                    stop [all v]
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
                    stop [this script v]
                  else
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
