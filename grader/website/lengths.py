"""Lengths in CSS pixels, where the element's font size and the window are enough to know them."""

from __future__ import annotations

from dataclasses import dataclass
from math import isnan
from typing import Any

from grader.website.grammar.calculation import MATHS, Amount, amount_of
from grader.website.grammar.types import ABSOLUTE
from grader.website.media import height_of

_KINDS = ("s", "l", "d")  # of view units: with or without the bars that a phone shows and hides


@dataclass(frozen=True, slots=True)
class Scale:
    """What the units of an element are worth, in CSS pixels; None where nobody knows."""

    em: float | None
    root: float | None
    percent: float | None = None  # what 100 % are
    width: int = 1280  # of the window


def length(token: Any, scale: Scale) -> float | None:
    """A length in CSS pixels; None for what only a rendered page knows."""
    if token.type == "percentage":
        return None if scale.percent is None else scale.percent * float(token.value) / 100
    if token.type == "number":
        return 0.0 if token.value == 0 else None
    if token.type == "dimension":
        return _dimension(token, scale)
    amount = calculation(token, scale)
    if amount is None or amount.kind == "number" or isnan(amount.value):
        return None
    if amount.percent == 0:
        return amount.value
    return None if scale.percent is None else amount.value + scale.percent * amount.percent / 100


def calculation(token: Any, scale: Scale) -> Amount | None:
    """What `calc()` and its like come to."""
    if token.type != "function" or token.lower_name not in MATHS:
        return None
    return amount_of(token, lambda part: _dimension(part, scale))


def _dimension(token: Any, scale: Scale) -> float | None:
    unit, value = token.lower_unit, float(token.value)
    if unit in ABSOLUTE:
        return value * ABSOLUTE[unit]
    if unit in {"em", "rem"}:
        size = scale.em if unit == "em" else scale.root
        return None if size is None else value * size
    return _of_window(unit, value, scale.width)


def _of_window(unit: str, value: float, width: int) -> float | None:
    if unit[:1] in _KINDS and unit[1:2] == "v":
        unit = unit[1:]
    height = height_of(width)
    sizes = {"vw": width, "vi": width, "vh": height, "vb": height}
    sizes |= {"vmin": min(width, height), "vmax": max(width, height)}
    return value * sizes[unit] / 100 if unit in sizes else None
