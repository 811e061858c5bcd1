"""Finds clones that delete themselves in the first round of a loop.

## What it looks for

In a script that starts as a clone: `delete this clone` inside a loop, with no `if` around it. One place a block.

## Why it matters

The clone is gone after one round, and the loop does not go on. Mostly a question is missing: delete it when what?

## Limits

An `if` counts outside the loop, too. When an inner loop has ended, the published tool LitterBox takes the rest of the
outer one for no loop any more; that rest is not reported. When an inner `if` has ended, it takes the rest of the outer
one for no `if`: what is reported there has the quirk `if-ended`, and never counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import DELETE_CLONE, IFS, LOOPS
from grader.scratch.program.inside import inside
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program

CLONE = "control_start_as_clone"


class DeleteCloneInLoopParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: DeleteCloneInLoopParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every such block, completed by the loop around it."""
    program = index.program
    parts: dict[int, Part] = {}
    for spot in program.of(DELETE_CLONE) if CLONE in program.by_opcode else ():
        if spot.parent is not None:
            part = program.part_of(spot)
            parts[part.script.first] = part
    return program.observation(
        place for part in parts.values() if part.event == CLONE for place in _places(program, part)
    )


def _places(program: Program, part: Part) -> Iterator[BlockPlace]:
    met = zip(inside(part.statements, LOOPS), inside(part.statements, IFS), strict=True)
    for (spot, loop, in_loop), (_, question, in_question) in met:
        if spot.opcode == DELETE_CLONE and loop is not None and in_loop and not in_question:
            yield program.place(spot, loop, quirk=None if question is None else "if-ended")


CHECK = Check(
    title=N_("Clones deleted in the first round"),
    kind="problem",
    severity="high",
    params=DeleteCloneInLoopParams,
    observe=observe,
    words=Words(
        praise=N_("No clone is gone in the first round of a loop."),
        next=N_("In {where}: the clone is gone after one round."),
        hints=(
            N_("When should this clone go away?"),
            N_("Look at {block:control_delete_this_clone} inside a loop."),
            N_("Put it into {block:control_if}, or below the loop."),
        ),
        measured=N_("Clones deleted in the first round: {count}."),
    ),
    examples=(
        Example(
            shows="It moves one time, and is gone",
            project="""
                when I start as a clone
                forever
                  move (10) steps
                  delete this clone
                end

                when green flag clicked
                create clone of (myself v)
            """,
            amount=1,
            places=("delete this clone",),
            looked_at=2,
        ),
        Example(
            shows="It asks first",
            project="""
                when I start as a clone
                forever
                  move (10) steps
                  if <touching (edge v)?> then
                    delete this clone
                  end
                end

                when green flag clicked
                create clone of (myself v)
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Below the loop",
            project="""
                when I start as a clone
                repeat (10)
                  move (10) steps
                end
                delete this clone
            """,
            amount=0,
        ),
        Example(
            shows="An if outside the loop counts, too",
            project="""
                when I start as a clone
                if <mouse down?> then
                  hide
                else
                  repeat until <touching (edge v)?>
                    delete this clone
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="Other scripts and own blocks are not meant",
            project="""
                define go away
                repeat (10)
                  delete this clone
                end

                when I receive [over v]
                repeat (10)
                  delete this clone
                end

                when I start as a clone
                go away
            """,
            amount=0,
        ),
        Example(
            shows="Behind an inner loop nothing is reported",
            project="""
                when I start as a clone
                repeat (10)
                  repeat (10)
                    move (10) steps
                  end
                  delete this clone
                end
            """,
            amount=0,
        ),
        Example(
            shows="Behind an inner if it is reported, and does not count",
            project="""
                when I start as a clone
                if <mouse down?> then
                  if <touching (edge v)?> then
                    hide
                  end
                  repeat (10)
                    delete this clone
                  end
                end
            """,
            amount=0,
            loose=1,
        ),
        Example(
            shows="Without a loop it is gone when it should be",
            project="""
                when I start as a clone
                delete this clone
            """,
            amount=0,
        ),
    ),
)
