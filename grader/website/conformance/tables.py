"""The tables of HTML, read once: `tables.toml` beside this file, built by tools/conformance.py."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from grader.website.conformance.kinds import KINDS

Names = frozenset[str]


@dataclass(frozen=True, slots=True)
class Values:
    """What a value must be: one of the words, or of the kind; `words` are in lower case."""

    words: tuple[str, ...]
    kind: str | None

    def right(self, value: str) -> bool:
        """Whether a value may stand."""
        return KINDS[self.kind](value) if self.kind is not None else value.lower() in self.words


@dataclass(frozen=True, slots=True)
class Tables:
    """What each element may have and hold."""

    known: Names
    obsolete: Names
    shared: Names  # attributes of every element
    aria: Names
    attributes: Mapping[str, Names]
    past: Mapping[str, Names]
    inputs: Mapping[str, Names]
    of_some_inputs: Names
    required: Mapping[str, tuple[Names, ...]]
    values: Mapping[str, Values]
    children: Mapping[str, Names]
    phrasing: Names
    textless: Names
    below: Mapping[str, Names]
    parts: Mapping[str, tuple[Names, ...]]


@cache
def tables() -> Tables:
    """The tables."""
    raw = tomllib.loads((Path(__file__).parent / "tables.toml").read_text(encoding="utf-8"))
    groups = {name: frozenset(line.split()) for name, line in raw["groups"].items()}
    attributes = _lists(raw["attributes"])
    inputs = _lists(raw["inputs"])
    return Tables(
        known=frozenset(raw["elements"]["known"].split()),
        obsolete=frozenset(raw["elements"]["obsolete"].split()),
        shared=attributes.pop("*"),
        aria=attributes.pop("aria"),
        attributes=attributes,
        past=_lists(raw["past_attributes"]),
        inputs=inputs,
        of_some_inputs=frozenset().union(*inputs.values()),
        required=_needs(raw["required"]),
        values={key: _values(line) for key, line in raw["values"].items()},
        children={name: _group(line, groups) for name, line in raw["children"].items()},
        phrasing=groups["phrasing"],
        textless=frozenset(raw["text"]["none"].split()),
        below=_lists(raw["below"]),
        parts=_needs(raw["parts"]),
    )


def _lists(section: Mapping[str, str]) -> dict[str, Names]:
    return {key: frozenset(line.split()) for key, line in section.items()}


def _needs(section: Mapping[str, str]) -> dict[str, tuple[Names, ...]]:
    return {key: tuple(frozenset(one.split("|")) for one in line.split()) for key, line in section.items()}


def _values(line: str) -> Values:
    if line.startswith("= "):
        return Values(tuple("" if word == '""' else word for word in line[2:].split()), None)
    return Values((), line)


def _group(line: str, groups: Mapping[str, Names]) -> Names:
    found: set[str] = set()
    for word in line.split():
        if word.startswith("@"):
            found |= groups[word[1:]]
        elif word.startswith("-"):
            found.discard(word[1:])
        else:
            found.add(word.lstrip("+"))
    return frozenset(found)
