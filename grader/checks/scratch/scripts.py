"""Has scripts that an event starts.

## What it looks for

Scripts with a hat and something below it. `started_by` takes the opcodes of the hats that count. `min_blocks` is how
many blocks a script needs, the hat and what stands inside other blocks included. With `different` two scripts that
wait for the same event count as one.

## Why it matters

A hat is the promise that something happens. A project whose scripts all start is a project that a friend can open.

## Limits

Only the script's own hat is looked at: a script that waits for a message is not "started by the flag", even when the
message is sent there. The definition of an own block is no script.
"""

from __future__ import annotations

from pydantic import Field

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import Blocks, best, ranked
from grader.scratch.index import ScratchIndex, ScriptSpot, Spot


class ScriptsParams(Params):
    """Which scripts count."""

    started_by: Blocks = ()
    min_blocks: int = Field(default=2, ge=2)
    different: bool = False


def observe(index: ScratchIndex, params: ScriptsParams) -> Observation:
    """Every script with one of the hats and enough below it; near are those that are too short."""
    places: list[BlockPlace] = []
    near: list[BlockPlace] = []
    scripts = [script for script in index.scripts if script.event is not None and script.hat is not None]
    for script in scripts:
        hat = script.hat
        if hat is None or (params.started_by and hat.opcode not in params.started_by):
            continue
        below = _below(script, hat, params.min_blocks - 1)
        event = (script.event.opcode, script.event.detail) if params.different and script.event else None
        if len(below) == params.min_blocks - 1:
            places.append(index.place(hat, *below, counts_as=event))
        else:
            near.append(index.place(hat))
    return Observation(tuple(places), looked_at=len(scripts), near=tuple(near))


def _below(script: ScriptSpot, hat: Spot, many: int) -> list[Spot]:
    """The best so many blocks of a script, without its hat."""
    below = (spot for spot in script.spots if spot is not hat)
    if many == 1:
        one = best(below)
        return [] if one is None else [one]
    return ranked(below)[:many]


CHECK = Check(
    title=N_("Scripts that start"),
    kind="count",
    params=ScriptsParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} a script starts when its event happens."),
        next=N_("Give one more script a block that starts it."),
        hints=(
            N_("What should make this script start?"),
            N_("Look in the yellow group, {category:events}."),
            N_("Put {block:event_whenflagclicked} on top of your blocks."),
        ),
        measured=N_("Scripts that can start: {count}."),
    ),
    examples=(
        Example(
            shows="Two scripts that start",
            project="""
                when green flag clicked
                move (10) steps

                when this sprite clicked
                say [Hello]
            """,
            amount=2,
            places=("when green flag clicked", "when this sprite clicked"),
        ),
        Example(
            shows="A hat alone starts nothing",
            project="""
                when green flag clicked
            """,
            amount=0,
        ),
        Example(
            shows="Blocks without a hat are not started",
            project="""
                move (10) steps
                say [Hello]
            """,
            amount=0,
        ),
        Example(
            shows="Only scripts with this hat",
            project="""
                when green flag clicked
                move (10) steps

                when this sprite clicked
                say [Hello]
            """,
            params={"started_by": ["event_whenflagclicked"]},
            amount=1,
            places=("when green flag clicked",),
        ),
        Example(
            shows="The hat and what stands inside a loop count as blocks of the script",
            project="""
                when green flag clicked
                forever
                  move (10) steps
                end

                when this sprite clicked
                say [Hello]
            """,
            params={"min_blocks": 3},
            amount=1,
        ),
        Example(
            shows="Two keys are two events, two flags are one",
            project="""
                when green flag clicked
                hide

                when green flag clicked
                show

                when [a v] key pressed
                hide

                when [b v] key pressed
                show
            """,
            params={"different": True},
            amount=3,
        ),
        Example(
            shows="Nobody sends this message, so the script cannot start",
            project="""
                when I receive [go v]
                say [Hello]
            """,
            amount=0,
            loose=1,
        ),
        Example(
            shows="The definition of an own block is no script",
            project="""
                define jump
                change y by (10)

                when green flag clicked
                jump
            """,
            amount=1,
        ),
    ),
)
