"""Finds costumes, backdrops and sounds that are not there.

## What it looks for

`switch costume to` with a costume that the sprite does not have, `switch backdrop to` (and `switch backdrop to and
wait`) with a backdrop that the stage does not have, `start sound` and `play sound until done` with a sound that the
sprite does not have. One place a block.

## Why it matters

Scratch says nothing, and nothing happens. It was deleted or renamed, or the blocks came from another sprite.

## Limits

Names count with their capitals. The next, the previous and a random backdrop are always there. What a reporter names,
or what is typed, is not looked at. Sounds of the stage do not serve the sprites.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex
from grader.scratch.model import Target
from grader.scratch.program.grammar import SWITCHES
from grader.scratch.program.program import Program

COSTUME = "looks_switchcostumeto"
SOUNDS = ("sound_playuntildone", "sound_play")
ALWAYS = frozenset({"next backdrop", "previous backdrop", "random backdrop"})


class MissingResourceParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: MissingResourceParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every block that names a costume, backdrop or sound which is not there."""
    return index.program.observation(_places(index.program))


def _places(program: Program) -> Iterator[BlockPlace]:
    there: dict[tuple[str, Target], frozenset[str]] = {}
    for spot in program.walk(COSTUME, *SWITCHES, *SOUNDS):
        slot, target = "SOUND_MENU", spot.target
        if spot.opcode == COSTUME:
            slot = "COSTUME"
        elif spot.opcode in SWITCHES:
            slot, target = "BACKDROP", program.index.project.stage
        name = program.chosen(spot, slot)
        if name is None or (slot == "BACKDROP" and name in ALWAYS):
            continue
        names = there.get((slot, target))
        if names is None:
            assets = target.sounds if slot == "SOUND_MENU" else target.costumes
            names = there[slot, target] = frozenset(asset.name for asset in assets)
        if name not in names:
            yield program.place(spot)


CHECK = Check(
    title=N_("Costumes, backdrops and sounds that are not there"),
    kind="problem",
    severity="low",
    params=MissingResourceParams,
    observe=observe,
    words=Words(
        praise=N_("Every costume, backdrop and sound you use is there."),
        next=N_("In {where}: choose one that your project has."),
        hints=(
            N_("What should it show or play here?"),
            N_("Look at {where}. Is this name in the list?"),
            N_("Choose another one in the block, or add the missing one."),
        ),
        measured=N_("Blocks that name what is not there: {count}."),
    ),
    examples=(
        Example(
            shows="The costume is not there",
            project="""
                sprite "Cat"
                costume "happy"

                when green flag clicked
                switch costume to (sad v)
            """,
            amount=1,
            places=("switch costume to (sad v)",),
            looked_at=1,
        ),
        Example(
            shows="Costume, sound and backdrop are there",
            project="""
                stage
                backdrop "road"

                sprite "Cat"
                costume "happy"
                sound "meow"

                when green flag clicked
                switch costume to (happy v)
                switch backdrop to (road v)
                start sound (meow v)
            """,
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Backdrops are those of the stage",
            project="""
                stage
                backdrop "road"
                sound "song"

                sprite "Cat"
                costume "happy"

                when green flag clicked
                switch backdrop to (happy v)
                switch backdrop to (market v) and wait
                switch costume to (road v)
            """,
            amount=3,
        ),
        Example(
            shows="The sounds of the stage, and of another sprite, do not serve",
            project="""
                stage
                backdrop "road"
                sound "song"

                sprite "Cat"
                sound "meow"

                when green flag clicked
                start sound (song v)

                sprite "Mango"

                when green flag clicked
                play sound (meow v) until done
            """,
            amount=2,
            places=("start sound (song v)", "play sound (meow v) until done"),
        ),
        Example(
            shows="Capitals count",
            project="""
                sprite "Cat"
                costume "happy"

                when green flag clicked
                switch costume to (Happy v)
            """,
            amount=1,
        ),
        Example(
            shows="The next backdrop is always there",
            project="""
                when green flag clicked
                switch backdrop to (next backdrop v)
                switch backdrop to (previous backdrop v)
                switch backdrop to (random backdrop v) and wait
            """,
            amount=0,
        ),
        Example(
            shows="What a reporter names is not looked at",
            project="""
                when green flag clicked
                switch costume to (join [sa] [d])
                start sound (which)
            """,
            amount=0,
        ),
        Example(
            shows="Own blocks and loose ones are looked at",
            project="""
                define cry
                switch costume to (sad v)

                start sound (meow v)
            """,
            amount=2,
            loose=2,
        ),
    ),
)
