"""Finds two neighbouring ifs that ask the same.

## What it looks for

Two `if`s or `if else`s right below each other with equal questions. One place a pair, at the second one; three in a row
are two pairs. Two that ask nothing are equal, too.

## Why it matters

One question is enough: what is inside the second one fits into the first one, or below its `else`.

## Limits

What is inside does not matter. After a move the sprite may touch something else: where a `move`, a `go to`, a glide or
a change of x or y stands anywhere in the list that holds the pair, a pair that asks for nothing but a touch is left
alone. Turns and bounces are no moves. Of blocks that the published tool LitterBox does not know, any two are equal to
it; a pair that asks one has the quirk `unknown-blocks`, and never counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.among import among
from grader.scratch.program.grammar import GLIDES, IFS, TOUCHES
from grader.scratch.program.program import Program

MOVES = GLIDES | {
    "motion_movesteps", "motion_goto", "motion_gotoxy", "motion_setx", "motion_sety", "motion_changexby",
    "motion_changeyby",
}  # fmt: skip


class DoubleIfParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: DoubleIfParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every second of two such ifs, completed by the first."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    moves: list[int] | None = None
    for second in program.of(*IFS):
        first = program.previous(second)
        if first is None or first.opcode not in IFS:
            continue
        key = program.keys.of_slot
        if key(first, "CONDITION") != key(second, "CONDITION"):
            continue
        asks = program.condition(second)
        if asks is not None and asks.opcode in TOUCHES:
            moves = [spot.order for spot in program.of(*MOVES)] if moves is None else moves
            if among(program, moves, second.siblings or (second,)):
                continue
        unknown = second.order in program.unknown_statements
        yield program.place(second, first, quirk="unknown-blocks" if unknown else None)


CHECK = Check(
    title=N_("Two ifs that ask the same"),
    kind="problem",
    severity="low",
    params=DoubleIfParams,
    observe=observe,
    words=Words(
        praise=N_("Each of your ifs asks something of its own."),
        next=N_("In {where}: two ifs ask the same. Make them one."),
        hints=(
            N_("Which two ifs ask the same question?"),
            N_("Look at {where} and the block above it."),
            N_("Put both insides into one {block:control_if}."),
        ),
        measured=N_("Neighbouring ifs that ask the same: {count}."),
    ),
    examples=(
        Example(
            shows="The mouse is asked for two times",
            project="""
                when green flag clicked
                if <mouse down?> then
                  hide
                end
                if <mouse down?> then
                  next costume
                end
            """,
            amount=1,
            places=("if <mouse down?> then\n  next costume\nend",),
            looked_at=1,
        ),
        Example(
            shows="Two questions",
            project="""
                when green flag clicked
                if <mouse down?> then
                  hide
                end
                if <touching (edge v)?> then
                  hide
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Three in a row are two pairs, an if else is one of them",
            project="""
                when green flag clicked
                if <(score) = (10)> then
                  hide
                else
                  show
                end
                if <(score) = (10.0)> then
                  next costume
                end
                if <(score) = (10)> then
                  show
                end
            """,
            amount=2,
        ),
        Example(
            shows="Two that ask nothing",
            project="""
                when green flag clicked
                if <> then
                  hide
                end
                if <> then
                  show
                end
            """,
            amount=1,
        ),
        Example(
            shows="A block between the two",
            project="""
                when green flag clicked
                if <mouse down?> then
                  hide
                end
                wait (1) seconds
                if <mouse down?> then
                  show
                end
            """,
            amount=0,
        ),
        Example(
            shows="After a move it may touch something else",
            project="""
                when green flag clicked
                if <touching (edge v)?> then
                  move (10) steps
                end
                if <touching (edge v)?> then
                  hide
                end
            """,
            amount=0,
        ),
        Example(
            shows="A move anywhere in the list spares every pair that asks for a touch",
            project="""
                when green flag clicked
                if <touching color [#ff0000]?> then
                  hide
                end
                if <touching color [#ff0000]?> then
                  show
                end
                repeat (10)
                  change y by (10)
                end
            """,
            amount=0,
        ),
        Example(
            shows="A turn is no move, and a move outside of the list does not matter",
            project="""
                when green flag clicked
                move (10) steps
                forever
                  if <touching (edge v)?> then
                    turn cw (15) degrees
                  end
                  if <touching (edge v)?> then
                    if on edge, bounce
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="A touch inside another question is not left alone",
            project="""
                when green flag clicked
                if <not <touching (edge v)?>> then
                  move (10) steps
                end
                if <not <touching (edge v)?>> then
                  move (10) steps
                end
            """,
            amount=1,
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                if <mouse down?> then
                  hide
                end
                if <mouse down?> then
                  show
                end
            """,
            amount=1,
            loose=1,
            looked_at=0,
        ),
    ),
)
