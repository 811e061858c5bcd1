"""Whether a value is one that a property takes: `valid`, `invalid`, or `no opinion` where nobody can tell from text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from types import MappingProxyType
from typing import Any, Final, Literal

from grader.website.grammar.amends import BEYOND
from grader.website.grammar.data import data
from grader.website.grammar.syntax import (
    Call,
    Choice,
    Mixed,
    Node,
    Of,
    Row,
    Sign,
    SyntaxNotReadError,
    Times,
    Type,
    Word,
    read,
)
from grader.website.grammar.types import WIDE, fit, known

Verdict = Literal["valid", "invalid", "no opinion"]

_MOST_TOKENS: Final = 60
_MOST_STEPS: Final = 20_000
# What decides at the element, or at a browser of its own.
_OPEN_CALLS: Final = frozenset(
    {"var", "env", "attr", "if", "image-set", "cross-fade", "element", "paint", "image", "anchor", "anchor-size"}
    | {
        "calc-size",
        "symbols",
        "sibling-index",
        "sibling-count",
        "random",
        "inherit",
        "shape",
        "leader",
        "string",
        "light-dark",
    }
)
_STANDS_FOR: Final[Mapping[str, str]] = MappingProxyType(
    {"word-wrap": "overflow-wrap", "grid-gap": "gap", "grid-row-gap": "row-gap", "grid-column-gap": "column-gap"}
)
_NOTHING: Final[frozenset[int]] = frozenset()


def judge(name: str, tokens: Sequence[Any]) -> Verdict:
    """Whether a property takes a value, given as tokens. Of a property that is not in the table: no opinion."""
    found = data().properties.get(_STANDS_FOR.get(name, name))
    parts = _words(tokens)
    if found is None:
        return "no opinion"
    if not parts:
        return "invalid"
    if len(parts) == 1 and parts[0].type == "ident" and parts[0].lower_value in WIDE:
        return "valid"
    if found.standing == "nonstandard" or found.name in BEYOND or len(parts) > _MOST_TOKENS:
        return "no opinion"
    try:
        tree = _tree(f"'{found.name}'")
    except SyntaxNotReadError:
        return "no opinion"
    return _Match(parts).verdict(tree)


@cache
def _tree(name: str) -> Node:
    """The tree of a part, or of a property: then its name stands in quotes."""
    syntax = data().properties[name[1:-1]].syntax if name[0] == "'" else data().syntaxes[name]
    return read(syntax)


def _words(tokens: Iterable[Any]) -> list[Any]:
    return [token for token in tokens if token.type not in {"whitespace", "comment"}]


class _TooLongError(Exception):
    """More steps than a value is worth."""


class _Match:
    """One list of tokens. Each node is asked once for each place."""

    def __init__(self, tokens: Sequence[Any], steps: list[int] | None = None) -> None:
        self._tokens = tokens
        self._known: dict[tuple[int, int], frozenset[int]] = {}
        self._steps = [0] if steps is None else steps
        self.unsure = any(_is_open(token) for token in tokens)

    def verdict(self, tree: Node) -> Verdict:
        """Whether the tokens as a whole are what a tree says."""
        try:
            found = self.whole(tree)
        except (_TooLongError, RecursionError):
            return "no opinion"
        if found:
            return "valid"
        return "no opinion" if self.unsure else "invalid"

    def whole(self, tree: Node) -> bool:
        """Whether a tree can end where the tokens end."""
        return len(self._tokens) in self._ends(tree, 0)

    def _ends(self, node: Node, at: int) -> frozenset[int]:
        """Where a node that begins there can end; nowhere: it does not stand there."""
        key = (id(node), at)
        found = self._known.get(key)
        if found is None:
            self._steps[0] += 1
            if self._steps[0] > _MOST_STEPS:
                raise _TooLongError
            self._known[key] = _NOTHING  # a part that begins with itself stands nowhere
            found = self._known[key] = frozenset(self._find(node, at))
        return found

    def _find(self, node: Node, at: int) -> Iterable[int]:  # noqa: PLR0911 - one line a kind of node
        if isinstance(node, Choice):
            return (end for item in node.items for end in self._ends(item, at))
        if isinstance(node, Row):
            return self._row(node, at)
        if isinstance(node, Mixed):
            return self._mixed(node, at, 0)
        if isinstance(node, Times):
            return self._times(node, at)
        if isinstance(node, Of):
            return self._ends(_tree(f"'{node.name}'"), at)
        if isinstance(node, Type) and not known(node.name):
            return self._part(node, at)
        if isinstance(node, Sign) and node.text == ",":
            return self._comma(at)
        return (at + 1,) if at < len(self._tokens) and self._one(node, self._tokens[at]) else ()

    def _row(self, node: Row, at: int) -> Iterable[int]:
        """One behind the other. A comma goes where what stands before it is left out."""
        ends: set[tuple[int, bool]] = {(at, True)}
        for item in node.items:
            following = {(end, end == begin) for begin, _ in ends for end in self._ends(item, begin)}
            if isinstance(item, Sign) and item.text == ",":
                following |= {(begin, True) for begin, empty in ends if empty}
            ends = following
            if not ends:
                break
        return {end for end, _ in ends}

    def _mixed(self, node: Mixed, at: int, used: int) -> Iterable[int]:
        """Any order; `used` has a bit for each item that stands before."""
        found: set[int] = set()
        waiting, seen = [(at, used)], {(at, used)}
        all_used = (1 << len(node.items)) - 1
        while waiting:
            place, done = waiting.pop()
            if done == all_used or (done and not node.every):
                found.add(place)
            for number, item in enumerate(node.items):
                if done >> number & 1:
                    continue
                for end in self._ends(item, place):
                    turn = (end, done | 1 << number)
                    if turn not in seen and (end > place or node.every):
                        seen.add(turn)
                        waiting.append(turn)
        return found

    def _times(self, node: Times, at: int) -> Iterable[int]:
        found: set[int] = {at} if node.least == 0 and not node.full else set()
        ends, count = {at}, 0
        seen: set[int] = set()
        while ends and count < node.most and count <= len(self._tokens):
            begins = {self._behind_comma(end) for end in ends} if node.commas and count else ends
            ends = {end for begin in begins if begin >= 0 for end in self._ends(node.item, begin)}
            count += 1
            if count >= node.least:
                ends -= seen
                seen |= ends
                found |= ends
        return found - {at} if node.full else found

    def _behind_comma(self, at: int) -> int:
        return at + 1 if at < len(self._tokens) and self._tokens[at] == "," else -1

    def _comma(self, at: int) -> Iterable[int]:
        """A comma; none where everything behind it is left out."""
        if at + 1 < len(self._tokens) and self._tokens[at] == ",":
            return (at + 1,)
        return (at,) if at == len(self._tokens) else ()

    def _part(self, node: Type, at: int) -> Iterable[int]:
        if node.name not in data().syntaxes:
            token = self._tokens[at] if at < len(self._tokens) else None
            name = node.name.removesuffix("()")
            if token is not None and (name == node.name or (token.type == "function" and token.lower_name == name)):
                self.unsure = True
            return ()
        try:
            return self._ends(_tree(node.name), at)
        except SyntaxNotReadError:
            self.unsure = True
            return ()

    def _one(self, node: Node, token: Any) -> bool:
        if isinstance(node, Word):
            if token.type == "number":
                return str(token.representation) == node.text
            return bool(token.type == "ident" and token.lower_value == node.text)
        if isinstance(node, Sign):
            return bool(token == node.text)
        if isinstance(node, Call):
            return self._call(node, token)
        if isinstance(node, Type):
            found = fit(node, token)
            self.unsure = self.unsure or found is None
            return bool(found)
        return False

    def _call(self, node: Call, token: Any) -> bool:
        if node.name:
            if token.type != "function" or token.lower_name != node.name:
                return False
            inner = _Match(_words(token.arguments), self._steps)
        elif token.type == "[] block":
            inner = _Match(_words(token.content), self._steps)
        else:
            return False
        if inner.whole(node.inner):
            return True
        self.unsure = self.unsure or inner.unsure
        return False


def _is_open(token: Any) -> bool:
    """Whether a token is decided elsewhere. Of the words that browsers made for themselves one lives on: `-webkit-`."""
    if token.type == "function":
        return token.lower_name in _OPEN_CALLS or token.lower_name.startswith("-webkit-")
    return bool(token.type == "ident" and token.lower_value.startswith(("-webkit-", "-internal-")))
