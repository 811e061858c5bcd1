"""Finds a forever inside an `if` that keeps other questions from being asked.

## What it looks for

A `forever` in an `if` or `if else`, where a list of blocks around it has an `if` that is not its last block. One place
a `forever`.

## Why it matters

Once the `forever` starts, the script never comes out of the `if`. The questions and blocks below are not reached any
more.

## Limits

The other `if` need not hold the `forever`: an `if`, a `say`, and an `if` with a `forever` are found too. When the
published tool LitterBox leaves an inner `if`, it takes itself to be outside of all of them: a `forever` later in that
branch, or in an `else` below, is missed until another `if` begins.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import around
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import C_BLOCKS, IFS
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

FOREVER = "control_forever"


class ForeverInsideIfParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: ForeverInsideIfParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every forever in an if, with an if around or beside it that is not the last of its list."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    ifs = around(IFS)
    parts = {
        part.script.first: part
        for spot in program.of(FOREVER)
        if spot.parent is not None and ifs.nearest(spot) is not None
        for part in (program.part_of(spot),)
    }
    for part in parts.values():
        for spot in _found(part.statements):
            yield program.place(spot)


def _found(statements: Sequence[Spot]) -> Iterator[Spot]:
    inside = False  # does the published tool take itself to be in an if
    mixed: dict[int, bool] = {}  # by list: has it, or one around it, an if that is not its last block
    way: list[Spot] = []  # loops and ifs from the top down to the statement before
    for spot in statements:
        while way and way[-1] is not spot.parent:
            if way.pop().opcode in IFS:
                inside = False
        siblings = spot.siblings or ()
        if id(siblings) not in mixed:
            outer = spot.parent is not None and mixed[id(spot.parent.siblings)]
            mixed[id(siblings)] = outer or any(it.opcode in IFS for it in siblings[:-1])
        if spot.opcode == FOREVER and inside and mixed[id(siblings)]:
            yield spot
        if spot.opcode in C_BLOCKS:
            way.append(spot)
            inside = inside or spot.opcode in IFS


CHECK = Check(
    title=N_("A forever inside an if, and more below"),
    kind="problem",
    severity="medium",
    params=ForeverInsideIfParams,
    observe=observe,
    words=Words(
        praise=N_("No forever keeps your other questions waiting."),
        next=N_("In {where}: after this forever nothing below is asked."),
        hints=(
            N_("Which blocks below should run as well?"),
            N_("Look at {block:control_if} around {block:control_forever}."),
            N_("Put {block:control_forever} outside, and {block:control_if} into it."),
        ),
        measured=N_("Forevers inside an if, with more below: {count}."),
    ),
    examples=(
        Example(
            shows="The second question is never asked",
            project="""
                when green flag clicked
                if <key (space v) pressed?> then
                  forever
                    move (10) steps
                  end
                end
                if <mouse down?> then
                  say [Hello]
                end
            """,
            amount=1,
            places=("forever\n  move (10) steps\nend",),
            looked_at=1,
        ),
        Example(
            shows="Nothing stands below",
            project="""
                when green flag clicked
                if <key (space v) pressed?> then
                  forever
                    move (10) steps
                  end
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="The other if stands before it",
            project="""
                when green flag clicked
                if <mouse down?> then
                  say [Hello]
                end
                say [Go]
                if <key (space v) pressed?> then
                  forever
                    move (10) steps
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="A forever in a forever counts as well, loops between do not matter",
            project="""
                when green flag clicked
                repeat (10)
                  if <mouse down?> then
                    repeat (10)
                      forever
                        forever
                        end
                      end
                    end
                  else
                  end
                  say [Hello]
                end
            """,
            amount=2,
        ),
        Example(
            shows="The if that is not last may stand in the forever's own list",
            project="""
                when green flag clicked
                if <mouse down?> then
                  forever
                    if <key (space v) pressed?> then
                      forever
                      end
                    end
                    move (10) steps
                  end
                end
            """,
            amount=1,
            places=("forever\nend",),
        ),
        Example(
            shows="After an inner if it is missed, until another if begins",
            project="""
                when green flag clicked
                if <mouse down?> then
                  if <key (space v) pressed?> then
                    show
                  end
                  forever
                    if <key (a v) pressed?> then
                      hide
                      forever
                      end
                    end
                    show
                  end
                end
                say [Hello]
            """,
            amount=1,
            places=("forever\nend",),
        ),
        Example(
            shows="Missed in an else below a branch with an if",
            project="""
                when green flag clicked
                if <mouse down?> then
                  if <key (space v) pressed?> then
                    show
                  end
                else
                  forever
                  end
                end
                say [Hello]
            """,
            amount=0,
        ),
        Example(
            shows="Each script by itself",
            project="""
                when green flag clicked
                if <mouse down?> then
                  forever
                  end
                end

                when this sprite clicked
                if <mouse down?> then
                  show
                end
                hide
            """,
            amount=0,
        ),
        Example(
            shows="Definitions and loose blocks are looked at too",
            project="""
                define dance
                if <mouse down?> then
                  forever
                  end
                end
                show

                if <mouse down?> then
                  forever
                  end
                end
                show
            """,
            amount=2,
            loose=2,
        ),
    ),
)
