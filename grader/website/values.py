"""CSS values: tokens as text, lengths in pixels, and which values a browser would throw away."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import tinycss2

from grader.website.grammar.calculation import MATHS, amount_of
from grader.website.grammar.match import Verdict, judge
from grader.website.grammar.types import ABSOLUTE, LENGTHS, WIDE

__all__ = [
    "FONT_SIZES",
    "LINES",
    "WIDE",
    "has_var",
    "ident",
    "invalid",
    "is_length",
    "parsed",
    "pixels",
    "text_of",
    "trimmed",
    "verdict",
    "words",
]

LINES = frozenset(
    {"none", "hidden", "dotted", "dashed", "solid", "double", "groove", "ridge", "inset", "outset", "auto"}
)
FONT_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
}


_PLAIN = re.compile("[a-z][a-z-]*+")  # words that are written as they are meant
_PLAIN_UNIT = re.compile("[a-df-z][a-z]*+")
_PLAIN_HASH = re.compile("[a-zA-Z][0-9a-zA-Z]*+")


def _plain(token: Any) -> str | None:
    """The text of a token that needs no escapes; None of any other."""
    kind = token.type
    if kind == "ident":
        return str(token.value) if _PLAIN.fullmatch(token.value) else None
    if kind == "dimension":
        return f"{token.representation}{token.unit}" if _PLAIN_UNIT.fullmatch(token.unit) else None
    if kind == "percentage":
        return f"{token.representation}%"
    if kind == "hash":
        return f"#{token.value}" if _PLAIN_HASH.fullmatch(token.value) else None
    return None


def text_of(tokens: Sequence[Any]) -> str:
    """The tokens as CSS text, without the space around; nothing for hundreds of brackets in brackets."""
    if len(tokens) == 1:
        plain = _plain(tokens[0])
        if plain is not None:
            return plain
    try:
        return str(tinycss2.serialize(tokens)).strip()
    except RecursionError:
        return ""


@lru_cache(maxsize=1024)
def parsed(text: str) -> tuple[Any, ...]:
    """A value as tokens, without comments and the space around."""
    return trimmed(tinycss2.parse_component_value_list(text, skip_comments=True))


def trimmed(tokens: Sequence[Any]) -> tuple[Any, ...]:
    """The tokens without the space around."""
    start, end = 0, len(tokens)
    while start < end and tokens[start].type in {"whitespace", "comment"}:
        start += 1
    while end > start and tokens[end - 1].type in {"whitespace", "comment"}:
        end -= 1
    return tuple(tokens[start:end])


def words(tokens: Sequence[Any]) -> list[Any]:
    """The tokens without space and comments."""
    return [token for token in tokens if token.type not in {"whitespace", "comment"}]


def has_var(tokens: Sequence[Any]) -> bool:
    """Whether `var()` stands somewhere in a value."""
    for token in tokens:
        if token.type == "function":
            if token.lower_name == "var" or has_var(token.arguments):
                return True
        elif token.type in {"() block", "[] block", "{} block"} and has_var(token.content):
            return True
    return False


def ident(token: Any) -> str | None:
    """The word a token is, in lower case; None when it is something else."""
    return str(token.lower_value) if token.type == "ident" else None


def is_length(token: Any, *, negative: bool = True, percent: bool = True) -> bool:
    """Whether a token is a length or a percentage: a unit, or nought, or a calculation."""
    if token.type == "dimension":
        return token.lower_unit in LENGTHS and (negative or token.value >= 0)
    if token.type == "percentage":
        return percent and (negative or token.value >= 0)
    if token.type == "number":
        return bool(token.value == 0)
    return bool(token.type == "function" and token.lower_name in MATHS | {"env", "var"})


def pixels(token: Any, em: float, root: float = 16.0) -> float | None:
    """A length in CSS pixels; None for what only a rendered page knows."""
    if token.type == "number" and token.value == 0:
        return 0.0
    if token.type == "function" and token.lower_name in MATHS:
        found = amount_of(token, lambda part: pixels(part, em, root))
        return found.value if found is not None and found.kind == "length" else None
    if token.type != "dimension":
        return None
    unit = token.lower_unit
    if unit in ABSOLUTE:
        return float(token.value * ABSOLUTE[unit])
    if unit == "em":
        return float(token.value * em)
    return float(token.value * root) if unit == "rem" else None


def verdict(name: str, tokens: Sequence[Any]) -> Verdict:
    """Whether browsers take this value of a property: `valid`, `invalid`, or `no opinion`."""
    if any(part.type in {"error", "{} block"} or part in ("!", ";") for part in tokens) and not name.startswith("--"):
        return "invalid"
    return _judged(name, text_of(tokens))


@lru_cache(maxsize=4096)
def _judged(name: str, text: str) -> Verdict:
    return judge(name, parsed(text))


def invalid(name: str, tokens: Sequence[Any]) -> bool:
    """Whether a browser is known to throw this value away."""
    return not name.startswith("--") and verdict(name, tokens) == "invalid"
