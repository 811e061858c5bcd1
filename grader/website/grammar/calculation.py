"""What `calc()`, `min()`, `max()`, `clamp()` give: which kind of thing, and where it can be known, how much.

A length may be a sum of pixels and a percentage, `calc(100% - 20px)`: an amount is both, until the box is known.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import e, pi
from typing import Any, Final

MATHS: Final = frozenset(
    {"calc", "min", "max", "clamp", "round", "mod", "rem", "abs", "sign", "sin", "cos", "tan", "asin", "acos", "atan"}
    | {"atan2", "pow", "sqrt", "hypot", "log", "exp", "-webkit-calc", "-moz-calc"}
)
_CALC: Final = frozenset({"calc", "-webkit-calc", "-moz-calc"})
_CONSTANTS: Final = {"e": e, "pi": pi}
_DEEPEST: Final = 30


@dataclass(frozen=True, slots=True)
class Amount:
    """So many pixels (or pure numbers: `kind` says which), and so many percent of what nobody knows yet."""

    kind: str  # number, length, percentage, length-percentage
    value: float
    percent: float = 0.0


class _NoOpinionError(Exception):
    """Only a rendered page knows, or the standard has more than this file."""


class _NoSenseError(Exception):
    """A browser would not take it."""


Length = Callable[[Any], float | None]


def kind_of(token: Any) -> str | None:
    """What a calculation gives: `length`, `number` and so on; "" for nonsense, None where nobody can tell."""
    try:
        return _value(token, lambda _: 1.0, 0).kind
    except _NoSenseError:
        return ""
    except (_NoOpinionError, ZeroDivisionError, OverflowError):
        return None


def amount_of(token: Any, pixels: Length) -> Amount | None:
    """The amount of a calculation; `pixels` turns a dimension into CSS pixels, None where it cannot."""
    try:
        return _value(token, pixels, 0)
    except (_NoSenseError, _NoOpinionError, ZeroDivisionError, OverflowError):
        return None


def _value(token: Any, pixels: Length, depth: int) -> Amount:  # noqa: PLR0911 - one line a kind of token
    if depth > _DEEPEST:
        raise _NoOpinionError
    if token.type == "number":
        return Amount("number", float(token.value))
    if token.type == "percentage":
        return Amount("percentage", 0.0, float(token.value))
    if token.type == "dimension":
        return _length(token, pixels)
    if token.type == "() block":
        return _sum(token.content, pixels, depth + 1)
    if token.type == "ident" and token.lower_value in _CONSTANTS:
        return Amount("number", _CONSTANTS[token.lower_value])
    if token.type != "function":
        raise _NoSenseError
    name = token.lower_name
    if name in _CALC:
        return _sum(token.arguments, pixels, depth + 1)
    if name in {"min", "max", "clamp"}:
        return _compared(name, [_sum(part, pixels, depth + 1) for part in _split(token.arguments)])
    raise _NoOpinionError


def _length(token: Any, pixels: Length) -> Amount:
    from grader.website.grammar.types import LENGTHS  # late: that file asks this one

    if token.lower_unit not in LENGTHS:
        raise _NoOpinionError  # an angle, a time
    found = pixels(token)
    if found is None:
        raise _NoOpinionError
    return Amount("length", found)


def _split(tokens: Sequence[Any]) -> list[list[Any]]:
    parts: list[list[Any]] = [[]]
    for part in tokens:
        if part == ",":
            parts.append([])
        else:
            parts[-1].append(part)
    return parts


def _sum(tokens: Sequence[Any], pixels: Length, depth: int) -> Amount:
    """A sum of products. `+` and `-` need space on both sides, as the standard has it."""
    parts = [token for token in tokens if token.type != "comment"]
    while parts and parts[0].type == "whitespace":
        parts = parts[1:]
    while parts and parts[-1].type == "whitespace":
        parts = parts[:-1]
    terms: list[tuple[int, list[Any]]] = [(1, [])]
    for at, part in enumerate(parts):
        if part in ("+", "-") and 0 < at < len(parts) - 1:
            if parts[at - 1].type != "whitespace" or parts[at + 1].type != "whitespace":
                raise _NoSenseError
            terms.append((1 if part == "+" else -1, []))
        else:
            terms[-1][1].append(part)
    total: Amount | None = None
    for sign, term in terms:
        one = _product([part for part in term if part.type != "whitespace"], pixels, depth)
        one = Amount(one.kind, sign * one.value, sign * one.percent)
        total = one if total is None else _added(total, one)
    if total is None:
        raise _NoSenseError
    return total


def _added(one: Amount, other: Amount) -> Amount:
    kinds = {one.kind, other.kind}
    if len(kinds) > 1 and "number" in kinds:
        raise _NoSenseError
    kind = one.kind if len(kinds) == 1 else "length-percentage"
    return Amount(kind, one.value + other.value, one.percent + other.percent)


def _product(parts: list[Any], pixels: Length, depth: int) -> Amount:
    if len(parts) % 2 == 0:
        raise _NoSenseError
    result = _value(parts[0], pixels, depth)
    for sign, part in zip(parts[1::2], parts[2::2], strict=True):
        other = _value(part, pixels, depth)
        if sign == "*":
            if "number" not in {result.kind, other.kind}:
                raise _NoSenseError
            much, thing = (result.value, other) if result.kind == "number" else (other.value, result)
            result = Amount(thing.kind, thing.value * much, thing.percent * much)
        elif sign == "/":
            if other.kind != "number":
                raise _NoOpinionError if other.kind == result.kind else _NoSenseError
            result = Amount(result.kind, result.value / other.value, result.percent / other.value)
        else:
            raise _NoSenseError
    return result


def _compared(name: str, found: list[Amount]) -> Amount:
    """The least, the most, or the middle of three. What depends on a percentage and on pixels waits for the box."""
    kinds = {one.kind for one in found}
    if len(kinds) > 1 and "number" in kinds:
        raise _NoSenseError
    if name == "clamp" and len(found) != 3:
        raise _NoSenseError
    kind = found[0].kind if len(kinds) == 1 else "length-percentage"
    if kind == "length-percentage":
        return Amount(kind, float("nan"), float("nan"))
    values = [one.percent if kind == "percentage" else one.value for one in found]
    value = {"min": min, "max": max}[name](values) if name != "clamp" else max(values[0], min(values[1], values[2]))
    return Amount(kind, 0.0, value) if kind == "percentage" else Amount(kind, value)
