"""The braces and the semicolons of a style sheet, as they stand in its text: blocks, and the pieces between.

A parser of CSS takes what it can and says nothing of the rest; here every piece keeps its place, so that what is
missing can be told where it is missing. Signs of full width count as those that were meant, and are told elsewhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Final

_PIECE: Final = re.compile(
    r"""(?P<comment>/\*.*?(?:\*/|\Z)) | (?P<tag></?[a-zA-Z][a-zA-Z0-9]*(?:\s[^<>{};]*)?>|<!doctype[^<>{};]*>|<!--|-->)
    | (?P<slashes>(?<![:/\w])//[^\n]*) | (?P<string>"(?:\\.|[^"\\\n])*["\n]?|'(?:\\.|[^'\\\n])*['\n]?)
    | (?P<address>\burl\(\s*[^"'\s)][^)\n]*\)?) | (?P<sign>[{};()｛｝；])""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_MEANT: Final = {"｛": "{", "｝": "}", "；": ";"}
_SEEN: Final = 500  # blocks in blocks


@dataclass(slots=True)
class Block:
    """A block: where the words before its brace begin, the brace, and behind its end (None: nothing ends it)."""

    start: int
    brace: int
    head: str
    parent: Block | None
    end: int | None = None
    blocks: list[Block] = field(default_factory=list)

    @property
    def groups(self) -> bool:
        """Whether rules stand in it, and no declarations of its own."""
        word = self.head.split(None, 1)[0].lower() if self.head else ""
        return word.rstrip("(") in _GROUPS


_GROUPS: Final = frozenset(
    {"@media", "@supports", "@layer", "@container", "@scope", "@keyframes", "@-webkit-keyframes", "@-moz-keyframes"}
    | {"@document", "@-moz-document", "@starting-style", "@font-feature-values"}
)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words between braces and semicolons; `ended` is the sign behind them, "" at the end of the text."""

    start: int
    text: str  # without comments, of the same length
    ended: str
    end: int
    block: Block | None


@dataclass(frozen=True, slots=True)
class Structure:
    """A sheet in pieces."""

    pieces: tuple[Piece, ...]
    blocks: tuple[Block, ...]
    strays: tuple[int, ...]  # braces that end nothing
    tags: tuple[tuple[int, int], ...]  # HTML, where CSS should be
    slashes: tuple[tuple[int, int], ...]
    torn: tuple[tuple[int, int], ...]  # strings that the end of a line ended
    open_comment: int | None


def structure(text: str) -> Structure:
    """Take a sheet apart. Linear in its length."""
    return _Taker(text).take()


class _Taker:
    """Goes through the signs of one sheet, once."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._plain = list(text)
        self._pieces: list[Piece] = []
        self._blocks: list[Block] = []
        self._strays: list[int] = []
        self._found: dict[str, list[tuple[int, int]]] = {"tag": [], "slashes": [], "torn": []}
        self._open_comment: int | None = None
        self._block: Block | None = None
        self._start = 0
        self._depth = 0
        self._round = 0

    def take(self) -> Structure:
        """The sheet in pieces."""
        for match in _PIECE.finditer(self._text):
            kind = match.lastgroup
            if kind in {"comment", "tag", "slashes"}:
                self._skip(str(kind), match)
            elif kind == "string":
                self._string(match)
            elif kind == "sign":
                self._sign(_MEANT.get(match[0], match[0]), match.start(), match.end())
        self._piece(len(self._text), "")
        found = self._found
        return Structure(
            tuple(self._pieces),
            tuple(self._blocks),
            tuple(self._strays),
            tuple(found["tag"]),
            tuple(found["slashes"]),
            tuple(found["torn"]),
            self._open_comment,
        )

    def _skip(self, kind: str, match: re.Match[str]) -> None:
        """Nothing of it is CSS."""
        at, end = match.span()
        self._plain[at:end] = [sign if sign == "\n" else " " for sign in self._plain[at:end]]
        if kind == "comment" and not match[0].endswith("*/"):
            self._open_comment = at
        elif kind != "comment" and match[0] not in {"<!--", "-->"}:
            self._found[kind].append((at, end))

    def _string(self, match: re.Match[str]) -> None:
        """What stands in quotes counts as letters."""
        at, end = match.span()
        self._plain[at + 1 : end - 1] = ["s" if sign != "\n" else sign for sign in self._plain[at + 1 : end - 1]]
        if match[0][-1] != match[0][0] or len(match[0]) < 2:
            self._found["torn"].append((at, end))

    def _sign(self, sign: str, at: int, end: int) -> None:
        if sign in "()":
            self._round = max(0, self._round + (1 if sign == "(" else -1))
        elif sign == ";" and self._round == 0:
            self._piece(at, ";")
            self._start = end
        elif sign == "{":
            self._open(at, end)
        elif sign == "}":
            self._close(at, end)

    def _open(self, at: int, end: int) -> None:
        self._round = 0
        self._depth += 1
        inner = Block(self._start, at, "".join(self._plain[self._start : at]).strip(), self._block)
        if self._depth <= _SEEN:
            self._blocks.append(inner)
            if self._block is not None:
                self._block.blocks.append(inner)
        self._block, self._start = inner, end

    def _close(self, at: int, end: int) -> None:
        self._round = 0
        self._piece(at, "}")
        self._start = end
        if self._block is None:
            self._strays.append(at)
        else:
            self._block.end, self._block = end, self._block.parent
            self._depth -= 1

    def _piece(self, end: int, ended: str) -> None:
        written = "".join(self._plain[self._start : end])
        if written.strip() or ended == ";":
            self._pieces.append(Piece(self._start, written, ended, end, self._block))
