"""Makes a variable or a list work.

## What it looks for

Variables and lists that her blocks use, each once. `set_at_start` asks for a `set` that the green flag starts, outside
loops and conditions (of a list: `delete all`). `changed` asks for a `change by`, or a `set` at any later moment (of a
list: adding, inserting, replacing or deleting an item). `shown` asks that the player sees it: a show block, a
`say` of it, or its box on the stage.

## Why it matters

A score that starts at 0 and goes up tells the player how it goes. A value that is set again at the start makes the
second game as fair as the first.

## Limits

The ready-made `my variable` never counts: give your variable a name that says what it holds. A `change by 0` changes
nothing. The check does not play: it does not see whether a change is ever reached.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import ranked
from grader.scratch.index import ScratchIndex, Spot, VariableKey
from grader.scratch.model import Block, Typed

SETS = frozenset({"data_setvariableto", "data_deletealloflist"})
CHANGES = frozenset(
    {"data_changevariableby", "data_addtolist", "data_insertatlist", "data_replaceitemoflist", "data_deleteoflist"}
)
SHOWS = frozenset({"data_showvariable", "data_showlist"})
SAYS = frozenset({"looks_say", "looks_sayforsecs", "looks_think", "looks_thinkforsecs"})
FLAG = "event_whenflagclicked"
# Events that another script makes happen: what started that one is what counts.
CARRIED_ON = frozenset({"event_whenbroadcastreceived", "event_whenbackdropswitchesto", "control_start_as_clone"})


class VariablesParams(Params):
    """What a variable must do to count."""

    kind: Literal["variable", "list", "any"] = "any"
    set_at_start: bool = False
    changed: bool = False
    shown: bool = False


@dataclass(slots=True)
class _Uses:
    """The blocks of one variable or list, by what they do to it."""

    starts: list[Spot] = field(default_factory=list)
    changes: list[Spot] = field(default_factory=list)
    shows: list[Spot] = field(default_factory=list)
    others: list[Spot] = field(default_factory=list)
    box: bool = False  # a monitor shows it on the stage

    @property
    def all(self) -> list[Spot]:
        return list(dict.fromkeys((*self.changes, *self.starts, *self.shows, *self.others)))


def observe(index: ScratchIndex, params: VariablesParams) -> Observation:
    """A place for each block that makes a variable count, completed by the best of the others; one thing a variable."""
    places: list[BlockPlace] = []
    near: list[BlockPlace] = []
    names: dict[str, None] = {}
    uses = _uses(index, params)
    for key, found in uses.items():
        before = len(places)
        lead, others = _needed(found, params)
        for spot in lead:
            beside = [_partner(ones, spot) for ones in others]
            if None not in beside:
                place = index.place(spot, *filter(None, beside), counts_as=("variable", *key))
                places.append(place)
                if place.runs and place.hers:
                    names[key.name] = None
        if len(places) == before:
            near += [index.place(spot) for spot in ranked(one for one in found.all if one.hers)[:1]]
    values = {"name": ", ".join(names)} if names else {}
    return Observation(tuple(places), looked_at=len(uses), near=tuple(near), values=values)


def _needed(found: _Uses, params: VariablesParams) -> tuple[list[Spot], list[list[Spot]]]:
    """The blocks that lead, each a place, and of every other thing asked the two best blocks that do it."""
    asked: list[list[Spot]] = []
    if params.changed:
        asked.append(found.changes)
    if params.set_at_start:
        asked.append(found.starts)
    if params.shown and (found.shows or not found.box):
        asked.append(found.shows)
    lead, *others = asked or [found.all]
    return (lead, [ranked(spots)[:2] for spots in others])


def _partner(spots: list[Spot], lead: Spot) -> Spot | None:
    """One block cannot do two of the things: the best that is another one."""
    return next((spot for spot in spots if spot is not lead), None)


def _uses(index: ScratchIndex, params: VariablesParams) -> dict[VariableKey, _Uses]:
    boxes = {(monitor.sprite, monitor.name) for monitor in index.project.monitors if monitor.visible}
    uses: dict[VariableKey, _Uses] = {}
    for spot in index.of_category("variables"):
        key = index.variable(spot)
        if key is None or params.kind not in {"any", key.kind}:
            continue
        found = uses.get(key)
        if found is None:
            if index.is_ready_made(key):
                continue
            found = uses[key] = _Uses(box=(key.owner, key.name) in boxes)
        _sort(index, spot, found)
    return uses


def _sort(index: ScratchIndex, spot: Spot, found: _Uses) -> None:
    if spot.opcode in SETS:
        starts, later = _moments(index, spot)
        if starts:
            found.starts.append(spot)
        if later:
            found.changes.append(spot)
    elif spot.opcode in CHANGES:
        if not _by_nothing(index, spot):
            found.changes.append(spot)
    elif spot.opcode in SHOWS or (spot.parent is not None and spot.parent.opcode in SAYS):
        found.shows.append(spot)
    else:
        found.others.append(spot)


def _moments(index: ScratchIndex, spot: Spot) -> tuple[bool, bool]:
    """When a variable is set: at the start, later, or (below a message that flag and key both send) at both."""
    own = index.variable(spot)
    if spot.depth or (_holds_reporters(spot) and any(index.variable(one) == own for one in index.inner(spot))):
        return (False, True)  # in a loop or condition, or to a value that comes from itself
    hats = index.started_by(index.script_of(spot)) - CARRIED_ON
    return (FLAG in hats, hats != {FLAG})


def _holds_reporters(spot: Spot) -> bool:
    return any(isinstance(value, Block) for value in spot.block.inputs.values())


def _by_nothing(index: ScratchIndex, spot: Spot) -> bool:
    value = index.slot(spot, "VALUE")
    return spot.opcode == "data_changevariableby" and isinstance(value, Typed) and value.value.strip() in {"", "0"}


CHECK = Check(
    title=N_("A variable at work"),
    kind="count",
    params=VariablesParams,
    observe=observe,
    words=Words(
        praise=N_("You put {name} to work in your project."),
        next=N_("Make a variable, set it at the start, and change it."),
        hints=(
            N_("What number or word could your project remember?"),
            N_("Look in the orange group, {category:variables}."),
            N_("Set it under {block:event_whenflagclicked}. Then use {block:data_changevariableby}."),
        ),
        measured=N_("Variables and lists at work: {count}."),
    ),
    examples=(
        Example(
            shows="Set at the start and changed later",
            project="""
                when green flag clicked
                set [score v] to (0)

                when this sprite clicked
                change [score v] by (1)
            """,
            params={"set_at_start": True, "changed": True},
            amount=1,
            places=("change [score v] by (1)",),
        ),
        Example(
            shows="Changed, but not set at the start",
            project="""
                when this sprite clicked
                change [score v] by (1)
            """,
            params={"set_at_start": True, "changed": True},
            amount=0,
        ),
        Example(
            shows="A set inside a loop is a change, not a start",
            project="""
                when green flag clicked
                forever
                  set [score v] to (0)
                end
            """,
            params={"set_at_start": True},
            amount=0,
        ),
        Example(
            shows="The set lies loose, so nothing completes the change",
            project="""
                set [score v] to (0)

                when this sprite clicked
                change [score v] by (1)
            """,
            params={"changed": True, "set_at_start": True},
            amount=0,
        ),
        Example(
            shows="The ready-made variable never counts",
            project="""
                when green flag clicked
                set [my variable v] to (0)
                change [my variable v] by (1)
            """,
            params={"set_at_start": True, "changed": True},
            amount=0,
        ),
        Example(
            shows="Two variables, each counted once",
            project="""
                when green flag clicked
                set [score v] to (0)
                set [lives v] to (3)
                forever
                  change [score v] by (1)
                  change [score v] by (2)
                  change [lives v] by (-1)
                end
            """,
            params={"set_at_start": True, "changed": True},
            amount=2,
        ),
        Example(
            shows="Only lists are asked for",
            project="""
                when green flag clicked
                set [score v] to (0)
                delete all of [names v]
                add [Dara] to [names v]
            """,
            params={"kind": "list", "set_at_start": True, "changed": True},
            amount=1,
            places=("add [Dara] to [names v]",),
        ),
        Example(
            shows="A change by 0 changes nothing",
            project="""
                when green flag clicked
                set [score v] to (0)
                change [score v] by (0)
            """,
            params={"set_at_start": True, "changed": True},
            amount=0,
        ),
        Example(
            shows="Her sprite says the value, so the player sees it",
            project="""
                when green flag clicked
                set [score v] to (0)
                say (score)
            """,
            params={"shown": True},
            amount=1,
        ),
    ),
)
