"""Finds loops with one loop inside and nothing else.

## What it looks for

A `forever`, a `repeat` or a `repeat until` whose body is one block, and that block is a loop. One place an outer loop;
three that way are two places.

## Why it matters

Two loops where one may do: a `repeat 10` around a `repeat 5` is a `repeat 50`, and a `forever` inside never comes back.

## Limits

Which loops they are does not matter. Nested loops with something between them have a use, and are praised elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import LOOPS
from grader.scratch.program.program import Program


class NestedLoopsParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: NestedLoopsParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every such outer loop, completed by the inner one."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    for inner in program.of(*LOOPS):
        outer = inner.parent
        if outer is not None and outer.opcode in LOOPS and len(inner.siblings or ()) == 1:
            yield program.place(outer, inner)


CHECK = Check(
    title=N_("A loop with one loop inside"),
    kind="problem",
    severity="medium",
    params=NestedLoopsParams,
    observe=observe,
    words=Words(
        praise=N_("Each of your loops has work of its own."),
        next=N_("In {where}: this loop holds one loop. Make them one."),
        hints=(
            N_("How often do the blocks inside run?"),
            N_("Look at {where}. What does the outer loop add?"),
            N_("Keep one loop, and change its number or question."),
        ),
        measured=N_("Loops that hold one loop and nothing else: {count}."),
    ),
    examples=(
        Example(
            shows="Ten times five times",
            project="""
                when green flag clicked
                repeat (10)
                  repeat (5)
                    move (10) steps
                  end
                end
            """,
            amount=1,
            places=("repeat (10)\n  repeat (5)\n    move (10) steps\n  end\nend",),
            looked_at=1,
        ),
        Example(
            shows="The outer loop does something, too",
            project="""
                when green flag clicked
                repeat (4)
                  repeat (5)
                    move (10) steps
                  end
                  turn cw (90) degrees
                end
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Three that way are two",
            project="""
                when green flag clicked
                forever
                  repeat until <mouse down?>
                    repeat (5)
                      move (10) steps
                    end
                  end
                end
            """,
            amount=2,
        ),
        Example(
            shows="An inner loop with nothing inside",
            project="""
                define rest
                repeat (10)
                  forever
                  end
                end
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="An if is no loop",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    repeat (5)
                      move (10) steps
                    end
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                repeat (10)
                  repeat (5)
                    hide
                  end
                end
            """,
            amount=1,
            loose=1,
            looked_at=0,
        ),
    ),
)
