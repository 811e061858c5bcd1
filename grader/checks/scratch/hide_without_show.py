"""Finds sprites that hide and never show again.

## What it looks for

A sprite with `hide`, without any `show`, that does something one could see: it moves, speaks, changes its costume or
size. One place a sprite, at its first `hide`.

## Why it matters

Scratch keeps a sprite hidden, also when the green flag is clicked again. All that it does then, nobody sees.

## Limits

A `show` anywhere in the sprite is enough, in a loose stack too. Pen, stamps, sounds and speech are no things to see.
The stage is looked at too, though it cannot hide.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import MOVES, SPRITE_LOOKS
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

HIDE, SHOW = "looks_hide", "looks_show"
VISIBLE = (
    *(MOVES | SPRITE_LOOKS) - {HIDE, SHOW},
    "looks_switchbackdropto", "looks_switchbackdroptoandwait", "looks_nextbackdrop",
    "looks_seteffectto", "looks_changeeffectby", "looks_cleargraphiceffects", "sensing_askandwait",
    "data_showvariable", "data_hidevariable", "data_showlist", "data_hidelist",
)  # fmt: skip


class HideWithoutShowParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: HideWithoutShowParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every sprite that hides for good, and does something one could see."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    if HIDE not in program.by_opcode:
        return
    hides: dict[int, list[Spot]] = {}
    for spot in program.walk(HIDE):
        hides.setdefault(id(spot.target), []).append(spot)
    for spot in program.of(SHOW):
        hides.pop(id(spot.target), None)
    visible = {id(spot.target) for opcode in VISIBLE for spot in program.by_opcode.get(opcode, ())} if hides else ()
    for target, spots in hides.items():
        if target in visible:
            # The first one stands for all of them: another one may run, or be hers.
            runs, hers = any(spot.runs for spot in spots), any(spot.hers for spot in spots)
            yield program.place(spots[0]).but(runs=runs, hers=hers)


CHECK = Check(
    title=N_("Hidden sprites that never show"),
    kind="problem",
    severity="high",
    params=HideWithoutShowParams,
    observe=observe,
    words=Words(
        praise=N_("Every sprite that hides can show again."),
        next=N_("In {where}: this sprite hides, and does not show yet."),
        hints=(
            N_("When should the player see this sprite again?"),
            N_("Click the green flag two times. Is the sprite there?"),
            N_("Put {block:looks_show} below {block:event_whenflagclicked}."),
        ),
        measured=N_("Sprites that hide and never show: {count}."),
    ),
    examples=(
        Example(
            shows="It hides for good, and moves where nobody sees it",
            project="""
                when green flag clicked
                move (10) steps
                hide
            """,
            amount=1,
            places=("hide",),
            looked_at=1,
        ),
        Example(
            shows="It shows at the start",
            project="""
                when green flag clicked
                show
                move (10) steps
                hide
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="It does nothing one could see",
            project="""
                when green flag clicked
                hide
                forever
                  start sound (pop v)
                  stamp
                  change [score v] by (1)
                end
            """,
            amount=0,
        ),
        Example(
            shows="To show a variable, to ask, and drag mode are things to see",
            project="""
                sprite "Cat"

                when green flag clicked
                hide
                show variable [score v]

                sprite "Mango"

                when green flag clicked
                hide
                ask [How far?] and wait

                sprite "Basket"

                when green flag clicked
                hide
                set drag mode [draggable v]
            """,
            amount=3,
        ),
        Example(
            shows="Two hides are one sprite",
            project="""
                when green flag clicked
                hide
                say [Hello]

                when this sprite clicked
                hide
            """,
            amount=1,
        ),
        Example(
            shows="A show for clones, or in a loose stack, is one too",
            project="""
                sprite "Cat"

                when green flag clicked
                hide
                say [Hello]

                when I start as a clone
                show

                sprite "Mango"

                when green flag clicked
                hide
                say [Hello]

                show
            """,
            amount=0,
        ),
        Example(
            shows="Another sprite's show does not help",
            project="""
                sprite "Cat"

                when green flag clicked
                hide
                say [Hello]

                sprite "Mango"

                when green flag clicked
                show
            """,
            amount=1,
        ),
        Example(
            shows="A loose hide counts too",
            project="""
                hide

                when green flag clicked
                say [Hello]
            """,
            amount=1,
            loose=1,
            looked_at=1,
        ),
    ),
)
