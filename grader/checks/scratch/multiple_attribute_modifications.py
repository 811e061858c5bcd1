"""Finds two blocks in a row that set the same thing.

## What it looks for

Two neighbours that set or change one thing: x, y, size, volume, one effect, costume, layer, direction, drag mode,
rotation style, what is said or thought, shown or hidden, pen size, pen colour, one variable. One place a pair, at the
first block (of the pen's at the second one); three in a row are two pairs.

## Why it matters

Nobody sees what the first one did: the second one comes at once. One block is enough, or a wait between them.

## Limits

Blocks inside loops and ifs are not looked at, and such a block ends a row. Backdrop, `go to`, `move`, glides and lists
are not meant. The published tool LitterBox remembers a variable across the other blocks of this list: what it reports
for two that are no neighbours has the quirk `not-neighbours`, and never counts.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program

VARIABLE = "variable"
# What each block sets: a thing, and the field that says which one.
SETS = {
    "motion_setx": ("x", ""), "motion_changexby": ("x", ""), "motion_sety": ("y", ""), "motion_changeyby": ("y", ""),
    "motion_turnright": ("direction", ""), "motion_turnleft": ("direction", ""),
    "motion_pointindirection": ("direction", ""), "motion_setrotationstyle": ("style", ""),
    "sensing_setdragmode": ("drag mode", ""),
    "looks_setsizeto": ("size", ""), "looks_changesizeby": ("size", ""),
    "looks_show": ("shown", ""), "looks_hide": ("shown", ""),
    "looks_say": ("said", ""), "looks_think": ("said", ""),
    "looks_switchcostumeto": ("costume", ""), "looks_nextcostume": ("costume", ""),
    "looks_gotofrontback": ("layer", ""), "looks_goforwardbackwardlayers": ("layer", ""),
    "looks_seteffectto": ("look", "EFFECT"), "looks_changeeffectby": ("look", "EFFECT"),
    "sound_seteffectto": ("sound", "EFFECT"), "sound_changeeffectby": ("sound", "EFFECT"),
    "sound_setvolumeto": ("volume", ""), "sound_changevolumeby": ("volume", ""),
    "pen_setPenSizeTo": ("pen size", ""), "pen_changePenSizeBy": ("pen size", ""),
    "pen_setPenColorToColor": ("pen colour", ""),
    "pen_setPenColorParamTo": ("pen parameter", ""), "pen_changePenColorParamBy": ("pen parameter", ""),
    "data_setvariableto": (VARIABLE, ""), "data_changevariableby": (VARIABLE, ""),
}  # fmt: skip
AT_SECOND = frozenset({"pen size", "pen colour", "pen parameter"})


class MultipleAttributeModificationsParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MultipleAttributeModificationsParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every pair of such neighbours, completed by the other one."""
    program = index.program
    return program.observation(place for part in program.parts for place in _places(program, part))


def _places(program: Program, part: Part) -> Iterator[BlockPlace]:
    before = None  # the block before, when it sets something
    thing: Hashable = None  # what that one sets
    variable: Hashable = None  # the last one that was set, and no other kind of block since
    for spot in part.top:
        found = SETS.get(spot.block.opcode)
        if found is None:
            before = thing = variable = None
            continue
        what, field = found
        if what == VARIABLE:
            owned = program.owned(spot)
            if before is not None and variable == owned:
                yield program.place(before, spot, quirk=None if thing == owned else "not-neighbours")
            thing = variable = owned
        else:
            sets = (what, spot.block.fields.get(field))
            if before is not None and thing == sets:
                yield program.place(spot, before) if what in AT_SECOND else program.place(before, spot)
            thing = sets
        before = spot


CHECK = Check(
    title=N_("One thing set two times in a row"),
    kind="problem",
    severity="low",
    params=MultipleAttributeModificationsParams,
    observe=observe,
    words=Words(
        praise=N_("Every block that sets something can be seen at work."),
        next=N_("In {where}: the next block sets the same. Keep one."),
        hints=(
            N_("What can you see between these two blocks?"),
            N_("Look at {where} and the block next to it."),
            N_("Keep one, or put {block:control_wait} between them."),
        ),
        measured=N_("Neighbours that set the same thing: {count}."),
    ),
    examples=(
        Example(
            shows="The size, two times",
            project="""
                when green flag clicked
                set size to (50) %
                change size by (10)
            """,
            amount=1,
            places=("set size to (50) %",),
            looked_at=1,
        ),
        Example(
            shows="Two things",
            project="""
                when green flag clicked
                set size to (50) %
                set x to (0)
                set y to (0)
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Three in a row are two pairs",
            project="""
                when green flag clicked
                turn cw (15) degrees
                turn ccw (30) degrees
                point in direction (90)
            """,
            amount=2,
        ),
        Example(
            shows="A wait between the two",
            project="""
                when green flag clicked
                hide
                wait (1) seconds
                show
            """,
            amount=0,
        ),
        Example(
            shows="Costume, layer, words, volume, drag mode and rotation style",
            project="""
                define first
                switch costume to (one v)
                next costume
                go to [front v] layer
                go [forward v] (1) layers
                say [Hello]
                think [Hmm]

                when green flag clicked
                first
                set volume to (100) %
                change volume by (-10)
                set drag mode [draggable v]
                set drag mode [not draggable v]
                set rotation style [left-right v]
                set rotation style [all around v]
            """,
            amount=6,
        ),
        Example(
            shows="One effect, and two",
            project="""
                when green flag clicked
                set [color v] effect to (0)
                change [color v] effect by (25)
                set [ghost v] effect to (0)
            """,
            amount=1,
        ),
        Example(
            shows="Of the pen at the second block",
            project="""
                when green flag clicked
                set pen size to (1)
                change pen size by (2)
            """,
            amount=1,
            places=("change pen size by (2)",),
        ),
        Example(
            shows="One variable",
            project="""
                when green flag clicked
                set [score v] to (0)
                change [score v] by (1)
                set [lives v] to (3)
            """,
            amount=1,
            places=("set [score v] to (0)",),
        ),
        Example(
            shows="Two that are no neighbours do not count",
            project="""
                when green flag clicked
                set [score v] to (0)
                set x to (0)
                set [score v] to (0)
            """,
            amount=0,
        ),
        Example(
            shows="Inside a loop it is not looked for",
            project="""
                when green flag clicked
                repeat (10)
                  set size to (50) %
                  set size to (100) %
                end
            """,
            amount=0,
        ),
        Example(
            shows="Steps, backdrops and places may follow one another",
            project="""
                when green flag clicked
                move (10) steps
                move (10) steps
                go to x: (0) y: (0)
                go to x: (0) y: (0)
                next backdrop
                next backdrop
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks are looked at too",
            project="""
                show
                hide
            """,
            amount=1,
            loose=1,
            looked_at=0,
        ),
    ),
)
