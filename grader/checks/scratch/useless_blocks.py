"""Finds blocks that do nothing where they stand.

## What it looks for

On the stage: blocks that move, show, hide, size or dress a sprite, let it speak or draw with its pen, ask where it is
or what it touches, work with its clones, and hats that wait for a click on it. In a sprite: `when stage clicked` and
`switch backdrop to [] and wait`. One place a block, also when it stands in another one.

## Why it matters

The stage cannot move or speak. When such a block lies there it was meant for a sprite.

## Limits

The palette does not offer these blocks there; they come with scripts that were dragged over. `create clone of` is meant
when it says `myself`. Backdrops, sounds, effects and `erase all` work on the stage.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.grammar import CREATE_CLONE, DELETE_CLONE, MOVES, SPRITE_LOOKS, STATEMENTS, TOUCHES
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

STAGE_ALONE = ("event_whenstageclicked", "looks_switchbackdroptoandwait")
PEN = frozenset(opcode for opcode in STATEMENTS if opcode.startswith("pen_")) - {"pen_clear"}
ABOUT_A_SPRITE = frozenset(
    {
        "motion_xposition", "motion_yposition", "motion_direction", "looks_costumenumbername", "looks_size",
        "sensing_distanceto",
    }
)  # fmt: skip
HATS = frozenset({"control_start_as_clone", "event_whenthisspriteclicked"})
SPRITES_ALONE = MOVES | SPRITE_LOOKS | PEN | ABOUT_A_SPRITE | TOUCHES | HATS | {DELETE_CLONE}
MYSELF = "_myself_"


class UselessBlocksParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: UselessBlocksParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every block that belongs to a sprite and stands on the stage, or the other way round."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    for script in program.index.scripts:
        if script.target.stage:
            for spot in program.index.spots[script.first : script.end]:
                if spot.opcode in SPRITES_ALONE or _clones_itself(program, spot):
                    yield program.place(spot)
    for spot in program.of(*STAGE_ALONE):
        if not spot.target.stage:
            yield program.place(spot)


def _clones_itself(program: Program, spot: Spot) -> bool:
    return spot.opcode == CREATE_CLONE and program.chosen(spot, "CLONE_OPTION") == MYSELF


CHECK = Check(
    title=N_("Blocks that do nothing here"),
    kind="problem",
    severity="high",
    params=UselessBlocksParams,
    observe=observe,
    words=Words(
        praise=N_("Every block is where it can work."),
        next=N_("In {where}: this block does nothing here. Give it to another."),
        hints=(
            N_("Who should do this: the stage, or a sprite?"),
            N_("Click the stage, and look at its blocks."),
            N_("Drag the script onto the sprite that should do it."),
        ),
        measured=N_("Blocks that do nothing where they stand: {count}."),
    ),
    examples=(
        Example(
            shows="The stage cannot move, or speak",
            project="""
                stage

                when green flag clicked
                move (10) steps
                say [Hello] for (2) seconds

                sprite "Cat"
            """,
            amount=2,
            places=("move (10) steps", "say [Hello] for (2) seconds"),
            looked_at=1,
        ),
        Example(
            shows="The same in a sprite",
            project="""
                stage

                sprite "Cat"

                when green flag clicked
                move (10) steps
                say [Hello] for (2) seconds
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="What the stage can do",
            project="""
                stage

                when stage clicked
                next backdrop
                switch backdrop to (road v) and wait
                set [color v] effect to (20)
                start sound (pop v)
                ask [How far?] and wait
                say ([x position v] of (Cat v))
                create clone of (Cat v)
                erase all

                sprite "Cat"
            """,
            amount=1,
            places=("say ([x position v] of (Cat v))",),
        ),
        Example(
            shows="Waiting for the stage in a sprite",
            project="""
                sprite "Cat"

                when stage clicked
                switch backdrop to (road v) and wait
            """,
            amount=2,
            loose=2,
        ),
        Example(
            shows="A block in a block is one more",
            project="""
                stage

                when green flag clicked
                if <touching (edge v)?> then
                  set x to (x position)
                end

                sprite "Cat"
            """,
            amount=3,
            places=("<touching (edge v)?>", "set x to (x position)", "(x position)"),
        ),
        Example(
            shows="Clones of itself, and hats of sprites",
            project="""
                stage

                when this sprite clicked
                create clone of (myself v)

                when I start as a clone
                delete this clone

                sprite "Cat"
            """,
            amount=4,
            loose=4,
        ),
        Example(
            shows="A clone that is computed is not looked at",
            project="""
                stage

                when green flag clicked
                create clone of (answer)
                pen down

                sprite "Cat"
            """,
            amount=1,
            places=("pen down",),
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                stage

                hide

                sprite "Cat"
            """,
            amount=1,
            loose=1,
        ),
    ),
)
