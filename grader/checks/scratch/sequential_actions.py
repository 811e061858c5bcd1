"""Finds blocks that come three times in a row.

## What it looks for

A stretch of blocks with two or more copies of it right below: three equal ones in all. The stretch counts two blocks or
more, those inside a loop or an `if` too. One place a repetition, at its first block.

## Why it matters

`repeat` says the same in one block, and tells how often. Then there is one place to change.

## Limits

Of one block that holds none, six in a row are needed: two of them, three times. The longest stretch is tried first.
Each body is searched on its own, so what repeats inside a copied `if` is found in every copy. Behind a repetition the
published tool LitterBox looks for shorter ones right there, and then leaves out one block. The first block of a loose
stack equals no other one. Of blocks that the tool does not know, any two are equal to it; repetitions that hold one
have the quirk `unknown-blocks`, and never count. In lists of thousands of blocks that are nearly alike not every
stretch is tried.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.among import among
from grader.scratch.program.program import Program
from grader.scratch.program.repetitions import repetitions

LEAST = 3  # statements in which something may come three times
LEAST_PLAIN = 6  # ... when none of them holds others
AGAIN = 2  # two copies of one statement
AGAIN_PLAIN = 4  # two copies of two


class SequentialActionsParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: SequentialActionsParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every repetition, at the first block of its first copy."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    unknown: list[int] | None = None
    for statements in program.lists:
        many = len(statements)
        if many < LEAST or (many < LEAST_PLAIN and not any(spot.block.bodies for spot in statements)):
            continue
        keys = program.keys.of_each(statements)
        again = many - len(set(keys))  # how many are like an earlier one: each copy of a stretch is
        if again < AGAIN:
            continue
        filled = [bool(spot.block.bodies) for spot in statements]
        if again < AGAIN_PLAIN and not any(filled):
            continue
        for start, length in repetitions(keys, filled):
            unknown = sorted(program.unknown_statements) if unknown is None else unknown
            quirk = "unknown-blocks" if among(program, unknown, statements[start : start + length]) else None
            yield program.place(statements[start], quirk=quirk)


CHECK = Check(
    title=N_("The same blocks three times in a row"),
    kind="problem",
    severity="low",
    params=SequentialActionsParams,
    observe=observe,
    words=Words(
        praise=N_("No blocks come three times in a row."),
        next=N_("In {where}: the same blocks come again. Use {block:control_repeat}."),
        hints=(
            N_("Which blocks come again and again?"),
            N_("Look below {where}. How often do they come?"),
            N_("Put them one time into {block:control_repeat}."),
        ),
        measured=N_("Stretches of blocks that come three times: {count}."),
    ),
    examples=(
        Example(
            shows="A square, by hand",
            project="""
                when green flag clicked
                move (10) steps
                turn cw (90) degrees
                move (10) steps
                turn cw (90) degrees
                move (10) steps
                turn cw (90) degrees
                move (10) steps
                turn cw (90) degrees
            """,
            amount=1,
            places=("move (10) steps",),
            looked_at=1,
        ),
        Example(
            shows="A square with a loop",
            project="""
                when green flag clicked
                repeat (4)
                  move (10) steps
                  turn cw (90) degrees
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Two times is no row",
            project="""
                when green flag clicked
                move (10) steps
                turn cw (90) degrees
                move (10) steps
                turn cw (90) degrees
                move (10) steps
            """,
            amount=0,
        ),
        Example(
            shows="One block, five times",
            project="""
                when green flag clicked
                next costume
                next costume
                next costume
                next costume
                next costume
            """,
            amount=0,
        ),
        Example(
            shows="One block, six times, is two blocks three times",
            project="""
                when green flag clicked
                next costume
                next costume
                next costume
                next costume
                next costume
                next costume
            """,
            amount=1,
        ),
        Example(
            shows="An if with a block inside is two blocks; with nothing inside it is one",
            project="""
                when green flag clicked
                if <mouse down?> then
                  hide
                end
                if <mouse down?> then
                  hide
                end
                if <mouse down?> then
                  hide
                end
                show
                if <> then
                end
                if <> then
                end
                if <> then
                end
            """,
            amount=1,
        ),
        Example(
            shows="A repetition inside a copied if is found in each copy",
            project="""
                define dance
                repeat (2)
                  next costume
                  next costume
                  next costume
                  next costume
                  next costume
                  next costume
                end
                repeat (2)
                  next costume
                  next costume
                  next costume
                  next costume
                  next costume
                  next costume
                end
                repeat (2)
                  next costume
                  next costume
                  next costume
                  next costume
                  next costume
                  next costume
                end

                when green flag clicked
                dance
            """,
            amount=4,
        ),
        Example(
            shows="Values count",
            project="""
                when green flag clicked
                move (10) steps
                turn cw (90) degrees
                move (20) steps
                turn cw (90) degrees
                move (30) steps
                turn cw (90) degrees
            """,
            amount=0,
        ),
        Example(
            shows="The first block of a loose stack equals no other one",
            project="""
                next costume
                next costume
                next costume
                next costume
                next costume
                next costume

                hide
                next costume
                next costume
                next costume
                next costume
                next costume
                next costume
            """,
            amount=1,
            loose=1,
            looked_at=0,
        ),
    ),
)
