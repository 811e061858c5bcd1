"""Lets the player control something.

## What it looks for

Ways in which a person moves a sprite: a key hat, a `key pressed` in a condition, the mouse (`mouse x` in a motion
block, going to the mouse-pointer, `mouse down?`, a sprite that can be dragged), a touch (a clicked sprite or stage,
touching the mouse-pointer), or an `answer`. The way must lead to a motion block: below the hat, inside the condition,
or through a message or an own block. With `changes: anything` any action will do.

Different keys count separately. Following the mouse, or dragging, counts as two ways, because it goes both ways.

## Why it matters

A game begins where the player can do something. Two keys, or a finger on the screen, make the difference between
watching and playing.

## Limits

A condition must be asked again and again to count: in a loop, or below an event that can come many times. `wait until`
waits by itself. Speed kept in a variable ("a key sets the speed, another script moves") is not followed. Turning alone
changes no position. The check does not play the game.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import BeforeValidator

from grader.check import BlockPlace, Check, Example, Observation, Params, Words
from grader.language import N_
from grader.scratch.asking import Around, one_or_more
from grader.scratch.flow import Again, Effect, Effects, Signals
from grader.scratch.index import ScratchIndex, Spot
from grader.scratch.opcodes import category

Way = Literal["keys", "mouse", "touch", "ask"]

MOVES = (
    "motion_movesteps", "motion_gotoxy", "motion_goto", "motion_glidesecstoxy", "motion_glideto", "motion_changexby",
    "motion_setx", "motion_changeyby", "motion_sety",
)  # fmt: skip
NO_ACTION = frozenset({"control", "events", "operators", "sensing", "myblocks"})
POINTER = "_mouse_"
KEY_HAT, KEY, TOUCHING = "event_whenkeypressed", "sensing_keypressed", "sensing_touchingobject"
CLICK_HATS = ("event_whenthisspriteclicked", "event_whenstageclicked")
GOES = ("motion_goto", "motion_glideto", "motion_pointtowards")


class ControlsParams(Params):
    """By what the player controls, and what."""

    any_of: Annotated[tuple[Way, ...], BeforeValidator(one_or_more)] = ("keys", "mouse", "touch")
    changes: Literal["position", "anything"] = "position"


@dataclass(frozen=True, slots=True)
class _Touch:
    """A block through which the player speaks to the project: which way, and what tells it from others."""

    spot: Spot
    way: Way
    detail: str | int
    weight: int = 1


def observe(index: ScratchIndex, params: ControlsParams) -> Observation:
    """Every way to control, with the action it leads to; near are those that lead to none."""
    signals = Signals(index)
    actions = index.of(*MOVES) if params.changes == "position" else _actions(index)
    leads = _Leads(index, Effects(index, actions, signals), Again(index, signals))
    places: list[BlockPlace] = []
    near: list[BlockPlace] = []
    touches = [touch for touch in _touches(index) if touch.way in params.any_of]
    touches.sort(key=lambda touch: touch.spot.order)
    for touch in touches:
        chain = leads.to(touch)
        if chain is None:
            near.append(index.place(leads.statement(touch.spot)))
        else:
            first, *beside = chain
            places.append(index.place(first, *beside, counts_as=(touch.way, touch.detail), weight=touch.weight))
    return Observation(tuple(places), looked_at=len(touches), near=tuple(near))


def _actions(index: ScratchIndex) -> tuple[Spot, ...]:
    acting = (name for name in index.opcodes if category(name) not in NO_ACTION)
    return tuple(spot for spot in index.of(*acting) if spot.statement)


def _touches(index: ScratchIndex) -> Iterator[_Touch]:
    """Every block through which the player speaks."""
    yield from (_Touch(hat, "keys", hat.block.fields.get("KEY_OPTION", "")) for hat in index.of(KEY_HAT))
    yield from (_Touch(spot, "keys", index.literal(spot, "KEY_OPTION") or "") for spot in index.of(KEY))
    yield from (_Touch(hat, "touch", hat.target.name) for hat in index.of(*CLICK_HATS))
    yield from (_Touch(spot, "touch", "pointer") for spot in index.of(TOUCHING) if _of_pointer(index, spot))
    yield from (_Touch(spot, "mouse", "down") for spot in index.of("sensing_mousedown"))
    yield from (_Touch(spot, "mouse", "follows", weight=2) for spot in index.of("sensing_mousex", "sensing_mousey"))
    yield from (_Touch(spot, "mouse", "follows", weight=2) for spot in index.of(*GOES) if _of_pointer(index, spot))
    for spot in index.of("sensing_setdragmode"):
        if spot.block.fields.get("DRAG_MODE") == "draggable":
            yield _Touch(spot, "mouse", "drags", weight=2)
    yield from (_Touch(spot, "ask", "answer") for spot in index.of("sensing_answer"))


def _of_pointer(index: ScratchIndex, spot: Spot) -> bool:
    return any(index.literal(spot, name) == POINTER for name in ("TO", "TOWARDS", "TOUCHINGOBJECTMENU"))


class _Leads:
    """Follows what the player does to the action it leads to."""

    def __init__(self, index: ScratchIndex, effects: Effects, again: Again) -> None:
        self._index = index
        self._effects = effects
        self._again = again
        self._statements = Around(lambda spot: spot.statement)

    def statement(self, spot: Spot) -> Spot:
        """The statement that a block stands in; itself when it is one."""
        return spot if spot.statement else self._statements.nearest(spot) or spot

    def to(self, touch: _Touch) -> tuple[Spot, ...] | None:
        """The blocks of the way, from where the player speaks to the action; None when it leads nowhere."""
        spot = touch.spot
        script = self._index.script_of(spot)
        if spot is script.hat:
            return _chain(spot, self._effects.of_script(script))
        if touch.detail == "drags":
            return (spot,)
        statement = self.statement(spot)
        if statement.opcode == "control_wait_until":
            return _chain(statement, self._effects.later(statement))
        effect = self._effects.inside(statement)
        if effect is None and spot.opcode == "motion_pointtowards":
            # Turning to the mouse moves nothing, but with a step in the same loop it is how to follow.
            loop = self._again.why(spot)
            effect = self._effects.inside(loop) if loop is not None else None
        if touch.way == "ask" or statement.opcode == "control_repeat_until":
            return _chain(statement, effect)
        again = self._again.why(statement)
        return None if again is None else _chain(statement, effect, again)


def _chain(first: Spot, effect: Effect | None, *more: Spot) -> tuple[Spot, ...] | None:
    if effect is None:
        return None
    return tuple(dict.fromkeys((first, effect.via, effect.action, *more)))


CHECK = Check(
    title=N_("The player controls it"),
    kind="count",
    params=ControlsParams,
    observe=observe,
    words=Words(
        praise=N_("The player can control {where}."),
        next=N_("Add one more way to control it: a key or a touch."),
        hints=(
            N_("What should happen when the player presses a key?"),
            N_("Look in {category:events} for the block with a key."),
            N_("Join {block:event_whenkeypressed} with {block:motion_changexby}."),
        ),
        measured=N_("Ways to control: {count}."),
    ),
    examples=(
        Example(
            shows="Two keys are two ways",
            project="""
                when [left arrow v] key pressed
                change x by (-10)

                when [right arrow v] key pressed
                change x by (10)
            """,
            amount=2,
        ),
        Example(
            shows="A key in a condition that is asked all the time",
            project="""
                when green flag clicked
                forever
                  if <key (space v) pressed?> then
                    change y by (10)
                  end
                end
            """,
            amount=1,
        ),
        Example(
            shows="This condition is asked one time only",
            project="""
                when green flag clicked
                if <key (space v) pressed?> then
                  change y by (10)
                end
            """,
            amount=0,
        ),
        Example(
            shows="The key makes a sound, and moves nothing",
            project="""
                when [space v] key pressed
                start sound (pop v)
            """,
            amount=0,
        ),
        Example(
            shows="Any action will do here",
            project="""
                when [space v] key pressed
                start sound (pop v)
            """,
            params={"changes": "anything"},
            amount=1,
        ),
        Example(
            shows="Following the mouse counts as two",
            project="""
                when green flag clicked
                forever
                  set x to (mouse x)
                end
            """,
            amount=2,
            places=("set x to (mouse x)",),
        ),
        Example(
            shows="Only keys are asked for",
            project="""
                when green flag clicked
                forever
                  go to (mouse-pointer v)
                end
            """,
            params={"any_of": ["keys"]},
            amount=0,
        ),
        Example(
            shows="A button that sends a message moves the player",
            project="""
                sprite "Button"

                when this sprite clicked
                broadcast (left v)

                sprite "Player"

                when I receive [left v]
                change x by (-10)
            """,
            amount=1,
        ),
        Example(
            shows="Loose blocks move nothing",
            project="""
                forever
                  if <key (space v) pressed?> then
                    change y by (10)
                  end
                end
            """,
            amount=0,
            loose=1,
        ),
        Example(
            shows="It waits for the key, then it moves",
            project="""
                when green flag clicked
                wait until <key (space v) pressed?>
                glide (1) secs to x: (0) y: (0)
            """,
            amount=1,
        ),
        Example(
            shows="The answer decides where it goes",
            project="""
                when green flag clicked
                ask [How far?] and wait
                move (answer) steps
            """,
            params={"any_of": ["ask"]},
            amount=1,
        ),
    ),
)
