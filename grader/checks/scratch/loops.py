"""Repeats with a loop.

## What it looks for

`forever`, `repeat` and `repeat until` with something inside. `kinds` asks for certain ones; `not_empty: false` takes
empty ones too. With `nested` only a loop counts that holds another loop with something inside.

## Why it matters

A loop lets the computer do the boring part. A dance, a blinking star and a falling fruit are all a few blocks in a
loop.

## Limits

A `repeat` of a typed number below 2 repeats nothing and does not count. The check does not see whether the loop is
needed, or whether a wait is missing in it.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import around, best, one_or_more, proves
from grader.scratch.index import ScratchIndex, Spot
from grader.scratch.model import Typed

KINDS = {"forever": "control_forever", "repeat": "control_repeat", "repeat until": "control_repeat_until"}


class LoopsParams(Params):
    """Which loops count."""

    kinds: Annotated[tuple[Literal["forever", "repeat", "repeat until"], ...], BeforeValidator(one_or_more)] = (
        "forever",
        "repeat",
        "repeat until",
    )
    not_empty: bool = True
    nested: bool = False


def observe(index: ScratchIndex, params: LoopsParams) -> Observation:
    """Every loop asked for; near are the empty ones, and those that hold no other loop."""
    loops = index.of(*(KINDS[kind] for kind in params.kinds))
    inner = _inner_loops(index) if params.nested else {}
    places: list[BlockPlace] = []
    near: list[BlockPlace] = []
    for loop in loops:
        held = inner.get(loop) if params.nested else best(index.body(loop))
        if not _repeats(loop) or (held is None and (params.nested or params.not_empty)):
            near.append(index.place(loop))
        else:
            places.append(index.place(loop, *(() if held is None else (held,))))
    return Observation(tuple(places), looked_at=len(loops), near=tuple(near))


def _repeats(loop: Spot) -> bool:
    times = loop.block.inputs.get("TIMES")
    if loop.opcode != "control_repeat" or not isinstance(times, Typed):
        return True
    try:
        return float(times.value) >= 1.5  # Scratch rounds it
    except ValueError:
        return False


def _inner_loops(index: ScratchIndex) -> dict[Spot, Spot]:
    """Of each loop the best loop directly in it (conditions between allowed) that holds something and repeats."""
    loops = around(frozenset(KINDS.values()))
    found: dict[Spot, Spot] = {}
    for loop in index.of(*KINDS.values()):
        outer = loops.nearest(loop)
        if outer is None or not index.body(loop) or not _repeats(loop):
            continue
        known = found.get(outer)
        if known is None or proves(loop) > proves(known):
            found[outer] = loop
    return found


CHECK = Check(
    title=N_("Repeats with a loop"),
    kind="count",
    params=LoopsParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} the computer repeats things for you."),
        next=N_("Put blocks that come again and again into a loop."),
        hints=(
            N_("Do you see the same blocks again and again?"),
            N_("Look in the orange group, {category:control}."),
            N_("Put your blocks inside {block:control_repeat} or {block:control_forever}."),
        ),
        measured=N_("Loops that can run: {count}."),
    ),
    examples=(
        Example(
            shows="Loops with something inside",
            project="""
                when green flag clicked
                repeat (10)
                  move (10) steps
                end
                forever
                  next costume
                end
            """,
            amount=2,
        ),
        Example(
            shows="An empty loop repeats nothing",
            project="""
                when green flag clicked
                forever
                end
            """,
            amount=0,
        ),
        Example(
            shows="An empty loop counts where the rubric says so",
            project="""
                when green flag clicked
                forever
                end
            """,
            params={"not_empty": False},
            amount=1,
        ),
        Example(
            shows="Repeating one time is not repeating",
            project="""
                when green flag clicked
                repeat (1)
                  move (10) steps
                end
            """,
            amount=0,
        ),
        Example(
            shows="Only one kind of loop is asked for",
            project="""
                when green flag clicked
                repeat (10)
                  move (10) steps
                end
                forever
                  next costume
                end
            """,
            params={"kinds": ["forever"]},
            amount=1,
        ),
        Example(
            shows="A loop in a loop",
            project="""
                when green flag clicked
                repeat (4)
                  repeat (3)
                    move (10) steps
                  end
                  turn cw (90) degrees
                end
            """,
            params={"nested": True},
            amount=1,
        ),
        Example(
            shows="Nothing starts this loop",
            project="""
                forever
                  move (10) steps
                end
            """,
            amount=0,
            loose=1,
        ),
    ),
)
