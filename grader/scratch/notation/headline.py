"""One line under `stage` or `sprite "Cat"`: reading it. Writing stands in `head`."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from grader.scratch.model import Costume, Monitor, Variable
from grader.scratch.notation import escape
from grader.scratch.notation.head import BARE_NAME, EXAMPLES, NONE, QUOTED, Head, comment_of, usual_format
from grader.scratch.notation.lex import stripped
from grader.scratch.notation.words import NotationError

_BARE_WORD: Final = re.compile(r'[^\s",]+')


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
            self.head.comments.append(comment_of(self._rest()))
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
            self.head.comments.append(comment_of(rest))
        elif rest:
            raise self._missing()

    # --- what stands there

    def _rest(self) -> str:
        return stripped(self.line[self.at :])

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
        found = QUOTED.match(self.line, self.at)
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
        found = BARE_NAME.match(self.line, self.at)
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
        kind = self._string() if self._take("format ") else usual_format(asset, usual)
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
