"""Style sheets read: rules with compiled selectors, declarations with their places, `@import` followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import tinycss2

from grader.website.links import inside
from grader.website.model import Lines, Sheet
from grader.website.properties import KNOWN, SHORTHANDS
from grader.website.selectors import Compiled, SelectorError, compile_selector
from grader.website.shorthands import Longhands, expand
from grader.website.values import has_var, text_of, trimmed

_MAX_SELECTORS = 20_000  # of a site: far more than any beginner's or saved page holds
_MAX_IMPORTS = 40


@dataclass(frozen=True, slots=True, eq=False)
class Declaration:
    """`property: value` where it stands. `start` is its offset in the file at `path`."""

    name: str  # of the property, in lower case; custom ones keep theirs
    value: str
    important: bool
    selector: str  # as written; empty in a `style` attribute
    path: str
    start: int
    sheet: Sheet | None  # None in a `style` attribute
    longhands: Longhands | None  # None: browsers throw it away
    pending: bool = False  # a `var()` stands in it: the element decides what it is
    tokens: tuple[Any, ...] = field(default=(), repr=False)

    @property
    def known(self) -> bool:
        """Whether browsers know the property."""
        return self.name.startswith("--") or self.name in KNOWN

    @property
    def valid(self) -> bool:
        """Whether browsers take it."""
        return self.longhands is not None


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """A selector list with its declarations. `media` are the conditions around it, each as tokens."""

    selector: str
    selectors: tuple[Compiled, ...]  # none: not understood, it matches nothing
    declarations: tuple[Declaration, ...]
    media: tuple[Sequence[Any], ...]
    sheet: Sheet
    start: int


def declaration(node: Any, *, selector: str, path: str, start: int, sheet: Sheet | None) -> Declaration:
    """A declaration from tinycss2's node."""
    name = str(node.name if node.name.startswith("--") else node.lower_name)
    tokens = trimmed(node.value)
    pending = has_var(tokens)
    longhands: Longhands | None
    if name.startswith("--"):
        longhands = ((name, text_of(tokens)),)
    elif name not in KNOWN:
        longhands = None
    elif pending:
        longhands = tuple((longhand, "") for longhand in SHORTHANDS.get(name, (name,)))
    else:
        longhands = expand(name, tokens)
    return Declaration(
        name,
        text_of(tokens),
        bool(node.important),
        selector,
        path,
        start,
        sheet,
        longhands,
        pending,
        tokens if pending else (),
    )


def in_attribute(value: str, path: str, start: int) -> tuple[Declaration, ...]:
    """The declarations of a `style` attribute whose element starts at that offset."""
    nodes = tinycss2.parse_blocks_contents(value, skip_comments=True, skip_whitespace=True)
    try:
        return tuple(
            declaration(node, selector="", path=path, start=start, sheet=None)
            for node in nodes
            if node.type == "declaration"
        )
    except RecursionError:  # hundreds of brackets in brackets
        return ()


class SheetReader:
    """Reads sheets of one site. A sheet that several pages use is read once."""

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self._sheets = sheets
        self._read: dict[Sheet, tuple[Any, ...]] = {}
        self._selectors = 0

    def rules(self, sheet: Sheet, media: tuple[Sequence[Any], ...] = ()) -> Iterator[Rule]:
        """The rules of a sheet in the order they count, imported ones first."""
        yield from self._rules(sheet, media, {sheet.path} if sheet.at == 0 else set())

    def imported(self, sheet: Sheet) -> Iterator[str]:
        """The addresses that a sheet imports, as written."""
        for node in self._nodes(sheet):
            if not isinstance(node, Rule):
                address, _ = _import(node)
                if address is not None:
                    yield address

    def _nodes(self, sheet: Sheet) -> tuple[Any, ...]:
        """The sheet's parts: imports as tinycss2 gives them, rules as ours."""
        found = self._read.get(sheet)
        if found is None:
            nodes = tinycss2.parse_stylesheet(sheet.source, skip_comments=True, skip_whitespace=True)
            lines = Lines(sheet.source)
            found = self._read[sheet] = tuple(self._walk(nodes, (), sheet, lines))
        return found

    def _rules(self, sheet: Sheet, media: tuple[Sequence[Any], ...], seen: set[str]) -> Iterator[Rule]:
        for node in self._nodes(sheet):
            if isinstance(node, Rule):
                yield (
                    node
                    if not media
                    else Rule(
                        node.selector, node.selectors, node.declarations, (*media, *node.media), node.sheet, node.start
                    )
                )
                continue
            address, condition = _import(node)
            path = inside(address, sheet.path) if address is not None else None
            target = self._sheets.get(path) if path is not None else None
            if target is not None and target.path not in seen and len(seen) < _MAX_IMPORTS:
                seen.add(target.path)
                yield from self._rules(target, (*media, condition) if condition else media, seen)

    def _walk(
        self, nodes: Sequence[Any], media: tuple[Sequence[Any], ...], sheet: Sheet, lines: Lines
    ) -> Iterator[Any]:
        stack: list[tuple[Iterator[Any], tuple[Sequence[Any], ...]]] = [(iter(nodes), media)]
        while stack:
            node = next(stack[-1][0], None)
            around = stack[-1][1]
            if node is None:
                stack.pop()
            elif node.type == "qualified-rule":
                try:
                    rule = self._rule(node, around, sheet, lines)
                except RecursionError:  # hundreds of brackets in brackets: no browser takes them either
                    continue
                yield rule
            elif node.type == "at-rule" and node.lower_at_keyword == "import":
                yield node
            elif node.type == "at-rule" and node.content is not None and len(stack) < 20:
                keyword = node.lower_at_keyword
                if keyword in {"media", "supports", "layer"}:
                    inner = (*around, tuple(node.prelude)) if keyword == "media" else around
                    rules = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
                    stack.append((iter(rules), inner))

    def _rule(self, node: Any, media: tuple[Sequence[Any], ...], sheet: Sheet, lines: Lines) -> Rule:
        selector = text_of(trimmed(node.prelude))
        try:
            compiled = compile_selector(node.prelude) if self._selectors < _MAX_SELECTORS else ()
        except SelectorError:
            compiled = ()
        self._selectors += len(compiled)
        contents = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
        declarations = tuple(
            declaration(
                part,
                selector=selector,
                path=sheet.path,
                start=sheet.at + lines.offset(part.source_line, part.source_column),
                sheet=sheet,
            )
            for part in contents
            if part.type == "declaration"
        )
        start = sheet.at + lines.offset(node.source_line, node.source_column)
        return Rule(selector, compiled, declarations, media, sheet, start)


def _import(node: Any) -> tuple[str | None, tuple[Any, ...]]:
    """The address and the media condition of an `@import`."""
    parts = trimmed(node.prelude)
    if not parts:
        return None, ()
    first = parts[0]
    if first.type in {"string", "url"}:
        return str(first.value), trimmed(parts[1:])
    if first.type == "function" and first.lower_name == "url" and first.arguments:
        return str(first.arguments[0].value), trimmed(parts[1:])
    return None, ()


def end_of(source: str, start: int) -> int:
    """The offset behind a declaration: before the `;` or `}` that ends it."""
    at, depth, quote = start, 0, ""
    while at < len(source):
        char = source[at]
        if quote:
            if char == "\\":
                at += 1
            elif char in (quote, "\n"):
                quote = ""
        elif char in "\"'":
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif char in ";}" and depth == 0:
            break
        at += 1
    return start + len(source[start : min(at, len(source))].rstrip())
