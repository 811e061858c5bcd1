"""Finds long scripts.

## What it looks for

A script, a loose stack or a definition of more than twelve blocks, its hat and all that is inside loops and ifs
counted. One place a script.

## Why it matters

A long script is hard to read at one glance. Own blocks cut it into parts, and give each part a name.

## Limits

A loop or an `if` counts one, and each block inside it one. Reporters do not count. A long definition matters less than
a long script: it has a name already.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.program import Program

MOST = 12  # blocks of a script that is not long yet


class LongScriptParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: LongScriptParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every long script, at its hat or first block."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    for part in program.parts:
        if len(part.statements) + (part.hat is not None) > MOST:
            place = program.part_place(part)
            yield place.but(severity="low") if part.definition else place


CHECK = Check(
    title=N_("Long scripts"),
    kind="problem",
    severity="high",
    other_severities=("low",),
    params=LongScriptParams,
    observe=observe,
    words=Words(
        praise=N_("Your scripts are short, and nice to read."),
        next=N_("In {where}: this script is long. Cut it into parts."),
        hints=(
            N_("Which blocks of this script belong together?"),
            N_("Look at {where}. Can you name its parts?"),
            N_("Make an own block in {category:myblocks} for one part."),
        ),
        measured=N_("Scripts with more than twelve blocks: {count}."),
    ),
    examples=(
        Example(
            shows="A hat and twelve blocks",
            project="""
                when green flag clicked
                show
                go to x: (0) y: (0)
                point in direction (90)
                repeat (10)
                  move (10) steps
                  next costume
                  wait (1) seconds
                end
                say [Hello] for (2) seconds
                if <mouse down?> then
                  hide
                else
                  next costume
                end
                say []
            """,
            amount=1,
            places=("when green flag clicked",),
            looked_at=1,
        ),
        Example(
            shows="A hat and eleven blocks",
            project="""
                when green flag clicked
                show
                go to x: (0) y: (0)
                point in direction (90)
                repeat (10)
                  move (10) steps
                  next costume
                  wait (1) seconds
                end
                say [Hello] for (2) seconds
                if <mouse down?> then
                  hide
                  next costume
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A long definition",
            project="""
                define dance
                show
                move (10) steps
                turn cw (15) degrees
                move (10) steps
                turn cw (30) degrees
                move (10) steps
                turn cw (45) degrees
                move (10) steps
                turn cw (60) degrees
                move (10) steps
                turn cw (75) degrees
                hide

                when green flag clicked
                dance
            """,
            amount=1,
            places=("define dance",),
        ),
        Example(
            shows="Twelve loose blocks have no hat to count",
            project="""
                show
                move (10) steps
                turn cw (15) degrees
                move (10) steps
                turn cw (30) degrees
                move (10) steps
                turn cw (45) degrees
                move (10) steps
                turn cw (60) degrees
                move (10) steps
                turn cw (75) degrees
                hide
            """,
            amount=0,
            looked_at=0,
        ),
        Example(
            shows="Thirteen loose blocks",
            project="""
                show
                move (10) steps
                turn cw (15) degrees
                move (10) steps
                turn cw (30) degrees
                move (10) steps
                turn cw (45) degrees
                move (10) steps
                turn cw (60) degrees
                move (10) steps
                turn cw (75) degrees
                move (10) steps
                hide
            """,
            amount=1,
            places=("show",),
            loose=1,
        ),
        Example(
            shows="Reporters do not count",
            project="""
                when green flag clicked
                say (join (join (join (1) (2)) (join (3) (4))) (join (join (5) (6)) (join (7) (8))))
                move ((((1) + (2)) * ((3) + (4))) / (((5) + (6)) * ((7) + (8)))) steps
            """,
            amount=0,
        ),
    ),
)
