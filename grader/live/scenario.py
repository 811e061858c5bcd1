"""What to do in a running project, step by step: plain data, and how it is read from JSON."""

from __future__ import annotations

import difflib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal, cast

from grader.live.conditions import CONDITIONS, Condition, Position, TouchingColor
from grader.live.forms import ScenarioError, build, unknown

NAMED_KEYS: Final = ("space", "left arrow", "right arrow", "up arrow", "down arrow", "enter")
COLOR: Final = re.compile(r"#[0-9a-fA-F]{6}")
Clicked = Literal["original", "first_clone", "first_visible_clone"]


@dataclass(frozen=True, slots=True)
class GreenFlag:
    """Click the flag."""


@dataclass(frozen=True, slots=True)
class Wait:
    """Let time pass."""

    seconds: float


@dataclass(frozen=True, slots=True)
class WaitUntil:
    """Let time pass until something holds."""

    condition: Condition
    max_seconds: float


@dataclass(frozen=True, slots=True)
class Press:
    """A key down, and up again after a while."""

    key: str
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Hold:
    """A key down."""

    key: str


@dataclass(frozen=True, slots=True)
class Release:
    """A key up."""

    key: str


@dataclass(frozen=True, slots=True)
class ClickSprite:
    """Click a visible pixel of a sprite."""

    sprite: str
    which: Clicked = "original"


@dataclass(frozen=True, slots=True)
class ClickStage:
    """Click a place of the stage."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class MouseMove:
    """Move the pointer."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class MouseDown:
    """The button down, where the pointer is."""


@dataclass(frozen=True, slots=True)
class MouseUp:
    """The button up, where the pointer is."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Type into the ask box."""

    text: str


@dataclass(frozen=True, slots=True)
class DragSprite:
    """Drag a sprite to a place."""

    sprite: str
    x: float
    y: float
    which: Clicked = "original"


@dataclass(frozen=True, slots=True)
class Noise:
    """What the microphone hears from now on: 0 to 100."""

    loudness: float


@dataclass(frozen=True, slots=True)
class SetVariable:
    """Give a variable a value."""

    name: str
    value: str | float
    sprite: str | None = None


@dataclass(frozen=True, slots=True)
class Remember:
    """Keep how everything is, under a name."""

    as_: str


@dataclass(frozen=True, slots=True)
class CheckNow:
    """Something must hold now."""

    condition: Condition


Step = (
    GreenFlag | Wait | WaitUntil | Press | Hold | Release | ClickSprite | ClickStage | MouseMove | MouseDown | MouseUp
    | Answer | DragSprite | Noise | SetVariable | Remember | CheckNow
)  # fmt: skip
_DOES: Final[Mapping[str, type[Any]]] = {
    "green_flag": GreenFlag,
    "wait": Wait,
    "wait_until": WaitUntil,
    "press": Press,
    "hold": Hold,
    "release": Release,
    "click_sprite": ClickSprite,
    "click_stage": ClickStage,
    "mouse_move": MouseMove,
    "mouse_down": MouseDown,
    "mouse_up": MouseUp,
    "answer": Answer,
    "drag_sprite": DragSprite,
    "noise": Noise,
    "set_variable": SetVariable,
    "remember": Remember,
}


@dataclass(frozen=True, slots=True)
class Scenario:
    """The steps, in order, and where chance begins."""

    steps: tuple[Step, ...]
    seed: int = 1


def read(text: str | bytes) -> Scenario:
    """The scenario in a JSON text. Raises ScenarioError."""
    try:
        given = json.loads(text)
    except json.JSONDecodeError as trouble:
        raise ScenarioError("not-json", line=trouble.lineno, column=trouble.colno) from None
    except (UnicodeDecodeError, RecursionError):
        raise ScenarioError("not-json", line=1, column=1) from None
    return from_json(given)


def from_json(given: Any) -> Scenario:
    """The scenario in what JSON gave."""
    where = "A scenario"
    if not isinstance(given, dict):
        raise ScenarioError("not-object", where=where)
    for name in given:
        if name not in {"seed", "steps"}:
            raise unknown(name, ("seed", "steps"), where, None)
    steps, seed = given.get("steps"), given.get("seed", 1)
    if not isinstance(steps, list) or not steps:
        raise ScenarioError("no-steps")
    if not isinstance(seed, int) or isinstance(seed, bool):
        raise ScenarioError("number", where=where, name="seed")
    read_steps = tuple(_step(step, index) for index, step in enumerate(steps))
    _all_remembered(read_steps)
    return Scenario(read_steps, seed)


def _step(given: Any, index: int) -> Step:
    where = f"steps[{index}]"
    if not isinstance(given, dict):
        raise ScenarioError("not-object", index, where=where)
    if ("do" in given) == ("check" in given):
        raise ScenarioError("both", index, where=where)
    if "check" in given:
        more = [name for name in given if name != "check"]
        if more:
            raise unknown(more[0], ("check",), where, index)
        return CheckNow(_condition(given["check"], f"{where}, check", index))
    form = _named(given, "do", _DOES, where, index)
    fields = {name: value for name, value in given.items() if name != "do"}
    where = f"{where}, {given['do']}"
    if form is WaitUntil and "condition" in fields:
        fields["condition"] = _condition(fields["condition"], f"{where}, condition", index)
    step = cast("Step", build(form, fields, where, index))
    for name in ("seconds", "max_seconds"):
        if getattr(step, name, 0) < 0:
            raise ScenarioError("not-below", index, where=where, name=name, least=0)
    if isinstance(step, Press | Hold | Release):
        _check_key(step.key, where, index)
    return step


def _named(given: Mapping[str, Any], what: str, forms: Mapping[str, type[Any]], where: str, index: int) -> type[Any]:
    name = given.get(what)
    if name is None:
        raise ScenarioError("missing", index, where=where, name=what)
    if not isinstance(name, str):
        raise ScenarioError("text", index, where=where, name=what)
    if name not in forms:
        raise unknown(name, forms, where, index)
    return forms[name]


def _condition(given: Any, where: str, index: int) -> Condition:
    if not isinstance(given, dict):
        raise ScenarioError("not-object", index, where=where)
    form = _named(given, "type", CONDITIONS, where, index)
    where = f"{where}, {given['type']}"
    found = cast(
        "Condition", build(form, {name: value for name, value in given.items() if name != "type"}, where, index)
    )
    if isinstance(found, Position) and found.x is None and found.y is None:
        raise ScenarioError("missing", index, where=where, name="x")
    if isinstance(found, TouchingColor) and not COLOR.fullmatch(found.color):
        raise ScenarioError("color", index, where=where, name="color")
    return found


def _check_key(key: str, where: str, index: int) -> None:
    if len(key) == 1 or key.lower() in NAMED_KEYS:
        return
    near = difflib.get_close_matches(key.lower(), NAMED_KEYS, n=1)
    if near:
        raise ScenarioError("key-guess", index, where=where, name=key, guess=near[0])
    raise ScenarioError("key", index, where=where, name=key)


def _all_remembered(steps: tuple[Step, ...]) -> None:
    known: set[str] = set()
    for index, step in enumerate(steps):
        if isinstance(step, Remember):
            known.add(step.as_)
        since = getattr(getattr(step, "condition", None), "since", None)
        if since is not None and since not in known:
            raise ScenarioError("not-remembered", index, where=f"steps[{index}]", name=since)
