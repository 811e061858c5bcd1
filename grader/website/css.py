"""Declarations and rules as data, with their places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

import tinycss2

from grader.website.model import Sheet
from grader.website.properties import KNOWN, SHORTHANDS
from grader.website.selectors import Compiled
from grader.website.shorthands import Longhands, expand, quirky
from grader.website.values import has_var, text_of, trimmed

_LONGEST = 20_000  # characters of a `style` attribute: a page holds many


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
    quirky: Longhands | None = None  # what browsers make of it in quirks mode, where they else throw it away
    hint: bool = False  # said by an old attribute such as `bgcolor`

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
    """A selector list with its declarations. `media` are the conditions around it, each as tokens.

    A rule without a selector declares nothing: it says where in the order its layer stands.
    """

    selector: str
    selectors: tuple[Compiled, ...]  # none: not understood, it matches nothing
    declarations: tuple[Declaration, ...]
    media: tuple[Sequence[Any], ...]
    sheet: Sheet
    start: int
    layer: tuple[str, ...] | None = None  # the names of the cascade layers around it, the outermost first


def declaration(node: Any, *, selector: str, path: str, start: int, sheet: Sheet | None) -> Declaration:
    """A declaration from tinycss2's node."""
    name = str(node.name if node.name.startswith("--") else node.lower_name)
    tokens = trimmed(node.value)
    pending = has_var(tokens)
    longhands: Longhands | None
    in_quirks: Longhands | None = None
    if name.startswith("--"):
        longhands = ((name, text_of(tokens)),)
    elif name not in KNOWN:
        longhands = None
    elif pending:
        longhands = tuple((longhand, "") for longhand in SHORTHANDS.get(name, (name,)))
    else:
        longhands = expand(name, tokens)
        if longhands is None:
            in_quirks = quirky(name, tokens)
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
        in_quirks,
    )


def in_attribute(value: str, path: str, start: int) -> tuple[Declaration, ...]:
    """The declarations of a `style` attribute whose element starts at that offset; of a very long one the first."""
    return tuple([_placed(declared, path, start) for declared in _in_text(value[:_LONGEST])])


def _placed(declared: Declaration, path: str, start: int) -> Declaration:
    """A declaration of a `style` attribute at its place. `dataclasses.replace` takes five times as long."""
    return Declaration(
        declared.name,
        declared.value,
        declared.important,
        declared.selector,
        path,
        start,
        declared.sheet,
        declared.longhands,
        declared.pending,
        declared.tokens,
        declared.quirky,
    )


@lru_cache(maxsize=256)  # pages say the same again and again
def _in_text(value: str) -> tuple[Declaration, ...]:
    nodes = tinycss2.parse_blocks_contents(value, skip_comments=True, skip_whitespace=True)
    try:
        return tuple(
            declaration(node, selector="", path="", start=0, sheet=None) for node in nodes if node.type == "declaration"
        )
    except RecursionError:  # hundreds of brackets in brackets
        return ()


def end_of(source: str, start: int) -> int:
    """The offset behind a declaration: before the `;` or `}` that ends it."""
    end, depth, quote, skip = len(source), 0, "", -1
    for sign in _SIGN.finditer(source, start):
        char, at = sign[0], sign.start()
        if at == skip:
            continue
        if quote:
            if char == "\\":
                skip = at + 1
            elif char in (quote, "\n"):
                quote = ""
        elif char in "\"'":
            quote = char
        elif char in "([{":
            depth += 1
        elif char in ")]":
            depth = max(0, depth - 1)
        elif char in ";}" and depth == 0:
            end = at
            break
    return start + len(source[start:end].rstrip())


_SIGN = re.compile(r"[\"'()\[\]{};\\\n]")
