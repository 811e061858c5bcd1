"""Finds green-flag scripts that delete a clone.

## What it looks for

A script with `when green flag clicked` that holds `delete this clone`, at any depth. One place a script, at its hat.

## Why it matters

When the green flag is clicked there are no clones, so nothing is deleted. `delete this clone` belongs into the script
that starts with the clone.

## Limits

Questions and waits around it do not matter. Own blocks that the script calls are not followed.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import DELETE_CLONE
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

FLAG = "event_whenflagclicked"


class InappropriateHandlerDeleteCloneParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: InappropriateHandlerDeleteCloneParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every green-flag script that deletes a clone."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    deletes: dict[Part, list[Spot]] = {}
    for spot in program.of(DELETE_CLONE):
        part = program.part_of(spot)
        if part.event == FLAG:
            deletes.setdefault(part, []).append(spot)
    for part, spots in deletes.items():
        yield program.place(part.head, best(spots) or spots[0])


CHECK = Check(
    title=N_("Clones deleted by the green flag"),
    kind="problem",
    severity="low",
    params=InappropriateHandlerDeleteCloneParams,
    observe=observe,
    words=Words(
        praise=N_("Your clones are deleted by their own scripts."),
        next=N_("In {where}: the green flag starts no clone. Move this."),
        hints=(
            N_("Which sprite runs this script: the first one, or a clone?"),
            N_("Look for {block:control_delete_this_clone} in this script."),
            N_("Move it below {block:control_start_as_clone}."),
        ),
        measured=N_("Green-flag scripts that delete a clone: {count}."),
    ),
    examples=(
        Example(
            shows="The green flag starts no clone",
            project="""
                when green flag clicked
                forever
                  if <touching (edge v)?> then
                    delete this clone
                  end
                end
            """,
            amount=1,
            places=("when green flag clicked",),
            looked_at=1,
        ),
        Example(
            shows="The clone's own script deletes it",
            project="""
                when I start as a clone
                wait until <touching (edge v)?>
                delete this clone

                when green flag clicked
                create clone of (myself v)
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Twice in one script is one script",
            project="""
                when green flag clicked
                if <touching (edge v)?> then
                  delete this clone
                end
                delete this clone
            """,
            amount=1,
        ),
        Example(
            shows="Own blocks are not followed",
            project="""
                when green flag clicked
                finish

                define finish
                delete this clone
            """,
            amount=0,
        ),
    ),
)
