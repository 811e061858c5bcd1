"""Praises a sprite that senses all the time.

## What it looks for

In scripts of the flag and of a clone: an `if` or `if else` inside a `forever` or `repeat until` whose question holds a
sensing block: a key, the mouse, a touch, a touched color. One place a sensing block, at the loop around it.

## Why it matters

A question in a loop is asked again and again. So nothing that the player does is missed.

## Limits

The question of the `repeat until` itself, and of `wait until`, do not count, nor does a sensing block in the slot of
another one. The published tool LitterBox takes the end of any `forever` or `repeat until` for the end of all: what
follows one in an outer loop is not seen. We follow it.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import IFS, SENSORS
from grader.scratch.program.inside import inside
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

HATS = frozenset({"event_whenflagclicked", "control_start_as_clone"})
ASK_AGAIN = frozenset({"control_forever", "control_repeat_until"})


class LoopSensingParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: LoopSensingParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every sensing block in a question of a loop: the loop, completed by the sensing block."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    sensors = program.of(*SENSORS)
    parts = dict.fromkeys(map(program.part_of, sensors)) if sensors else ()
    for part in parts:
        if part.event not in HATS:
            continue
        for spot, loop, believed in inside(part.statements, ASK_AGAIN):
            if believed and loop is not None and spot.block.opcode in IFS:
                for sensor in _sensors(program, spot):
                    yield program.place(loop, sensor)


def _sensors(program: Program, asks: Spot) -> Iterator[Spot]:
    outer: Spot | None = None
    for spot in program.reporters_in(asks):
        if spot.block.opcode in SENSORS and (outer is None or not program.holds(outer, spot)):
            outer = spot
            yield spot


CHECK = Check(
    title=N_("Senses all the time"),
    kind="praise",
    severity="high",
    params=LoopSensingParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} you sense again and again."),
        next=N_("Let your project look for something all the time."),
        hints=(
            N_("What should your project notice: a key, the mouse, a touch?"),
            N_("Look in the group {category:sensing}."),
            N_("Ask it in {block:control_if}, inside {block:control_forever}."),
        ),
        measured=N_("Sensing blocks that are asked again and again: {count}."),
    ),
    examples=(
        Example(
            shows="A key is asked for all the time",
            project="""
                when green flag clicked
                forever
                  if <key (space v) pressed?> then
                    change y by (10)
                  end
                end
            """,
            amount=1,
            places=("forever\n  if <key (space v) pressed?> then\n    change y by (10)\n  end\nend",),
            looked_at=1,
        ),
        Example(
            shows="A key is asked for one time",
            project="""
                when green flag clicked
                if <key (space v) pressed?> then
                  change y by (10)
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Each sensing block counts, deep inside a question too",
            project="""
                when I start as a clone
                repeat until <mouse down?>
                  if <<touching (edge v)?> or <not <touching color [#ff0000]?>>> then
                    if <[yes] = <mouse down?>> then
                      hide
                    else
                    end
                  end
                end

                when green flag clicked
                create clone of (myself v)
            """,
            amount=3,
        ),
        Example(
            shows="A repeat gives no such loop",
            project="""
                when green flag clicked
                repeat (10)
                  if <mouse down?> then
                    hide
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="A repeat in a forever does not end it",
            project="""
                when green flag clicked
                forever
                  repeat (10)
                    next costume
                  end
                  if <mouse down?> then
                    hide
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="What follows a loop in the loop is not seen",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    hide
                  end
                  repeat until <touching (edge v)?>
                    move (10) steps
                  end
                  if <mouse down?> then
                    show
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="What waits does not count, nor do numbers",
            project="""
                when green flag clicked
                forever
                  wait until <mouse down?>
                  if <(distance to (mouse-pointer v)) < (10)> then
                    hide
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="Other scripts are not meant",
            project="""
                when [space v] key pressed
                forever
                  if <mouse down?> then
                    hide
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="Behind a block that never ends it does not run",
            project="""
                when green flag clicked
                forever
                  next costume
                end
                forever
                  if <mouse down?> then
                    hide
                  end
                end
            """,
            amount=0,
            loose=1,
        ),
    ),
)
