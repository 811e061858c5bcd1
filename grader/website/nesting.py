"""Rules inside rules: what `&` stands for, and the space that is meant where none is written."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import tinycss2

from grader.website.values import trimmed

_LONGEST = 300  # tokens of one selector: `& &` inside itself doubles with every level


def resolved(prelude: Sequence[Any], around: Sequence[Any] | None) -> tuple[Any, ...]:
    """The selector of a rule as it stands alone, given the whole selector of the rule around it.

    Empty when it grew longer than any selector: such a rule matches nothing.
    """
    tokens = trimmed(prelude)
    if around is None:
        return tuple(tokens)
    found: list[Any] = []
    for number, one in enumerate(_split(tokens)):
        if number:
            found += _literal(",")
        found += _one(one, around)
    return tuple(found) if len(found) <= _LONGEST else ()


def _one(tokens: tuple[Any, ...], around: Sequence[Any]) -> list[Any]:
    if not _has_parent(tokens):
        behind = [] if tokens and tokens[0] in (">", "+", "~") else _literal(" ")
        return [*_parent(around, first=True), *behind, *tokens]
    return _filled(tokens, around)


def _filled(tokens: Sequence[Any], around: Sequence[Any]) -> list[Any]:
    found: list[Any] = []
    for at, part in enumerate(tokens):
        if part == "&":
            found += _parent(around, first=at == 0)
        elif part.type == "function" and _has_parent(part.arguments):
            inner = tinycss2.serialize(_filled(part.arguments, around))
            found += tinycss2.parse_component_value_list(f"{part.name}({inner})")
        else:
            found.append(part)
    return found


def _parent(around: Sequence[Any], *, first: bool) -> Sequence[Any]:
    """The rule around: as it is where that is the same, so that it is found in the right drawer."""
    if not any(
        part == "," or (not first and (part.type == "whitespace" or part in (">", "+", "~"))) for part in around
    ):
        return around
    return tinycss2.parse_component_value_list(f":is({tinycss2.serialize(around)})")  # type: ignore[no-any-return]


def _has_parent(tokens: Sequence[Any]) -> bool:
    return any(part == "&" or (part.type == "function" and _has_parent(part.arguments)) for part in tokens)


def _split(tokens: Sequence[Any]) -> list[tuple[Any, ...]]:
    parts: list[list[Any]] = [[]]
    for part in tokens:
        if part == ",":
            parts.append([])
        else:
            parts[-1].append(part)
    return [trimmed(one) for one in parts]


@lru_cache(maxsize=8)
def _literal(sign: str) -> list[Any]:
    return tinycss2.parse_component_value_list(sign)  # type: ignore[no-any-return]
