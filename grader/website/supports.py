"""`@supports`: whether browsers of today know what its condition asks for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.website.properties import KNOWN
from grader.website.selectors import SelectorError, compile_selector
from grader.website.values import ident, trimmed, verdict, words


def supported(condition: Sequence[Any]) -> bool:
    """Whether a condition holds; what nobody can tell holds."""
    try:
        return _whole(words(condition))
    except RecursionError:  # hundreds of brackets in brackets
        return False


def _whole(parts: list[Any]) -> bool:
    if not parts:
        return False
    if ident(parts[0]) == "not":
        return not _whole(parts[1:])
    result = _one(parts[0])
    for sign, part in zip(parts[1::2], parts[2::2], strict=False):
        word = ident(sign)
        if word == "and":
            result = result and _one(part)
        elif word == "or":
            result = result or _one(part)
        else:
            return False
    return result


def _one(part: Any) -> bool:  # noqa: PLR0911 - one line a kind of condition
    if part.type == "function":
        if part.lower_name != "selector":
            return True  # fonts and the like
        try:
            compile_selector(part.arguments)
        except SelectorError:
            return False
        return True
    if part.type != "() block":
        return False
    inner = trimmed(part.content)
    after_name = words(inner[1:])
    if inner and inner[0].type == "ident" and after_name and after_name[0] == ":":
        name = inner[0].value if inner[0].value.startswith("--") else inner[0].lower_value
        value = trimmed(inner[1:])[1:]
        if name.startswith("--"):
            return True
        if name.startswith("-"):
            return bool(name.startswith("-webkit-"))
        return name in KNOWN and verdict(name, trimmed(value)) != "invalid"
    return _whole(words(inner))
