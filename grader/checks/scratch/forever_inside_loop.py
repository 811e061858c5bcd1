"""Finds a forever inside another loop, with more blocks around.

## What it looks for

A `forever` in another loop, when something stands beside it: another block before or after it in its list, or beside
a loop or `if` around it; or when an `if else` is around it. One place an inner `forever`.

## Why it matters

The inner `forever` never ends. So the loop around it never starts its second round, and what stands below is not
reached.

## Limits

A first block of a list has nothing before it, and a last one nothing after it. When the published tool LitterBox has
seen a loop or an `if` with something beside it, it keeps that in mind to the end of the sprite: every later `forever`
in a loop is then found, whatever stands beside it. We report these with the quirk `flags-live-on`, and they never
count. Leaving any `if else` ends "in an if else" for the outer ones too.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import C_BLOCKS, LOOPS
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

FOREVER, REPEAT, IF_ELSE = "control_forever", "control_repeat", "control_if_else"


class ForeverInsideLoopParams(Params):
    """Nothing to set."""


class Around(NamedTuple):
    """A loop or if on the way from the top down."""

    spot: Spot
    in_loop: bool  # are its blocks in a loop
    beside: bool  # does something stand beside it, or beside one around it


def observe(index: ScratchIndex, params: ForeverInsideLoopParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every forever in a loop with something beside it."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    targets = {id(spot.target) for spot in program.of(FOREVER) if spot.parent is not None}
    if not targets:
        return
    target = None
    way: list[Around] = []
    beside = in_else = False
    for spot in program.walk(*C_BLOCKS):
        if id(spot.target) not in targets:
            continue
        if spot.target is not target:
            target, beside, in_else, way = spot.target, False, False, []
        while way and way[-1].spot is not spot.parent:
            in_else = way.pop().spot.opcode != IF_ELSE and in_else
        in_loop = bool(way) and way[-1].in_loop
        own = _beside(program, spot, in_loop=in_loop)
        near = own or (bool(way) and way[-1].beside)
        beside = beside or own
        if spot.opcode == FOREVER and in_loop and (beside or in_else):
            yield program.place(spot, quirk=None if near or in_else else "flags-live-on")
        in_else = in_else or spot.opcode == IF_ELSE
        way.append(Around(spot, in_loop or spot.opcode in LOOPS, near))


def _beside(program: Program, spot: Spot, *, in_loop: bool) -> bool:
    """Does something stand beside a loop or if: of a repeat before it, of a loop after it, else only inside a loop."""
    before = (in_loop or spot.opcode == REPEAT) and program.previous(spot) is not None
    return before or ((in_loop or spot.opcode in LOOPS) and not program.last(spot))


CHECK = Check(
    title=N_("A forever inside another loop"),
    kind="problem",
    severity="high",
    params=ForeverInsideLoopParams,
    observe=observe,
    words=Words(
        praise=N_("All your loops can start their next round."),
        next=N_("In {where}: the loop around this forever waits forever."),
        hints=(
            N_("Which of the two loops should go on and on?"),
            N_("Look at the loop around {block:control_forever} in {where}."),
            N_("Take the blocks out of the inner {block:control_forever}."),
        ),
        measured=N_("Forevers inside another loop: {count}."),
    ),
    examples=(
        Example(
            shows="The outer loop never comes to its second round",
            project="""
                when green flag clicked
                repeat (10)
                  say [Hello]
                  forever
                    move (10) steps
                  end
                end
            """,
            amount=1,
            places=("forever\n  move (10) steps\nend",),
            looked_at=1,
        ),
        Example(
            shows="Nothing stands beside it: another finding",
            project="""
                when green flag clicked
                forever
                  forever
                    move (10) steps
                  end
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Below the outer loop stands something that never runs",
            project="""
                when green flag clicked
                repeat until <mouse down?>
                  forever
                    move (10) steps
                  end
                end
                say [Hello]
            """,
            amount=1,
        ),
        Example(
            shows="Before a repeat counts, before a forever without a loop around does not",
            project="""
                sprite "Cat"

                when green flag clicked
                show
                repeat (10)
                  forever
                    move (10) steps
                  end
                end

                sprite "Mango"

                when green flag clicked
                show
                forever
                  forever
                    move (10) steps
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="An if else around it is enough",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    forever
                      move (10) steps
                    end
                  else
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="It may stand outside of the loop",
            project="""
                when green flag clicked
                if <mouse down?> then
                  forever
                    forever
                      move (10) steps
                    end
                  end
                else
                end
            """,
            amount=1,
        ),
        Example(
            shows="After an inner if else the outer one is forgotten",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    if <mouse down?> then
                    else
                    end
                  else
                    forever
                      move (10) steps
                    end
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="Kept in mind from another script: reported, and it does not count",
            project="""
                when green flag clicked
                repeat (10)
                  move (10) steps
                end
                say [Hello]

                when this sprite clicked
                forever
                  forever
                    move (10) steps
                  end
                end
            """,
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                repeat (10)
                  forever
                    move (10) steps
                  end
                  show
                end
            """,
            amount=1,
            loose=1,
            looked_at=0,
        ),
    ),
)
