"""The lines under `stage` and `sprite "Cat"` that say what is no script. See `project` for what they look like."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from grader.scratch.model import Costume, Monitor, Target, Variable
from grader.scratch.notation import escape
from grader.scratch.notation.words import NotationError

NONE: Final = "none"
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"', re.DOTALL)
_BARE_NAME: Final = re.compile(r'[^\s"=,\\/]+(?: [^\s"=,\\/]+)*')
_BARE_WORD: Final = re.compile(r'[^\s",]+')
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
    if costume.format != _format(costume.asset, usual):
        parts.append(f"format {escape.quoted(costume.format)}")
    if costume.center is not None:
        parts.append(f"at {_number(costume.center[0])} {_number(costume.center[1])}")
    if costume.resolution != 1:
        parts.append(f"resolution {costume.resolution}")
    return " ".join(parts)


def _format(asset: str, usual: str) -> str:
    return asset.rpartition(".")[2] if "." in asset else usual


def _name(name: str) -> str:
    return name if _BARE_NAME.fullmatch(name) and escape.line(name) == name else escape.quoted(name)


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
    text = line.strip()
    found = _QUOTED.search(text.partition("//")[0]) or _QUOTED.search(text)
    stage = text.startswith("stage")
    if found is None or (stage and "//" in text[: found.start()]):
        return Head(stage, "Stage"), _comment(text[len("stage") :])
    return Head(stage, escape.plain(found[1])), _comment(text[found.end() :])


def _comment(rest: str) -> str | None:
    _, slashes, text = rest.partition("//")
    return escape.plain(text.strip()) if slashes else None


def belongs_to_head(line: str) -> bool:
    """Whether a line under `stage` or `sprite` is one of theirs, or looks as if it was meant to be."""
    text = line.strip()
    return text.startswith("//") or text.split(" ", 1)[0] in EXAMPLES or _LIKE_A_HEAD.match(text) is not None


class HeadLine:
    """The reading of one line."""

    def __init__(self, head: Head, number: int, line: str) -> None:
        self.head = head
        self.number = number
        self.line = line
        self.at = len(line) - len(line.lstrip())

    def read(self) -> None:
        """Take what the line says into the head. Raises NotationError."""
        if self.line.startswith("//", self.at):
            self.head.comments.append(escape.plain(self._rest()[2:].strip()))
            return
        start = self.at
        word = self._word() or ""
        action = _ACTIONS.get(word)
        if action is None:
            thing = "stage" if self.head.stage else "sprite"
            near = difflib.get_close_matches(word, EXAMPLES, n=4, cutoff=0.4) or list(EXAMPLES)
            raise self._error(start, "unknown-head", {"thing": thing, "choices": ", ".join(near)})
        self.example = EXAMPLES[word]
        action(self)
        rest = self._rest()
        if rest.startswith("//"):
            self.head.comments.append(escape.plain(rest[2:].strip()))
        elif rest:
            raise self._missing()

    # --- what stands there

    def _rest(self) -> str:
        return self.line[self.at :].strip()

    def _skip(self) -> None:
        while self.line[self.at : self.at + 1].isspace():
            self.at += 1

    def _word(self) -> str | None:
        self._skip()
        found = _BARE_WORD.match(self.line, self.at)
        if found is None or found[0].startswith("//"):
            return None
        self.at = found.end()
        return found[0]

    def _take(self, text: str) -> bool:
        self._skip()
        if not self.line.startswith(text, self.at):
            return False
        self.at += len(text)
        return True

    def _quoted(self) -> str | None:
        self._skip()
        found = _QUOTED.match(self.line, self.at)
        if found is None:
            return None
        self.at = found.end()
        return escape.plain(found[1])

    def _string(self) -> str:
        text = self._quoted()
        if text is None:
            raise self._missing()
        return text

    def _number(self) -> float:
        start, word = self.at, self._word()
        try:
            return float(word or "")
        except ValueError:
            self.at = start
            raise self._missing() from None

    def _name(self) -> str:
        quoted = self._quoted()
        if quoted is not None:
            return quoted
        self._skip()
        found = _BARE_NAME.match(self.line, self.at)
        if found is None:
            raise self._missing()
        self.at = found.end()
        return found[0]

    def _value(self) -> str:
        quoted = self._quoted()
        if quoted is not None:
            return quoted
        word = self._word()
        if word is None:
            raise self._missing()
        return word

    def _missing(self) -> NotationError:
        self._skip()
        return self._error(self.at, "head-value", {"guess": self.example})

    def _error(self, at: int, key: str, values: Mapping[str, str]) -> NotationError:
        return NotationError(self.number, at + 1, key, values)

    # --- one method a word

    def position(self) -> None:
        """`position 10 -20`."""
        self.head.settings["x"], self.head.settings["y"] = self._number(), self._number()

    def setting(self, name: str) -> None:
        """`size 100`."""
        self.head.settings[name] = self._number()

    def whole(self, name: str, less: int) -> None:
        """`layer 1`, `wears 2`: the editor counts costumes from 1."""
        self.head.settings[name] = int(self._number()) - less

    def switch(self, name: str, *, on: bool) -> None:
        """`hidden`, `draggable`."""
        self.head.settings[name] = on

    def style(self) -> None:
        """`style "left-right"`."""
        self.head.settings["rotation_style"] = self._string()

    def asset(self, into: list[Costume], usual: str) -> None:
        """`costume "cat-a" "abc.png" at 96 100 resolution 2`."""
        name = self._string()
        asset = self._quoted() or ""
        kind = self._string() if self._take("format ") else _format(asset, usual)
        center = (self._number(), self._number()) if self._take("at ") else None
        resolution = int(self._number()) if self._take("resolution ") else 1
        into.append(Costume(name, asset, kind, center, resolution))

    def variable(self, *, cloud: bool = False) -> None:
        """`variable score = 0`."""
        name = self._name()
        value = self._value() if self._take("=") else "0"
        self.head.variables.append(Variable(f"{self.head.name}:{name}", name, value, cloud))

    def cloud(self) -> None:
        """`cloud variable score = 0`."""
        if not self._take("variable "):
            raise self._missing()
        self.variable(cloud=True)

    def list(self) -> None:
        """`list names = "Dara", "Sokha"`."""
        name = self._name()
        items = []
        if self._take("="):
            items.append(self._value())
            while self._take(","):
                items.append(self._value())
        self.head.lists.append(Variable(f"{self.head.name}:list:{name}", name, tuple(items)))

    def message(self) -> None:
        """`message "start"`."""
        self.head.messages.append(self._name())

    def extensions(self) -> None:
        """`extensions pen, music`; `extensions none`."""
        names: Sequence[str] = [self._value()]
        while self._take(","):
            names = [*names, self._value()]
        self.head.extensions = () if list(names) == [NONE] else tuple(names)

    def monitor(self) -> None:
        """`monitor "lives" of "Cat" hidden`."""
        name = self._string()
        sprite = self._string() if self._take("of ") else None
        self.head.monitors.append(Monitor(name, sprite, visible=not self._take("hidden")))

    def undeclared(self) -> None:
        """`undeclared variable "score"`: blocks use it, nothing declares it."""
        self.head.undeclared.add((self._word() or "", self._string()))


_ACTIONS: Final[Mapping[str, Callable[[HeadLine], None]]] = {
    "position": HeadLine.position,
    "direction": lambda line: line.setting("direction"),
    "size": lambda line: line.setting("size"),
    "volume": lambda line: line.setting("volume"),
    "layer": lambda line: line.whole("layer", 0),
    "wears": lambda line: line.whole("current_costume", 1),
    "hidden": lambda line: line.switch("visible", on=False),
    "draggable": lambda line: line.switch("draggable", on=True),
    "style": HeadLine.style,
    "costume": lambda line: line.asset(line.head.costumes, "svg"),
    "backdrop": lambda line: line.asset(line.head.costumes, "svg"),
    "sound": lambda line: line.asset(line.head.sounds, "wav"),
    "variable": HeadLine.variable,
    "cloud": HeadLine.cloud,
    "list": HeadLine.list,
    "message": HeadLine.message,
    "extensions": HeadLine.extensions,
    "monitor": HeadLine.monitor,
    "undeclared": HeadLine.undeclared,
}
