"""What stands in a style sheet beside its rules: comments, and every address, those of fonts too."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import tinycss2

from grader.website.index import SiteIndex
from grader.website.model import Lines, Sheet, Website

_STRINGS_ARE_ADDRESSES = frozenset({"url", "src", "image-set", "-webkit-image-set"})


@dataclass(frozen=True, slots=True)
class Part:
    """A comment or an address. `start` is its offset in the file at `path`."""

    path: str
    start: int
    text: str
    sheet: Sheet


@dataclass(frozen=True, slots=True)
class SheetParts:
    """The parts of all sheets of a site: its files, and its `<style>` elements."""

    comments: tuple[Part, ...]
    addresses: tuple[Part, ...]


def sheets(site: Website) -> Iterator[Sheet]:
    """Every style sheet: the files, then the `<style>` elements page by page."""
    yield from site.sheets
    for page in site.pages:
        for element in page.elements:
            if element.name == "style" and element.start is not None:
                end = element.closing_start if element.closing_start is not None else len(page.source)
                begin = element.end or 0
                yield Sheet(page.path, page.source[begin:end], page.lines, begin)


def sheet_parts(index: SiteIndex) -> SheetParts:
    """The parts of the sheets of an indexed site; to be asked with `index.once`."""
    return parts_of(index.site)


def parts_of(site: Website) -> SheetParts:
    """Comments and addresses of all sheets, each sheet's tokens looked at one time."""
    comments: list[Part] = []
    addresses: list[Part] = []
    for sheet in sheets(site):
        small = sheet.source.lower()
        if "/*" not in small and "url(" not in small and "@import" not in small and "image-set(" not in small:
            continue  # most sheets of beginners
        lines = Lines(sheet.source)
        for kind, token, text in _walk(tinycss2.parse_component_value_list(sheet.source)):
            start = sheet.at + lines.offset(token.source_line, token.source_column)
            part = Part(sheet.path, start, text, sheet)
            (comments if kind == "comment" else addresses).append(part)
    return SheetParts(tuple(comments), tuple(addresses))


def addresses_in(tokens: Any) -> tuple[str, ...]:
    """The addresses in the tokens of a value."""
    return tuple(text for kind, _, text in _walk(tokens) if kind == "address")


def _walk(tokens: Any) -> Iterator[tuple[str, Any, str]]:
    stack: list[tuple[Iterator[Any], bool]] = [(iter(tokens), False)]
    importing = False
    while stack:
        token = next(stack[-1][0], None)
        if token is None:
            stack.pop()
            continue
        kind = token.type
        if kind == "comment":
            yield "comment", token, token.value
        elif kind == "url" or (kind == "string" and (stack[-1][1] or importing)):
            yield "address", token, token.value
        elif kind == "function":
            stack.append((iter(token.arguments), token.lower_name in _STRINGS_ARE_ADDRESSES))
        elif kind in {"{} block", "() block", "[] block"}:
            stack.append((iter(token.content), False))
        if kind == "at-keyword":
            importing = token.lower_value == "import"
        elif kind not in {"whitespace", "comment"}:
            importing = False
