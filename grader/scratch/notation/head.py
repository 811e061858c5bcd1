"""The lines under `stage` and `sprite "Cat"` that say what is no script. See `project` for what they look like."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from grader.scratch.model import Costume, Monitor, Target, Variable
from grader.scratch.notation import escape
from grader.scratch.notation.lex import stripped

NONE: Final = "none"
QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
BARE_NAME: Final = re.compile(r'[^\s"=,\\/]+(?: [^\s"=,\\/]+)*')
_HEAD: Final = re.compile(r'(?:stage|sprite)(?:\s+"(?:[^"\\]|\\.)*")?\s*(?://.*)?', re.DOTALL)
_LIKE_A_HEAD: Final = re.compile(r'([a-z]+)(?: [^"=(\[<]*)?(?:"|=(?: |$))')

EXAMPLES: Final[Mapping[str, str]] = {
    "position": "position 10 -20",
    "direction": "direction 90",
    "size": "size 100",
    "hidden": "hidden",
    "style": 'style "left-right"',
    "draggable": "draggable",
    "volume": "volume 100",
    "layer": "layer 1",
    "wears": "wears 2",
    "costume": 'costume "cat-a"',
    "backdrop": 'backdrop "sky"',
    "sound": 'sound "meow"',
    "variable": "variable score = 0",
    "cloud": "cloud variable score = 0",
    "list": 'list names = "Dara", "Sokha"',
    "message": 'message "start"',
    "extensions": "extensions pen, music",
    "monitor": 'monitor "score"',
    "undeclared": 'undeclared variable "score"',
}


@dataclass(slots=True)
class Head:
    """What the lines under one `stage` or `sprite` say."""

    stage: bool
    name: str
    settings: dict[str, Any] = field(default_factory=dict)
    variables: list[Variable] = field(default_factory=list)
    lists: list[Variable] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    costumes: list[Costume] = field(default_factory=list)
    sounds: list[Costume] = field(default_factory=list)
    comments: list[str] = field(default_factory=list)
    monitors: list[Monitor] = field(default_factory=list)
    extensions: tuple[str, ...] | None = None
    undeclared: set[tuple[str, str]] = field(default_factory=set)


# --- writing


def head_lines(target: Target, place: int) -> Iterator[str]:
    """The lines of a target, without its scripts; `place` is its place among all."""
    kind = "stage" if target.stage else "sprite"
    plain = target.stage and target.name == "Stage"
    yield kind if plain else f"{kind} {escape.quoted(target.name)}"
    if (target.x, target.y) != (0, 0):
        yield f"position {_number(target.x)} {_number(target.y)}"
    for word, value, usual in (
        ("direction", target.direction, 90),
        ("size", target.size, 100),
        ("volume", target.volume, 100),
        ("layer", target.layer, place),
        ("wears", target.current_costume + 1, 1),
    ):
        if value != usual:
            yield f"{word} {_number(value)}"
    if not target.visible:
        yield "hidden"
    if target.draggable:
        yield "draggable"
    if target.rotation_style != "all around":
        yield f"style {escape.quoted(target.rotation_style)}"
    look = "backdrop" if target.stage else "costume"
    yield from (_asset(look, costume, "svg") for costume in target.costumes)
    yield from (_asset("sound", sound, "wav") for sound in target.sounds)
    for variable in target.variables:
        cloud = "cloud " if variable.cloud else ""
        yield f"{cloud}variable {_name(variable.name)} = {_value(str(variable.value))}"
    for variable in target.lists:
        yield f"list {_name(variable.name)}{' = ' if variable.value else ''}{', '.join(map(_value, variable.value))}"
    yield from (f"message {escape.quoted(message)}" for message in target.messages)
    yield from (f"// {escape.line(comment)}" if comment else "//" for comment in target.comments)


def monitor_line(monitor: Monitor) -> str:
    """A variable or list that is shown on the stage."""
    owner = "" if monitor.sprite is None else f" of {escape.quoted(monitor.sprite)}"
    return f"monitor {escape.quoted(monitor.name)}{owner}{'' if monitor.visible else ' hidden'}"


def _asset(word: str, costume: Costume, usual: str) -> str:
    parts = [word, escape.quoted(costume.name)]
    if costume.asset:
        parts.append(escape.quoted(costume.asset))
    if costume.format != usual_format(costume.asset, usual):
        parts.append(f"format {escape.quoted(costume.format)}")
    if costume.center is not None:
        parts.append(f"at {_number(costume.center[0])} {_number(costume.center[1])}")
    if costume.resolution != 1:
        parts.append(f"resolution {costume.resolution}")
    return " ".join(parts)


def usual_format(asset: str, usual: str) -> str:
    """The format that the name of a file shows; without a name the usual one."""
    return asset.rpartition(".")[2] if "." in asset else usual


def _name(name: str) -> str:
    return name if BARE_NAME.fullmatch(name) and escape.line(name) == name else escape.quoted(name)


def _value(value: str) -> str:
    return value if escape.is_number(value) else escape.quoted(value)


def _number(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else repr(float(number))


# --- reading


def starts_target(line: str) -> bool:
    """Whether a line is `stage` or `sprite "Cat"`."""
    text = line.strip()
    return _HEAD.fullmatch(text) is not None and (text.startswith("stage") or '"' in text)


def read_start(line: str) -> tuple[Head, str | None]:
    """The target that a line starts, and the comment behind it."""
    text = stripped(line)
    found = QUOTED.search(text.partition("//")[0]) or QUOTED.search(text)
    stage = text.startswith("stage")
    if found is None or (stage and "//" in text[: found.start()]):
        return Head(stage, "Stage"), _comment(text[len("stage") :])
    return Head(stage, escape.plain(found[1])), _comment(text[found.end() :])


def _comment(rest: str) -> str | None:
    _, slashes, text = rest.partition("//")
    return comment_of(f"//{text}") if slashes else None


def comment_of(text: str) -> str:
    """What stands behind `//`."""
    return escape.plain(stripped(text[2:]))


def belongs_to_head(line: str) -> bool:
    """Whether a line under `stage` or `sprite` is one of theirs, or looks as if it was meant to be."""
    text = line.strip()
    return text.startswith("//") or text.split(" ", 1)[0] in EXAMPLES or _LIKE_A_HEAD.match(text) is not None
