"""Praises a sprite that reacts to a touch, all the time.

## What it looks for

An `if` inside a `forever` that asks `touching [] ?` and nothing else, with a motion or looks block directly inside.
One place an `if`.

## Why it matters

This is how things meet in a game: the mango touches the basket and disappears. She has asked the question where it is
asked again and again.

## Limits

`touching color`, a touch inside `and`, `or`, `not`, and `if else` are not seen. An `if` outside a `forever` hides what
is in it. What follows a `forever` in the same loop is not seen either. Sounds and scores alone are no motion or looks.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import best, her_running_scripts
from grader.scratch.index import ScratchIndex, ScriptSpot, Spot

REACTIONS = frozenset(
    {
        "looks_show", "looks_hide", "looks_say", "looks_sayforsecs", "looks_think", "looks_thinkforsecs",
        "looks_switchcostumeto", "looks_nextcostume", "looks_setsizeto", "looks_changesizeby", "looks_gotofrontback",
        "looks_goforwardbackwardlayers",
        "motion_movesteps", "motion_turnright", "motion_turnleft", "motion_gotoxy", "motion_goto",
        "motion_glidesecstoxy", "motion_glideto", "motion_pointindirection", "motion_pointtowards",
        "motion_changexby", "motion_setx", "motion_changeyby", "motion_sety", "motion_ifonedgebounce",
        "motion_setrotationstyle", "sensing_setdragmode",
    }
)  # fmt: skip
FOREVER, IF, TOUCHING = "control_forever", "control_if", "sensing_touchingobject"
ENTERED = frozenset({FOREVER, IF, "control_if_else", "control_repeat", "control_repeat_until"})


class CollisionParams(Params):
    """Nothing to set."""


def observe(index: ScratchIndex, params: CollisionParams) -> Observation:  # noqa: ARG001 - nothing to set
    """A place for every `if` that reacts to a touch, completed by the reaction."""
    places: list[BlockPlace] = []
    asked = {index.script_of(spot).first for spot in index.of(TOUCHING)}
    for script in index.scripts:
        for condition in _met(index, script) if script.first in asked else ():
            reaction = best(spot for spot in index.body(condition) if spot.opcode in REACTIONS)
            if reaction is not None:
                places.append(index.place(condition, reaction))
    return Observation(tuple(places), looked_at=her_running_scripts(index))


def _met(index: ScratchIndex, script: ScriptSpot) -> Iterator[Spot]:
    """The `if`s that ask for a touch and nothing else, where the published tool sees itself inside a forever."""
    inside = False
    hidden: set[Spot | None] = set()
    way: list[Spot] = []  # from the top of the script down to the block before
    for spot in script.spots:
        while way and way[-1] is not spot.parent:
            if way.pop().opcode == FOREVER:
                inside = False  # the end of any forever is taken for the end of all
        if spot.parent in hidden or (spot.block.bodies and spot.opcode not in ENTERED):
            hidden.add(spot)
            continue
        way.append(spot)
        if spot.opcode == FOREVER:
            inside = True
        elif spot.opcode == IF:
            touches = _asks_touch(index, spot)
            if inside and touches:
                yield spot
            if touches or not inside:
                hidden.add(spot)


def _asks_touch(index: ScratchIndex, spot: Spot) -> bool:
    question = index.slot(spot, "CONDITION")
    return isinstance(question, Spot) and question.opcode == TOUCHING


CHECK = Check(
    title=N_("Reacts to a touch"),
    kind="praise",
    severity="medium",
    params=CollisionParams,
    observe=observe,
    words=Words(
        praise=N_("In {where} a touch makes something happen, all the time."),
        next=N_("Let something happen when two sprites touch."),
        hints=(
            N_("What should happen when they touch?"),
            N_("Look at the first block of {category:sensing}."),
            N_("Ask {block:sensing_touchingobject} in {block:control_if}, inside {block:control_forever}."),
        ),
        measured=N_("Reactions to a touch: {count}."),
    ),
    examples=(
        Example(
            shows="It reacts to a touch, all the time",
            project="""
                when green flag clicked
                forever
                  if <touching (edge v)?> then
                    hide
                  end
                end
            """,
            amount=1,
            looked_at=1,
        ),
        Example(
            shows="The touch is looked at one time",
            project="""
                when green flag clicked
                if <touching (edge v)?> then
                  hide
                end
            """,
            amount=0,
        ),
        Example(
            shows="A score alone is no motion and no looks",
            project="""
                when green flag clicked
                forever
                  if <touching (edge v)?> then
                    change [score v] by (1)
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="Inside another question of a forever it is seen",
            project="""
                when green flag clicked
                forever
                  if <mouse down?> then
                    if <touching (edge v)?> then
                      hide
                    end
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="if else is not meant",
            project="""
                when green flag clicked
                forever
                  if <touching (edge v)?> then
                    hide
                  else
                    show
                  end
                end
            """,
            amount=0,
        ),
        Example(
            shows="Loose blocks react to nothing",
            project="""
                forever
                  if <touching (edge v)?> then
                    hide
                  end
                end
            """,
            amount=0,
            loose=1,
        ),
    ),
)
