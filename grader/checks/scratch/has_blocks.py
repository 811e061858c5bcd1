"""Are there blocks that do something when the project starts.

## What it looks for

Scripts with a hat and something below it that can run. One place a script.

## Why it matters

A gate for a rubric about code: where nothing can run yet, there is one step to say before all others.

## Limits

Whether the blocks do what was asked, the other checks see.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best
from grader.scratch.index import ScratchIndex


class HasBlocksParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: HasBlocksParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every script with something below its hat; near are loose stacks."""
    places = []
    for script in index.scripts:
        if script.hat is not None and script.event is not None:
            below = best(index.following(script.hat))
            if below is not None:
                places.append(index.place(script.hat, below))
    near = tuple(index.place(script.spots[0]) for script in index.scripts if script.loose)
    return Observation(tuple(places), looked_at=len(index.scripts), near=near)


CHECK = Check(
    title=N_("Blocks that can run"),
    kind="count",
    params=HasBlocksParams,
    observe=observe,
    words=Words(
        praise=N_("Your blocks can run."),
        next=N_("Put one block below {block:event_whenflagclicked}."),
        hints=(
            N_("What should happen first when somebody clicks the flag?"),
            N_("Look in the yellow group, {category:events}."),
            N_("Put {block:event_whenflagclicked} on top of your blocks."),
        ),
        measured=N_("Scripts that can run: {count}."),
    ),
    examples=(
        Example(
            shows="A script that runs",
            project="""
                when green flag clicked
                move (10) steps
            """,
            amount=1,
        ),
        Example(
            shows="A hat alone",
            project="""
                when green flag clicked
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks",
            project="""
                move (10) steps
            """,
            amount=0,
        ),
        Example(
            shows="An event that never happens",
            project="""
                when I receive [go v]
                move (10) steps
            """,
            amount=0,
            loose=1,
        ),
    ),
)
