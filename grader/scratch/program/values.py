"""Typed values as the analyses read them: what is a number, and what is a text."""

from __future__ import annotations

import math
import re
from functools import lru_cache
from typing import Final

from grader.scratch.program.grammar import SlotKind

# What Java reads as a double: blanks around, a sign, digits with one point, an exponent, a d or f at the end.
_DECIMAL: Final = re.compile(r"([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?)[fFdD]?")
_HEX: Final = re.compile(r"([+-]?0[xX](?:[0-9a-fA-F]+\.?[0-9a-fA-F]*|\.[0-9a-fA-F]+)[pP][+-]?[0-9]+)[fFdD]?")
_NAMED: Final = re.compile(r"[+-]?(NaN|Infinity)")
_BLANKS: Final = "".join(map(chr, range(33)))  # what Java's trim takes off

_READ_AS_TEXT: Final = frozenset({"text", "message", "touching"})  # what is typed in such slots stays text


@lru_cache(maxsize=4096)
def number(text: str) -> float | None:
    """The number a text is read as; None when it is a text."""
    trimmed = text.strip(_BLANKS)
    found = _DECIMAL.fullmatch(trimmed)
    if found is not None:
        return float(found[1])
    if _NAMED.fullmatch(trimmed):
        if "N" in trimmed:
            return math.nan
        return -math.inf if trimmed[0] == "-" else math.inf
    found = _HEX.fullmatch(trimmed)
    if found is None:
        return None
    try:
        return float.fromhex(found[1])
    except OverflowError:
        return -math.inf if trimmed[0] == "-" else math.inf


def is_number(text: str, kind: SlotKind | None, literal: str) -> bool:
    """Is what is typed in a slot of that kind a number literal. `literal` is the kind of value the file gives."""
    return kind not in _READ_AS_TEXT and literal != "colour" and number(text) is not None


def java_hash(text: str) -> int:
    """The hash that Java gives a text, as a number without sign."""
    value = 0
    units = text.encode("utf-16-be", "surrogatepass")
    for high, low in zip(units[::2], units[1::2], strict=True):
        value = (31 * value + (high << 8 | low)) & 0xFFFFFFFF
    return value


def in_hash_order(texts: list[str]) -> list[int]:
    """The places of texts in the order in which a Java hash table gives them back."""
    size = 16
    while len(texts) > 0.75 * size:
        size *= 2
    buckets = []
    for place, text in enumerate(texts):
        value = java_hash(text)
        buckets.append(((value ^ value >> 16) & (size - 1), place))
    return [place for _, place in sorted(buckets)]
