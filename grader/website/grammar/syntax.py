"""The value definition syntax of the CSS standards, as trees: `<length>{1,4}`, `none | <shadow>#`, `a && b? || c`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import inf

_PIECE = re.compile(
    r"""\s*(?:
      (?P<reference> <(?P<quote>'?)(?P<named>[a-zA-Z][\w-]*(?:\(\))?)'?
                     (?:\s*\[(?P<low>[^,\]]+),(?P<high>[^\]]+)\])?\s*> )
    | (?P<literal> '[^']+' )
    | (?P<both> && ) | (?P<any> \|\| ) | (?P<one> \| )
    | (?P<function> -?[a-zA-Z][\w-]*\( )
    | (?P<word> -?[a-zA-Z0-9][\w-]* )
    | (?P<times> [*+?#!] | \{\d+(?:,\d*)?\} )
    | (?P<sign> [\[\],/()] )
    )""",
    re.VERBOSE,
)


class SyntaxNotReadError(ValueError):
    """A syntax uses what this reader does not know."""


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """A keyword, in lower case."""

    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Sign:
    """A comma, a slash and the like."""

    text: str


@dataclass(frozen=True, slots=True, eq=False)
class Type:
    """A part of another name, or a basic type with its bounds."""

    name: str
    low: float = -inf
    high: float = inf


@dataclass(frozen=True, slots=True, eq=False)
class Of:
    """Whatever another property takes."""

    name: str


@dataclass(frozen=True, slots=True, eq=False)
class Call:
    """A function and what stands in its brackets; without a name: square brackets."""

    name: str
    inner: Node


@dataclass(frozen=True, slots=True, eq=False)
class Row:
    """One behind the other."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Choice:
    """Exactly one of them."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Mixed:
    """In any order: all of them, or with `every` False at least one."""

    items: tuple[Node, ...]
    every: bool


@dataclass(frozen=True, slots=True, eq=False)
class Times:
    """So many times, with commas between or not; `full`: not without anything."""

    item: Node
    least: int
    most: float
    commas: bool = False
    full: bool = False


Node = Word | Sign | Type | Of | Call | Row | Choice | Mixed | Times


def read(text: str) -> Node:
    """The tree of a syntax. Raises SyntaxNotReadError."""
    return _Reader(text).read()


def _bound(text: str) -> float:
    text = text.strip()
    if text.endswith("∞"):
        return -inf if text.startswith("-") else inf
    return float(re.sub(r"[a-z%]+$", "", text))


class _Reader:
    """Reads one syntax. A juxtaposition binds closest, then `&&`, then `||`, then `|`."""

    def __init__(self, text: str) -> None:
        self._pieces: list[re.Match[str]] = []
        at = 0
        text = text.strip()
        while at < len(text):
            found = _PIECE.match(text, at)
            if found is None:
                raise SyntaxNotReadError(text[at:])
            self._pieces.append(found)
            at = found.end()
        self._at = 0

    def _kind(self) -> str | None:
        if self._at >= len(self._pieces):
            return None
        piece = self._pieces[self._at]
        return next(name for name in _KINDS if piece[name] is not None)

    def _text(self) -> str:
        return self._pieces[self._at].group().strip()

    def read(self) -> Node:
        node = self._choice()
        if self._kind() is not None:
            raise SyntaxNotReadError(self._text())
        return node

    def _choice(self) -> Node:
        items = [self._any()]
        while self._kind() == "one":
            self._at += 1
            items.append(self._any())
        return items[0] if len(items) == 1 else Choice(tuple(items))

    def _any(self) -> Node:
        items = [self._both()]
        while self._kind() == "any":
            self._at += 1
            items.append(self._both())
        return items[0] if len(items) == 1 else Mixed(tuple(items), every=False)

    def _both(self) -> Node:
        items = [self._row()]
        while self._kind() == "both":
            self._at += 1
            items.append(self._row())
        return items[0] if len(items) == 1 else Mixed(tuple(items), every=True)

    def _row(self) -> Node:
        items: list[Node] = []
        while (kind := self._kind()) is not None and kind not in {"one", "any", "both"}:
            if kind == "sign" and self._text() in {"]", ")"}:
                break
            items.append(self._times(self._item(kind)))
        if not items:
            raise SyntaxNotReadError("nothing")
        return items[0] if len(items) == 1 else Row(tuple(items))

    def _times(self, node: Node) -> Node:
        while self._kind() == "times":
            sign = self._text()
            self._at += 1
            if sign == "!":
                node = Times(node, 1, 1, full=True)
            elif sign[0] == "{":
                least, _, most = sign[1:-1].partition(",")
                top = inf if most == "" and "," in sign else float(most or least)
                if isinstance(node, Times) and node.commas:  # `#{2,4}`
                    node = Times(node.item, int(least), top, commas=True)
                else:
                    node = Times(node, int(least), top)
            else:
                least_most = {"*": (0, inf), "+": (1, inf), "?": (0, 1), "#": (1, inf)}[sign]
                node = Times(node, *least_most, commas=sign == "#")
        return node

    def _item(self, kind: str) -> Node:  # noqa: PLR0911 - one line a kind of piece
        piece, text = self._pieces[self._at], self._text()
        self._at += 1
        if kind == "reference":
            if piece["quote"]:
                return Of(piece["named"])
            if piece["low"] is None:
                return Type(piece["named"])
            return Type(piece["named"], _bound(piece["low"]), _bound(piece["high"]))
        if kind == "word":
            return Word(text.lower())
        if kind == "literal":
            return self._quoted(text[1:-1])
        if kind == "function":
            if self._kind() == "sign" and self._text() == ")":  # `shape()`: a part that is told elsewhere
                self._at += 1
                return Type(f"{text[:-1]}()")
            return Call(text[:-1].lower(), self._until(")"))
        if text == "[":
            return self._until("]")
        if text in {",", "/"}:
            return Sign(text)
        raise SyntaxNotReadError(text)

    def _quoted(self, sign: str) -> Node:
        if sign != "[":
            return Sign(sign)
        inner = self._row()  # `'[' <custom-ident>* ']'` ends at its quoted bracket
        if not isinstance(inner, Row) or not isinstance(inner.items[-1], Sign) or inner.items[-1].text != "]":
            raise SyntaxNotReadError(sign)
        return Call("", Row(inner.items[:-1]))

    def _until(self, sign: str) -> Node:
        node = self._choice()
        if self._kind() != "sign" or self._text() != sign:
            raise SyntaxNotReadError(sign)
        self._at += 1
        return node


_KINDS = ("reference", "literal", "both", "any", "one", "function", "word", "times", "sign")
