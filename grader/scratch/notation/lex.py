r"""One line of block text becomes words and slots. Brackets are followed by a list, not by recursion.

`<` and `>` are brackets and signs: standing alone with spaces on both sides between two slots they are signs, as in
`<(score) > (10)>`. Everything from `//` on is a comment, from `::` on a mark.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Generic, Literal, TypeVar

from grader.scratch.notation import escape
from grader.scratch.notation.words import NotationError

Bracket = Literal["[", "(", "<"]
_CLOSING = {"(": ")", "<": ">", "[": "]"}
_WORD_END = frozenset(" \t\u3000\xa0()[]")
_SQUARE_END = re.compile(r"(?:[^\\\]]|\\.)*\]", re.DOTALL)
_PADDED_CLOSE = re.compile(r"\s>(?=\s*(?:$|[^\s(\[<]))")
_CLOSES_NEXT = re.compile(r"\s*>")
_OPENS_NEXT = re.compile(r"\s*[(\[<]")

PartT = TypeVar("PartT")


@dataclass(frozen=True, slots=True)
class Word:
    """A word outside of brackets."""

    text: str
    column: int


@dataclass(frozen=True, slots=True)
class Group(Generic[PartT]):
    """What stood between two brackets, for the one who resolves it."""

    bracket: Bracket
    raw: str  # the text between the brackets as written, up to a mark
    parts: tuple[PartT | Word, ...]  # empty for square brackets
    marks: tuple[Word, ...]
    column: int


@dataclass(frozen=True, slots=True)
class Line(Generic[PartT]):
    """A line in parts."""

    parts: tuple[PartT | Word, ...]
    marks: tuple[Word, ...]
    comment: str | None


@dataclass(slots=True)
class _Open(Generic[PartT]):
    """A bracket that is not closed yet."""

    bracket: str
    start: int
    parts: list[PartT | Word] = field(default_factory=list)
    marks: list[Word] | None = None
    marked_at: int = 0
    ends_with_slot: bool = False


def lex(text: str, number: int, resolve: Callable[[Group[PartT]], PartT], column: int = 1) -> Line[PartT]:
    """The parts of a line; `resolve` turns each closed bracket into a part, inner ones first."""
    return _Lexing(text, number, resolve, column).line()


class _Lexing(Generic[PartT]):
    """The reading of one line."""

    def __init__(self, text: str, number: int, resolve: Callable[[Group[PartT]], PartT], column: int) -> None:
        self.text = text
        self.number = number
        self.resolve = resolve
        self.column = column
        self.open: list[_Open[PartT]] = [_Open("", 0)]
        self.comment: str | None = None
        self.padded_close: int | None = None

    def line(self) -> Line[PartT]:
        at, text, size = 0, self.text, len(self.text)
        while at < size:
            character = text[at]
            if character.isspace():
                at += 1
            elif character == "[":
                at = self._square(at)
            elif character == "(" or (character == "<" and self._opens(at)):
                self.open.append(_Open(character, at))
                at += 1
            elif character in ")]" or (character == ">" and self._closes(at)):
                self._close(at)
                at += 1
            elif len(self.open) == 1 and text.startswith("//", at):
                self.comment = escape.plain(stripped(text[at + 2 :]))
                break
            elif text.startswith("::", at) and self.open[-1].marks is None:
                self.open[-1].marks, self.open[-1].marked_at = [], at
                at += 2
            else:
                at = self._word(at)
        if len(self.open) > 1:
            raise self._error(self.open[-1].start, "open-bracket", self.open[-1].bracket)
        top = self.open[0]
        return Line(tuple(top.parts), tuple(top.marks or ()), self.comment)

    def _word(self, at: int) -> int:
        end, text, size = at, self.text, len(self.text)
        while end < size:
            character = text[end]
            if character == "\\":
                end += 2
            elif character in _WORD_END or character.isspace() or (end > at and self._ends_word(end)):
                break
            else:
                end += 1
        end = min(end, size)
        word = Word(escape.plain(text[at:end]), self.column + at)
        top = self.open[-1]
        (top.parts if top.marks is None else top.marks).append(word)
        top.ends_with_slot = False
        return end

    def _ends_word(self, at: int) -> bool:
        character = self.text[at]
        if character == ">":
            return self.open[-1].bracket == "<"
        return character == "<" and self.text[at + 1 : at + 2] in {"(", "[", "<"}

    def _square(self, at: int) -> int:
        found = _SQUARE_END.match(self.text, at + 1)
        if found is None:
            raise self._error(at, "open-bracket", "[")
        self._add(Group("[", self.text[at + 1 : found.end() - 1], (), (), self.column + at))
        return found.end()

    def _close(self, at: int) -> None:
        character = self.text[at]
        top = self.open[-1]
        if _CLOSING.get(top.bracket) != character:
            if any(_CLOSING.get(open_.bracket) == character for open_ in self.open):
                raise self._error(top.start, "open-bracket", top.bracket)
            raise self._error(at, "stray-bracket", character)
        self.open.pop()
        end = at if top.marks is None else top.marked_at
        bracket: Bracket = "(" if character == ")" else "<"
        raw = self.text[top.start + 1 : end] if all(isinstance(part, Word) for part in top.parts) else ""
        self._add(Group(bracket, raw, tuple(top.parts), tuple(top.marks or ()), self.column + top.start))

    def _add(self, group: Group[PartT]) -> None:
        top = self.open[-1]
        part = self.resolve(group)
        if top.marks is None:
            top.parts.append(part)
        top.ends_with_slot = True

    def _opens(self, at: int) -> bool:
        """Whether a `<` opens a slot; alone between two slots it is a sign."""
        after = self.text[at + 1 : at + 2]
        if after and not after.isspace():
            return True
        if at == 0 or not self.text[at - 1].isspace():
            return True
        if _CLOSES_NEXT.match(self.text, at + 1):
            return True
        return not self.open[-1].ends_with_slot and at < self._last_padded_close()

    def _last_padded_close(self) -> int:
        """Where the last ` >` stands that can close a `< `: people put spaces inside."""
        if self.padded_close is None:
            outside = _without_values(self.text)
            self.padded_close = max((found.start() for found in _PADDED_CLOSE.finditer(outside)), default=-1)
        return self.padded_close

    def _closes(self, at: int) -> bool:
        """Whether a `>` closes a slot; alone before another slot it is a sign."""
        if not any(open_.bracket == "<" for open_ in self.open):
            return False
        top = self.open[-1]
        if top.bracket != "<":
            return not self._alone(at)
        return not (top.ends_with_slot and self._alone(at) and _OPENS_NEXT.match(self.text, at + 1))

    def _alone(self, at: int) -> bool:
        return self.text[at - 1 : at].isspace() and (at + 1 == len(self.text) or self.text[at + 1].isspace())

    def _error(self, at: int, key: str, bracket: str) -> NotationError:
        return NotationError(self.number, self.column + at, key, {"bracket": bracket})


def _without_values(text: str) -> str:
    """The text with dots for what stands in square brackets."""
    parts, at = [], 0
    while (start := text.find("[", at)) >= 0 and (found := _SQUARE_END.match(text, start + 1)):
        parts += [text[at:start], "." * (found.end() - start)]
        at = found.end()
    return "".join(parts) + text[at:]


def stripped(text: str) -> str:
    """Without spaces at the edges, but for one that a backslash holds."""
    bare = text.strip()
    return f"{bare}{text.lstrip()[len(bare)]}" if escape.ends_open(bare) and len(text.lstrip()) > len(bare) else bare
