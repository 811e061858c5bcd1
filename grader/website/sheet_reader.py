"""Style sheets read: rules with compiled selectors in the order they count, rules inside rules, `@import` followed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from typing import Any

import tinycss2

from grader.website.css import Declaration, Rule, declaration
from grader.website.links import inside
from grader.website.model import Lines, Sheet
from grader.website.nesting import resolved
from grader.website.selectors import Compiled, SelectorError, compile_selector
from grader.website.supports import supported
from grader.website.values import text_of, trimmed

_MAX_SELECTORS = 20_000  # of a site: far more than any beginner's or saved page holds
_MAX_IMPORTS = 40
_DEEPEST = 20
_GROUPS = frozenset({"media", "supports", "layer"})


@dataclass(frozen=True, slots=True)
class _Around:
    """What stands around a rule."""

    media: tuple[Sequence[Any], ...] = ()
    layer: tuple[str, ...] | None = None
    selector: tuple[Any, ...] | None = None  # of the rule it stands in, whole
    compiled: tuple[Compiled, ...] = ()


class SheetReader:
    """Reads sheets of one site. A sheet that several pages use is read once."""

    def __init__(self, sheets: Mapping[str, Sheet]) -> None:
        self._sheets = sheets
        self._read: dict[Sheet, tuple[Any, ...]] = {}
        self._selectors = 0
        self._nameless = 0

    def rules(self, sheet: Sheet, media: tuple[Sequence[Any], ...] = ()) -> Iterator[Rule]:
        """The rules of a sheet in the order they count, imported ones first."""
        yield from self._rules(sheet, media, None, {sheet.path} if sheet.at == 0 else set())

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
            found = self._read[sheet] = tuple(self._walk(nodes, sheet, Lines(sheet.source)))
        return found

    def _rules(
        self, sheet: Sheet, media: tuple[Sequence[Any], ...], layer: tuple[str, ...] | None, seen: set[str]
    ) -> Iterator[Rule]:
        for node in self._nodes(sheet):
            if isinstance(node, Rule):
                if not media and layer is None:
                    yield node
                else:
                    inner = node.layer if layer is None else (*layer, *(node.layer or ()))
                    yield replace(node, media=(*media, *node.media), layer=inner)
                continue
            address, tokens = _import(node)
            path = inside(address, sheet.path) if address is not None else None
            target = self._sheets.get(path) if path is not None else None
            if target is not None and target.path not in seen and len(seen) < _MAX_IMPORTS:
                seen.add(target.path)
                into, tokens = self._import_layer(tokens)
                tokens, holds = _import_supports(tokens)
                if holds:
                    deeper = layer if into is None else (*(layer or ()), *into)
                    yield from self._rules(target, (*media, tokens) if tokens else media, deeper, seen)

    def _import_layer(self, tokens: tuple[Any, ...]) -> tuple[tuple[str, ...] | None, tuple[Any, ...]]:
        """The layer that an import goes into, and the rest of its conditions."""
        first = tokens[0] if tokens else None
        if first is not None and first.type == "ident" and first.lower_value == "layer":
            return (self._nobody(),), trimmed(tokens[1:])
        if first is not None and first.type == "function" and first.lower_name == "layer":
            return tuple(text_of(first.arguments).split(".")), trimmed(tokens[1:])
        return None, tokens

    def _nobody(self) -> str:
        """The name of a layer that has none: nobody else can mean it."""
        self._nameless += 1
        return f"\0{self._nameless}"

    def _walk(self, nodes: Sequence[Any], sheet: Sheet, lines: Lines) -> Iterator[Any]:
        stack: list[tuple[Iterator[Any], _Around]] = [(iter(nodes), _Around())]
        while stack:
            node = next(stack[-1][0], None)
            around = stack[-1][1]
            try:
                if node is None:
                    stack.pop()
                elif node.type == "qualified-rule":
                    rule, deeper = self._rule(node, around, sheet, lines)
                    yield rule
                    if deeper is not None and len(stack) < _DEEPEST:
                        stack.append(deeper)
                elif node.type == "declaration" and around.selector is not None:
                    yield self._late(node, around, sheet, lines)
                elif node.type == "at-rule":
                    if node.lower_at_keyword == "import" and len(stack) == 1:
                        yield node
                    elif node.lower_at_keyword in _GROUPS:
                        yield from self._at_rule(node, around, sheet, lines, stack)
            except RecursionError:  # hundreds of brackets in brackets: no browser takes them either
                continue

    def _at_rule(
        self, node: Any, around: _Around, sheet: Sheet, lines: Lines, stack: list[tuple[Iterator[Any], _Around]]
    ) -> Iterator[Rule]:
        """Opens a group of rules on the stack; a layer is told by a rule without a selector."""
        keyword = node.lower_at_keyword
        inner = around
        start = sheet.at + lines.offset(node.source_line, node.source_column)
        if keyword == "layer":
            names = [name.strip() for name in text_of(trimmed(node.prelude)).split(",")]
            for name in names:
                path = (*(around.layer or ()), *(name.split(".") if name else (self._nobody(),)))
                yield Rule("", (), (), around.media, sheet, start, path)
                inner = replace(around, layer=path)
        elif keyword == "media":
            inner = replace(around, media=(*around.media, tuple(node.prelude)))
        elif not supported(node.prelude):
            return
        if node.content is not None and len(stack) < _DEEPEST:
            parse = tinycss2.parse_rule_list if around.selector is None else tinycss2.parse_blocks_contents
            stack.append((iter(parse(node.content, skip_comments=True, skip_whitespace=True)), inner))

    def _rule(
        self, node: Any, around: _Around, sheet: Sheet, lines: Lines
    ) -> tuple[Rule, tuple[Iterator[Any], _Around] | None]:
        """A rule with the declarations up to the first rule inside it, and what is left to walk."""
        tokens = resolved(node.prelude, around.selector)
        compiled: tuple[Compiled, ...] = ()
        if tokens and self._selectors < _MAX_SELECTORS:
            try:
                compiled = compile_selector(tokens)
            except SelectorError:
                compiled = ()
        self._selectors += len(compiled)
        selector = text_of(trimmed(node.prelude))
        parts = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
        nested = any(part.type in {"qualified-rule", "at-rule"} for part in parts)
        first = takewhile(lambda part: part.type not in {"qualified-rule", "at-rule"}, parts) if nested else parts
        declared = tuple(_declared(part, selector, sheet, lines) for part in first if part.type == "declaration")
        start = sheet.at + lines.offset(node.source_line, node.source_column)
        rule = Rule(selector, compiled, declared, around.media, sheet, start, around.layer)
        if not nested or not compiled:
            return rule, None
        behind = iter(parts)
        for _ in range(len(list(takewhile(lambda part: part.type not in {"qualified-rule", "at-rule"}, parts)))):
            next(behind)
        return rule, (behind, replace(around, selector=tokens, compiled=compiled))

    def _late(self, node: Any, around: _Around, sheet: Sheet, lines: Lines) -> Rule:
        """A declaration that stands behind a rule inside its own: it counts where it stands."""
        selector = text_of(around.selector or ())
        declared = _declared(node, selector, sheet, lines)
        return Rule(selector, around.compiled, (declared,), around.media, sheet, declared.start, around.layer)


def _declared(node: Any, selector: str, sheet: Sheet, lines: Lines) -> Declaration:
    start = sheet.at + lines.offset(node.source_line, node.source_column)
    return declaration(node, selector=selector, path=sheet.path, start=start, sheet=sheet)


def _import(node: Any) -> tuple[str | None, tuple[Any, ...]]:
    """The address and the conditions of an `@import`."""
    parts = trimmed(node.prelude)
    if not parts:
        return None, ()
    first = parts[0]
    if first.type in {"string", "url"}:
        return str(first.value), trimmed(parts[1:])
    if first.type == "function" and first.lower_name == "url" and first.arguments:
        return str(first.arguments[0].value), trimmed(parts[1:])
    return None, ()


def _import_supports(tokens: tuple[Any, ...]) -> tuple[tuple[Any, ...], bool]:
    """The media query of an import, and whether what it asks for is supported."""
    if tokens and tokens[0].type == "function" and tokens[0].lower_name == "supports":
        arguments = tokens[0].arguments
        inner = tinycss2.parse_component_value_list(f"({text_of(arguments)})")
        return trimmed(tokens[1:]), supported(inner) or supported(arguments)
    return tokens, True
