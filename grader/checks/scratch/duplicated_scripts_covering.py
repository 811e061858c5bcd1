"""Finds scripts that a sprite has twice, one lying on the other.

## What it looks for

Two scripts of one sprite with equal hats and equal blocks, or two equal loose stacks, whose top blocks lie less than
two steps of the canvas apart. One place a pair, at the hat of the earlier one.

## Why it matters

One covers the other, so nobody sees it, and both run: everything happens twice, and no one can find out why.

## Limits

The check for equal scripts reports the pair, too; the two say one thing, and count as one. A script that has no place
in the file, as in a project from text, lies where x and y are 0. Loose variables and lists are left out, and stacks
that start with a block which the published tool LitterBox does not know. Any two such blocks are equal to it: scripts
that hold one further down have the quirk `unknown-blocks`, and never count.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import hypot

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.model import Script
from grader.scratch.program.grammar import DATA, SLOTS
from grader.scratch.program.program import Program

NEAR = 2  # steps of the canvas; two that are as far apart cover each other no more


class DuplicatedScriptsCoveringParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: DuplicatedScriptsCoveringParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every pair of equal scripts that lie on each other, completed by the later one."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    for earlier, later, quirk in program.equal_scripts:
        opcode = earlier.head.opcode
        if opcode in SLOTS and opcode not in DATA and _cover(earlier.script.script, later.script.script):
            place = program.part_place(earlier, later.head, quirk=quirk)
            yield place.but(hers=place.hers or later.script.hers)


def _cover(one: Script, other: Script) -> bool:
    return hypot((one.x or 0) - (other.x or 0), (one.y or 0) - (other.y or 0)) < NEAR


CHECK = Check(
    title=N_("Equal scripts that lie on each other"),
    kind="problem",
    severity="high",
    params=DuplicatedScriptsCoveringParams,
    observe=observe,
    words=Words(
        praise=N_("No script covers a copy of itself."),
        next=N_("In {where}: a copy lies under this script. Delete one."),
        hints=(
            N_("Why might something happen twice in your project?"),
            N_("Drag the script in {where} aside. What is below?"),
            N_("Delete one of the two scripts."),
        ),
        measured=N_("Scripts that cover an equal one: {count}."),
    ),
    examples=(
        Example(
            shows="One lies on the other",
            project="""
                when [space v] key pressed
                change y by (10)

                when [space v] key pressed
                change y by (10)
            """,
            amount=1,
            places=("when [space v] key pressed",),
            looked_at=2,
        ),
        Example(
            shows="They differ",
            project="""
                when [space v] key pressed
                change y by (10)

                when [space v] key pressed
                change y by (20)
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Three on one another are three pairs",
            project="""
                hide

                hide

                hide
            """,
            amount=3,
            loose=3,
        ),
        Example(
            shows="Loose variables are left out",
            project="""
                (score)

                (score)
            """,
            amount=0,
        ),
    ),
)
