"""Finds blocks below an own block that never ends.

## What it looks for

A call of an own block with something below it, where a definition of that block in the same sprite holds a `forever`.
One place a call.

## Why it matters

The own block goes on forever, so the blocks below the call never get their turn.

## Limits

Last in a loop or in an `if` is last. A `forever` that the own block reaches through another own block is not seen. A
`forever` inside an `if` counts, also when the `if` never says yes. Of two definitions with one name one is enough.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import CALL
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

FOREVER = "control_forever"


class CustomBlockWithForeverParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: CustomBlockWithForeverParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every call that never comes back though something stands below it."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if CALL not in program.by_opcode:
        return
    endless: dict[tuple[str, str], list[Spot]] = {}
    for spot in program.of(FOREVER):
        part = program.part_of(spot)
        if part.definition:
            endless.setdefault((part.target.name, program.called(part.head)), []).append(spot)
    ranked = {name: best(spots) for name, spots in endless.items()}
    for spot in program.of(CALL) if ranked else ():
        forever = ranked.get((spot.target.name, program.called(spot)))
        if forever is not None and spot.statement and not program.last(spot):
            yield program.place(spot, forever)


CHECK = Check(
    title=N_("Blocks below an own block that never ends"),
    kind="problem",
    severity="low",
    params=CustomBlockWithForeverParams,
    observe=observe,
    words=Words(
        praise=N_("Your own blocks come to an end where something follows."),
        next=N_("In {where}: this block never ends. What follows waits forever."),
        hints=(
            N_("When do the blocks below get their turn?"),
            N_("Look for {block:control_forever} below {block:procedures_definition}."),
            N_("Move the blocks that follow into a script of their own."),
        ),
        measured=N_("Own blocks that never end, with something below: {count}."),
    ),
    examples=(
        Example(
            shows="Hello is never said",
            project="""
                when green flag clicked
                dance
                say [Hello]

                define dance
                forever
                  turn cw (15) degrees
                end
            """,
            amount=1,
            places=("dance",),
            looked_at=2,
        ),
        Example(
            shows="Nothing stands below the call",
            project="""
                when green flag clicked
                say [Hello]
                dance

                define dance
                forever
                  turn cw (15) degrees
                end
            """,
            amount=0,
        ),
        Example(
            shows="The own block comes to an end",
            project="""
                when green flag clicked
                dance
                say [Hello]

                define dance
                repeat (10)
                  turn cw (15) degrees
                end
            """,
            amount=0,
        ),
        Example(
            shows="Last in a loop is last",
            project="""
                when green flag clicked
                repeat (10)
                  dance
                end
                say [Hello]

                define dance
                forever
                  turn cw (15) degrees
                end
            """,
            amount=0,
        ),
        Example(
            shows="The forever may stand deep inside",
            project="""
                when green flag clicked
                dance
                say [Hello]

                define dance
                if <mouse down?> then
                  repeat (10)
                    forever
                      turn cw (15) degrees
                    end
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="Reached through another own block it is not seen",
            project="""
                when green flag clicked
                play
                say [Hello]

                define play
                dance

                define dance
                forever
                  turn cw (15) degrees
                end
            """,
            amount=0,
        ),
        Example(
            shows="Of two definitions with one name one is enough",
            project="""
                when green flag clicked
                dance
                say [Hello]

                define dance
                show

                define dance
                forever
                  turn cw (15) degrees
                end
            """,
            amount=1,
            loose=1,  # the second one of a name never runs
        ),
        Example(
            shows="It calls itself with something below",
            project="""
                define dance
                dance
                forever
                  turn cw (15) degrees
                end
            """,
            amount=1,
            loose=1,
        ),
        Example(
            shows="Another sprite's block of that name is another block",
            project="""
                sprite "Cat"

                when green flag clicked
                dance
                say [Hello]

                define dance
                show

                sprite "Mango"

                define dance
                forever
                  turn cw (15) degrees
                end
            """,
            amount=0,
        ),
    ),
)
