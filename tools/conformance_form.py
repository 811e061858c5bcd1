"""The form of the tables of HTML: what can be seen to be amiss without the checker they are read off."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from typing import Any

from grader.website.conformance.kinds import KINDS

SECTIONS = [
    "elements",
    "attributes",
    "past_attributes",
    "inputs",
    "required",
    "values",
    "groups",
    "children",
    "text",
    "below",
    "parts",
]


def mistakes(text: str) -> Iterator[str]:
    """What does not hold, in words."""
    if not re.match(r"# Built by tools/conformance\.py .*\d", text):
        yield "it does not say what it was built from"
    tables = tomllib.loads(text)
    if list(tables) != SECTIONS:
        yield f"its sections are {list(tables)}"
        return
    for name, section in tables.items():
        if name not in {"elements", "text"} and list(section) != sorted(section):
            yield f"[{name}] is not sorted"
        for key, line in section.items():
            if name != "values" and line.split() != _in_order(line):
                yield f"[{name}] {key} is not sorted"
    yield from _unknown(tables)


def _in_order(line: str) -> list[str]:
    """The words of a line as they should stand: a group first, then what is added, then what is left out."""
    return sorted(line.split(), key=lambda word: ("@+-".find(word[0]) if word[0] in "@+-" else 0, word))


def _unknown(tables: dict[str, Any]) -> Iterator[str]:
    known = frozenset(tables["elements"]["known"].split())
    for name in ("attributes", "past_attributes", "required", "children", "below", "parts"):
        for key in tables[name]:
            if key not in known and key not in {"*", "aria"}:
                yield f"[{name}] {key} is no element"
    for name in ("children", "below", "parts"):
        for key, line in tables[name].items():
            yield from (f"[{name}] {key} names {word}, which there is not" for word in _strange(line, known, tables))
    for key, line in tables["values"].items():
        if not line.startswith("= ") and line not in KINDS:
            yield f"[values] {key} is of the kind {line}, which there is not"
        if line.startswith("= ") and line.split()[1:] != sorted(line.split()[1:]):
            yield f"[values] {key} is not sorted"


def _strange(line: str, known: frozenset[str], tables: dict[str, Any]) -> Iterator[str]:
    """The words of a line that are no element and no group."""
    for word in re.split(r"[ |]", line):
        names = tables["groups"] if word.startswith("@") else known
        if word.lstrip("@+-") not in names:
            yield word
