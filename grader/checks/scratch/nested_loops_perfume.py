"""Praises a loop inside a loop.

## What it looks for

A loop with another loop directly in it, and at least one block more beside that. What stands directly in a place is
none itself: of four such loops in each other the first and the third are places.

## Why it matters

Draw a side four times, and turn, six times: a flower. A loop in a loop makes much of few blocks.

## Limits

An `if` between two loops begins anew. A loop alone in a loop is not meant. The published tool LitterBox takes an equal
copy in the same sprite for the place itself, if it read that one before, and says nothing of what is in it. Where this
order decides, we report with the quirk `equal-copy`, and it never counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best
from grader.scratch.index import ScratchIndex
from grader.scratch.program.every_other import every_other
from grader.scratch.program.grammar import LOOPS
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot


class NestedLoopsPerfumeParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: NestedLoopsPerfumeParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every loop with a loop and more directly in it, completed by that loop."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    held: dict[Spot, list[Spot]] = {}
    loops = program.walk(*LOOPS)
    for spot in loops:
        parent = spot.parent
        if parent is not None and parent.block.opcode in LOOPS and len(spot.siblings or ()) > 1:
            held.setdefault(parent, []).append(spot)
    if held:
        for spot, quirk in every_other(program, [spot for spot in loops if spot in held]):
            yield program.place(spot, best(held[spot]) or spot, quirk=quirk)


CHECK = Check(
    title=N_("A loop inside a loop"),
    kind="praise",
    severity="medium",
    params=NestedLoopsPerfumeParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} a loop works inside a loop."),
        next=N_("Put a loop and one more block inside a loop."),
        hints=(
            N_("Which loop could happen many times?"),
            N_("Look in {category:control} for {block:control_repeat}."),
            N_("Put {block:control_repeat} and one more block into another loop."),
        ),
        measured=N_("Loops with a loop inside: {count}."),
    ),
    examples=(
        Example(
            shows="Squares in a circle",
            project="""
                when green flag clicked
                repeat (6)
                  repeat (4)
                    move (50) steps
                    turn cw (90) degrees
                  end
                  turn cw (60) degrees
                end
            """,
            amount=1,
            looked_at=1,
        ),
        Example(
            shows="A loop alone in a loop",
            project="""
                when green flag clicked
                repeat (6)
                  repeat (4)
                    move (50) steps
                  end
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Two loops in a loop are enough, and one place",
            project="""
                when green flag clicked
                forever
                  repeat (4)
                    move (10) steps
                  end
                  repeat until <mouse down?>
                    move (-10) steps
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="Four in each other are two places",
            project="""
                when green flag clicked
                repeat (1)
                  hide
                  repeat (2)
                    hide
                    repeat (3)
                      hide
                      repeat (4)
                      end
                    end
                  end
                end
            """,
            amount=2,
        ),
        Example(
            shows="In one that is no place itself",
            project="""
                when green flag clicked
                repeat (1)
                  repeat (2)
                    hide
                    repeat (3)
                    end
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="An if between two loops begins anew",
            project="""
                when green flag clicked
                repeat (1)
                  hide
                  repeat (2)
                    if <mouse down?> then
                      repeat (3)
                        hide
                        repeat (4)
                        end
                      end
                    end
                  end
                end
            """,
            amount=2,
        ),
        Example(
            shows="An equal copy that comes later: the order decides, it does not count",
            project="""
                when green flag clicked
                repeat (1)
                  hide
                  repeat (2)
                    hide
                    repeat (3)
                      hide
                      repeat (4)
                      end
                    end
                  end
                end
                repeat (2)
                  hide
                  repeat (3)
                    hide
                    repeat (4)
                    end
                  end
                end
            """,
            amount=2,
        ),
        Example(
            shows="Loose blocks do not run",
            project="""
                repeat (6)
                  hide
                  repeat (4)
                  end
                end
            """,
            amount=0,
            loose=1,
        ),
    ),
)
