"""Is something of her own there: it is not the starter as it was, and not an untouched new project.

## What it looks for

Blocks, sprites, names of sprites, costumes, backdrops, sounds, variables and lists that did not come with the starter,
or something of the starter that is gone. Without a starter the project is compared with Scratch's own new project.
One place a sprite that changed.

## Why it matters

It happens to everybody: the file that goes in is the one that was opened, not the one that was saved. It is kinder to
say so than to judge it.

## Limits

Where a sprite stands, how big it is, the order of scripts and what a play left in the variables are no change.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.index import ScratchIndex, Spot
from grader.scratch.model import Target
from grader.scratch.opcodes import default_name
from grader.scratch.stock import is_stock


class ChangedFromStarterParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: ChangedFromStarterParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for each sprite (or the stage) with something of her own, or one for the project where a part is gone."""
    places = tuple(_places(index))
    if not places and index.comparison.gone:
        places = (BlockPlace(index.project.stage.name, None, index.project.stage.name),)
    return Observation(places, looked_at=len(index.project.targets))


def _places(index: ScratchIndex) -> Iterator[BlockPlace]:
    first: dict[Target, Spot] = {}
    for spot in index.spots:
        if spot.hers:
            first.setdefault(spot.target, spot)
    # A loose block is a change too: every place here is one that can run.
    for target in index.project.targets:
        if target in first:
            yield index.place(first[target]).but(runs=True, hers=True, beside=())
        else:
            text = _changed(index, target)
            if text is not None:
                yield BlockPlace(target.name, None, text)


def _changed(index: ScratchIndex, target: Target) -> str | None:
    """What of a target without blocks of hers is hers: its name, a costume, a sound, a variable."""
    if index.hers_target(target) or (not target.stage and _renamed(index, target.name)):
        return target.name
    for item in (*target.costumes, *target.sounds):
        if index.hers_costume(target, item) and not is_stock(item):
            return item.name
    owner = None if target.stage else target.name
    for variable in (*target.variables, *target.lists):
        if index.comparison.variable(owner, variable.name) and not index.is_ready_made(variable):
            return variable.name
    return None


def _renamed(index: ScratchIndex, name: str) -> bool:
    # In a new project the editor names the cat, in its own language.
    return name not in index.comparison.sprites and default_name("sprite").fullmatch(name.strip()) is None


CHECK = Check(
    title=N_("Something of my own"),
    kind="count",
    params=ChangedFromStarterParams,
    observe=observe,
    words=Words(
        praise=N_("You changed something: {where}."),
        next=N_("This is how the project came to you. Change one thing and send it again."),
        hints=(
            N_("Is this the file that you saved last?"),
            N_("Look in the folder for downloads. The newest file is yours."),
            N_("Add one block, save to your computer, and send that file."),
        ),
        measured=N_("Parts of the project that you changed: {count}."),
    ),
    examples=(
        Example(
            shows="One block more",
            project="""
                when green flag clicked
                move (10) steps
            """,
            amount=1,
        ),
        Example(
            shows="A loose block is a change too",
            project="""
                move (10) steps
            """,
            amount=1,
        ),
        Example(
            shows="A new project, as Scratch makes it",
            project="""
                stage
                backdrop "backdrop1"

                sprite "Sprite1"
                costume "costume1"
                costume "costume2"
            """,
            amount=0,
        ),
        Example(
            shows="A backdrop of her own",
            project="""
                stage
                backdrop "village"

                sprite "Sprite1"
                costume "costume1"
                costume "costume2"
            """,
            amount=1,
        ),
    ),
)
