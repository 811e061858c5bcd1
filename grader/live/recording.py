"""What was seen of a running project, frame by frame: plain data, no engine.

The player sends only what changed since the frame before; `Film` puts whole frames together again. Frames share what
stayed the same, so that a recording of 30 seconds stays small.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

_NUMBERS = frozenset({"x", "y", "direction", "size"})
Value = str | float | bool
Which = Literal["original", "any_clone", "first_clone", "first_visible_clone"]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list's value: its length, and its first 200 items."""

    length: int
    items: tuple[Value, ...]


@dataclass(frozen=True, slots=True)
class Bubble:
    """What a sprite says or thinks."""

    kind: Literal["say", "think"]
    text: str


@dataclass(frozen=True, slots=True)
class Sprite:
    """The stage, a sprite, or a clone in one frame. `number` stays with it through the run."""

    number: int
    name: str
    stage: bool
    clone: bool
    x: float
    y: float
    direction: float
    size: float
    visible: bool
    costume: str
    bubble: Bubble | None
    effects: Mapping[str, float]
    layer: int
    volume: float
    variables: Mapping[str, Value] = field(default_factory=dict)
    lists: Mapping[str, Listed] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened.

    `kind` is say, think, ask, broadcast, backdrop, clone, sound, stop-all, network (the project wanted to reach another
    machine and could not), or trouble (the engine stumbled over a block).
    """

    frame: int
    kind: str
    sprite: str
    text: str


@dataclass(frozen=True, slots=True)
class Stroke:
    """One line of the pen, in stage coordinates; a dot begins where it ends."""

    frame: int
    start: tuple[float, float]
    end: tuple[float, float]
    color: tuple[int, int, int]
    size: float


@dataclass(frozen=True, slots=True)
class Frame:
    """The whole project after so many frames; `second` is virtual time since the project was loaded."""

    number: int
    second: float
    sprites: tuple[Sprite, ...]  # in the order in which the engine runs them
    running: int  # scripts, without those that feed monitors
    question: str | None  # of the open ask box
    strokes: int  # of the pen since everything was erased
    met: tuple[bool, ...] = ()  # which of the watched pairs touched in it, also in its middle

    @property
    def stage(self) -> Sprite:
        """The stage."""
        return next(sprite for sprite in self.sprites if sprite.stage)

    def find(self, name: str, which: Which = "original") -> tuple[Sprite, ...]:
        """The sprite of that name, or some of its clones; empty when there is none."""
        named = [sprite for sprite in self.sprites if sprite.name == name]
        if which == "original":
            return tuple(sprite for sprite in named if not sprite.clone)[:1]
        clones = sorted((sprite for sprite in named if sprite.clone), key=lambda clone: clone.number)
        if which == "any_clone":
            return tuple(clones)
        if which == "first_visible_clone":
            clones = [clone for clone in clones if clone.visible]
        return tuple(clones[:1])

    def variable(self, name: str, sprite: str | None = None) -> Value | None:
        """The value of a variable: the sprite's own, else the stage's, else that of the first sprite that has one."""
        found = self._first((one for one in self.sprites if name in one.variables), sprite)
        return found.variables[name] if found else None

    def listed(self, name: str, sprite: str | None = None) -> Listed | None:
        """The value of a list, found like a variable."""
        found = self._first((one for one in self.sprites if name in one.lists), sprite)
        return found.lists[name] if found else None

    @staticmethod
    def _first(owners: Iterable[Sprite], sprite: str | None) -> Sprite | None:
        originals = [one for one in owners if not one.clone]
        if len(originals) < 2:
            return originals[0] if originals else None
        return min(originals, key=lambda one: (one.name != sprite or one.stage, not one.stage))


@dataclass(frozen=True, slots=True)
class Recording:
    """A run: its frames in order, and what happened. The same project, seed and hands give the same recording."""

    frames: tuple[Frame, ...]
    events: tuple[Event, ...]
    strokes: tuple[Stroke, ...]


class Film:
    """Puts frames together from what the player sends."""

    def __init__(self) -> None:
        self._sprites: dict[int, Sprite] = {}

    def develop(self, sent: Mapping[str, Any]) -> Frame:
        """The whole frame that these changes lead to."""
        for number in sent["gone"]:
            self._sprites.pop(number, None)
        for key, state in sent["changed"].items():
            number = int(key)
            self._sprites[number] = _sprite(number, state, self._sprites.get(number))
        for key, values in sent["values"].items():
            number = int(key)
            self._sprites[number] = _with_values(self._sprites[number], values)
        return Frame(
            number=sent["frame"],
            second=sent["time"] / 1000,
            sprites=tuple(self._sprites.values()),
            running=sent["running"],
            question=sent["question"],
            strokes=sent["pen"],
            met=tuple(sent.get("met", ())),
        )


def _sprite(number: int, state: Mapping[str, Any], before: Sprite | None) -> Sprite:
    bubble = state["bubble"]
    return Sprite(
        number=number,
        variables=before.variables if before else {},
        lists=before.lists if before else {},
        bubble=Bubble(*bubble) if bubble else None,
        **{name: _plain(name, value) for name, value in state.items() if name != "bubble"},
    )


def _plain(name: str, value: Any) -> Any:
    # What JSON has no number for comes as a word: a sprite may be at NaN, or where a pointer is that never moved.
    if name not in _NUMBERS or not isinstance(value, str):
        return value
    return math.nan if value == "undefined" else float(value)


def _with_values(sprite: Sprite, news: Iterable[tuple[str, Any]]) -> Sprite:
    variables, lists = dict(sprite.variables), dict(sprite.lists)
    for name, value in news:
        if isinstance(value, dict):
            lists[name] = Listed(value["length"], tuple(value["items"]))
        else:
            variables[name] = value
    return replace(sprite, variables=variables, lists=lists)


def events_of(sent: Iterable[Mapping[str, Any]]) -> tuple[Event, ...]:
    """The events in a reply."""
    return tuple(Event(one["frame"], one["kind"], one["sprite"], one["text"]) for one in sent)


def strokes_of(sent: Iterable[Any]) -> tuple[Stroke, ...]:
    """The pen strokes in a reply."""
    return tuple(
        Stroke(frame, (x0, y0), (x1, y1), (color[0], color[1], color[2]), size)
        for frame, x0, y0, x1, y1, color, size in sent
    )
