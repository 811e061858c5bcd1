"""A YAML file as a tree in which every key and value knows where it stands. YAML 1.2: only `true` is true."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from math import isfinite
from typing import Any

_INTEGER = re.compile(r"[-+]?[0-9]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_WORDS = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True,
    "false": False, "False": False, "FALSE": False,
}  # fmt: skip
_KHMER_DIGITS = str.maketrans("០១២៣៤៥៦៧៨៩", "0123456789")
_LONGEST_NUMBER = 30  # longer ones are words; Python also refuses to read integers of thousands of digits


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something stands: line and column from 1, columns in characters."""

    line: int
    column: int
    pack: str = ""  # the file's name when it stands in a pack, "" in the rubric itself


NOWHERE = Spot(0, 0)  # the file as a whole


@dataclass(frozen=True, slots=True)
class Scalar:
    """A word, a number, true, false, or nothing. `text` is as written, without quotes."""

    spot: Spot
    text: str
    quoted: bool = False

    @property
    def value(self) -> Any:
        """What the text means."""
        return self.text if self.quoted else meaning(self.text)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    spot: Spot
    items: tuple[Node, ...]

    @property
    def value(self) -> tuple[Any, ...]:
        """Its items' values, as a tuple."""
        return tuple(item.value for item in self.items)


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, in order."""

    spot: Spot
    entries: tuple[tuple[Scalar, Node], ...]

    @property
    def value(self) -> dict[str, Any]:
        """As a dict; of keys written twice the last wins (`source` has complained)."""
        return {key.text: node.value for key, node in self.entries}

    def get(self, name: str) -> Node | None:
        """The value of a key."""
        return next((node for key, node in self.entries if key.text == name), None)

    def key(self, name: str) -> Scalar | None:
        """The key itself, for its place."""
        return next((key for key, _ in self.entries if key.text == name), None)


Node = Scalar | Sequence | Mapping


def meaning(text: str) -> Any:
    """The value of a word without quotes; Khmer digits are digits."""
    if text in _WORDS:
        return _WORDS[text]
    if len(text) <= _LONGEST_NUMBER and (text[0] in "-+.0123456789" or "០" <= text[0] <= "៩"):
        digits = text.translate(_KHMER_DIGITS)
        if _INTEGER.fullmatch(digits):
            return int(digits)
        if _FLOAT.fullmatch(digits) and isfinite(number := float(digits)):
            return number
    return text


def follow(node: Node, path: Iterable[str | int]) -> tuple[Node, Scalar | None]:
    """The node at the end of a path, and the key it stands behind; goes as far as the path leads.

    Parts that are not in the tree are passed over: pydantic names union members and keys in its paths too.
    """
    key: Scalar | None = None
    for part in path:
        if isinstance(node, Mapping) and (found := node.get(str(part))) is not None:
            key, node = node.key(str(part)), found
        elif isinstance(node, Sequence) and isinstance(part, int) and part < len(node.items):
            node, key = node.items[part], None
    return node, key
