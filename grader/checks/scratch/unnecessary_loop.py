"""Finds loops that go round one time, or not at all.

## What it looks for

`repeat (1)` and `repeat (0)`. One place a loop.

## Why it matters

What is done one time needs no loop. What is done zero times never happens.

## Limits

Numbers below 0, fractions and computed numbers are not looked at. The published tool LitterBox does not look into a
`repeat`: such a loop inside another `repeat` is not reported.
"""

from __future__ import annotations

from collections.abc import Mapping

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import around
from grader.scratch.index import ScratchIndex
from grader.scratch.program.slots import with_typed

REPEAT = "control_repeat"
SLOTS: Mapping[str, str] = {REPEAT: "TIMES"}
TOO_FEW = (0, 1)


class UnnecessaryLoopParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: UnnecessaryLoopParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every such loop that no other `repeat` is around."""
    program = index.program
    repeats = around(frozenset({REPEAT}))
    few = with_typed(program, SLOTS, lambda spot, slot: program.number(spot, slot) in TOO_FEW)
    return program.observation(program.place(spot) for spot in few if repeats.nearest(spot) is None)


CHECK = Check(
    title=N_("Loops that do not repeat"),
    kind="problem",
    severity="low",
    params=UnnecessaryLoopParams,
    observe=observe,
    words=Words(
        praise=N_("Every loop of yours repeats something."),
        next=N_("In {where}: this loop does not repeat. Try a bigger number."),
        hints=(
            N_("How often should this happen?"),
            N_("Look at the number in {block:control_repeat}."),
            N_("Type a bigger number, or take the loop away."),
        ),
        measured=N_("Loops that do not repeat: {count}."),
    ),
    examples=(
        Example(
            shows="One time, and no time",
            project="""
                when green flag clicked
                repeat (1)
                  move (10) steps
                end
                repeat (0)
                  hide
                end
            """,
            amount=2,
            places=("repeat (1)\n  move (10) steps\nend", "repeat (0)\n  hide\nend"),
            looked_at=1,
        ),
        Example(
            shows="Ten times",
            project="""
                when green flag clicked
                repeat (10)
                  move (10) steps
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A number by its value: 1.0 is 1, and -0 is 0",
            project="""
                when green flag clicked
                repeat (1.0)
                  hide
                end
                repeat (-0)
                  show
                end
            """,
            amount=2,
        ),
        Example(
            shows="Numbers below 0, fractions and computed numbers are not looked at",
            project="""
                when green flag clicked
                repeat (-1)
                  hide
                end
                repeat (0.5)
                  hide
                end
                repeat ((1) * (1))
                  hide
                end
            """,
            amount=0,
        ),
        Example(
            shows="Inside a forever it is seen",
            project="""
                when green flag clicked
                forever
                  repeat (1)
                    hide
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="Inside another repeat it is not seen",
            project="""
                when green flag clicked
                repeat (10)
                  if <mouse down?> then
                    repeat (1)
                      hide
                    end
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="Of two in each other the outer one",
            project="""
                when green flag clicked
                repeat (1)
                  repeat (1)
                    hide
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                repeat (1)
                  hide
                end
            """,
            amount=1,
            loose=1,
        ),
    ),
)
