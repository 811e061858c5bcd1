"""Values that a property does not take, and what was most likely meant."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, Final

from grader.website.conformance.spelling import nearest
from grader.website.css import Declaration
from grader.website.grammar.data import data
from grader.website.grammar.types import UNITS
from grader.website.slips.slip import Slip
from grader.website.slips.spelling import WORDS
from grader.website.values import parsed, text_of, verdict, words

_HEX: Final = re.compile(r"[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?")
_VENDOR: Final = re.compile(r"(?<![\w-])-(?:webkit|moz|ms|o|khtml)-|progid|expression\(|\\", re.IGNORECASE)
_LONG: Final = 40


def value_slip(declared: Declaration) -> Slip | None:
    """What is amiss with the value of a declaration that browsers throw away; None where nothing can be said."""
    name, value = declared.name, declared.value
    if declared.valid or not declared.known or _VENDOR.search(value):
        return None
    tokens = parsed(value)
    start = declared.start
    if not words(tokens):
        return Slip("css-value-empty", start, start, {"name": name})
    key, values = _told(name, value, tokens)
    return Slip(key, start, start, {"name": name, "value": _short(value), **values})


def _told(name: str, value: str, tokens: tuple[Any, ...]) -> tuple[str, dict[str, str]]:
    if "!" in value:
        return "css-value-important", {}
    for key, guess in (
        ("css-value-space", _joined(tokens)),
        ("css-value-unit", _with_units(tokens)),
        ("css-value-hash", _with_hashes(tokens)),
        ("css-value-word", _with_words(name, tokens)),
    ):
        if guess and guess != value and verdict(name, parsed(guess)) == "valid":
            return key, {"guess": _short(guess)}
    wrong_hash = next((part for part in words(tokens) if part.type == "hash"), None)
    if wrong_hash is not None and not re.fullmatch(r"(?:[0-9a-fA-F]{3,4}){1,2}", wrong_hash.value):
        return "css-value-hex", {"hex": f"#{wrong_hash.value}"}
    return "css-value-odd", {}


def _joined(tokens: tuple[Any, ...]) -> str:
    """`10 px` as `10px`."""
    parts = words(tokens)
    found: list[str] = []
    for at, part in enumerate(parts):
        text = text_of([part])
        unit = (part.type == "ident" and part.lower_value in UNITS) or part == "%"
        if at and unit and parts[at - 1].type == "number":
            found[-1] += text
        else:
            found.append(text)
    return " ".join(found) if len(found) < len(parts) else ""


def _with_units(tokens: tuple[Any, ...]) -> str:
    parts = [
        f"{text_of([part])}px" if part.type == "number" and part.value else text_of([part]) for part in words(tokens)
    ]
    return " ".join(parts)


def _with_hashes(tokens: tuple[Any, ...]) -> str:
    return " ".join(
        f"#{text}" if _HEX.fullmatch(text) else text for text in (text_of([part]) for part in words(tokens))
    )


def _with_words(name: str, tokens: tuple[Any, ...]) -> str:
    """Every word that the property does not know as the nearest one it knows."""
    known = keywords(name)
    found = []
    for part in words(tokens):
        text = text_of([part])
        if part.type == "ident" and text.lower() not in known:
            text = nearest(text.lower(), known, WORDS) or text
        found.append(text)
    return " ".join(found)


_WORD: Final = re.compile(r"(?<![<'\w-])[a-zA-Z][\w-]*(?![\w>('-])")
_PART: Final = re.compile(r"<('?)([\w-]+)'?")


@lru_cache(maxsize=256)
def keywords(name: str) -> frozenset[str]:
    """The words that can stand in the values of a property; of colours the most usual ones."""
    return frozenset(_keywords(f"'{name}'", set()))


def _keywords(name: str, seen: set[str]) -> Iterator[str]:
    table = data()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.add(one)
        if one == "color":
            yield from _COLOURS
        bare = one.strip("'")
        if one[0] == "'":
            syntax = table.properties[bare].syntax if bare in table.properties else ""
        else:
            syntax = table.syntaxes.get(one, "")
        yield from (word.lower() for word in _WORD.findall(re.sub(r"<[^>]*>", "", syntax)))
        waiting += [f"'{part}'" if quote else part for quote, part in _PART.findall(syntax)]


_COLOURS: Final = (
    "aqua", "black", "blue", "brown", "coral", "crimson", "cyan", "darkblue", "darkgreen", "fuchsia", "gold", "gray",
    "green", "grey", "indigo", "ivory", "khaki", "lavender", "lightblue", "lime", "magenta", "maroon", "navy", "olive",
    "orange", "orchid", "pink", "plum", "purple", "red", "salmon", "silver", "skyblue", "tan", "teal", "tomato",
    "transparent", "turquoise", "violet", "white", "yellow",
)  # fmt: skip


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= _LONG else flat[: _LONG - 1] + "…"
