"""Blocks written by their opcode: reading them. Writing, and what they look like, stands in `odd`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from grader.scratch.model import Procedure, Slot
from grader.scratch.notation.lex import Word
from grader.scratch.notation.parts import Part, Value, field, slot
from grader.scratch.opcodes import Arg

EXAMPLE: Final = "jetpack_fly input [SPEED] [10 :: number] :: opcode"
_ANY_INPUT: Final = Arg("", "literal", "text")
_ANY_FIELD: Final = Arg("", "open")


class Made(NamedTuple):
    """What the words of such a block say."""

    opcode: str
    inputs: Mapping[str, Slot]
    fields: Mapping[str, str]
    bodies: tuple[str, ...]
    procedure: Procedure | None


def read(parts: Sequence[Part | Word]) -> Made | None:
    """The other direction; None when the parts do not say a block."""
    opcode, rest = _opcode(parts)
    said = _Said()
    return said.made(opcode) if opcode is not None and said.take(rest) else None


class _Said:
    """What the words of a block have said so far."""

    def __init__(self) -> None:
        self.inputs: dict[str, Slot] = {}
        self.fields: dict[str, str] = {}
        self.lists: dict[str, list[str]] = {"body": [], "code": [], "name": [], "default": []}
        self.warp = False

    def take(self, parts: Sequence[Part | Word]) -> bool:
        """Take all parts; False when one is out of place."""
        left = iter(parts)
        return all(isinstance(word, Word) and self._word(word.text, left) for word in left)

    def _word(self, word: str, left: Iterator[Part | Word]) -> bool:
        if word == "warp":
            self.warp = True
            return True
        name = next(left, None)
        if not isinstance(name, Value):
            return False
        if word in self.lists:
            self.lists[word].append(name.text)
            return True
        part = next(left, None)
        return part is not None and not isinstance(part, Word) and self._value(word, name.text, part)

    def _value(self, word: str, name: str, part: Part) -> bool:
        if word == "field":
            self.fields[name] = field(_ANY_FIELD, part, ())
            return True
        value = slot(_ANY_INPUT, part, ())
        if word != "input" or value is None:
            return False
        self.inputs[name] = value
        return True

    def made(self, opcode: str) -> Made:
        """The block they make."""
        lists, procedure = self.lists, None
        if self.warp or lists["code"] or lists["name"] or lists["default"]:
            code = lists["code"][0] if lists["code"] else ""
            procedure = Procedure(code, tuple(lists["name"]), (), tuple(lists["default"]), self.warp)
        return Made(opcode, self.inputs, self.fields, tuple(lists["body"]), procedure)


def _opcode(parts: Sequence[Part | Word]) -> tuple[str | None, list[Part | Word]]:
    if not parts:
        return None, []
    first, *rest = parts
    if isinstance(first, Word):
        return first.text, rest
    return (first.text if isinstance(first, Value) else None), rest
