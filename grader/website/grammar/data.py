"""The table of CSS properties and the parts of their values, read when it is first asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType

from grader.website.grammar.amends import amended


@dataclass(frozen=True, slots=True)
class Property:
    """One property. `stands_for` holds the properties a shorthand sets; others have an `initial` value."""

    name: str
    inherited: bool
    initial: str
    stands_for: tuple[str, ...]
    syntax: str
    standing: str  # `obsolete` and `nonstandard`, else ""


@dataclass(frozen=True, slots=True)
class Data:
    """The whole table."""

    properties: Mapping[str, Property]
    syntaxes: Mapping[str, str]
    inherited: frozenset[str]


@lru_cache(maxsize=1)
def data() -> Data:
    """The table, from the file beside this one."""
    table = json.loads((files("grader.website.grammar") / "css-data.json").read_text(encoding="utf-8"))
    properties = {
        name: Property(
            name,
            bool(facts[0]),
            facts[1] if isinstance(facts[1], str) else "",
            () if isinstance(facts[1], str) else tuple(facts[1]),
            amended(name, facts[2]),
            facts[3] if len(facts) > 3 else "",
        )
        for name, facts in table["properties"].items()
    }
    return Data(
        MappingProxyType(properties),
        MappingProxyType({name: amended(name, syntax) for name, syntax in table["syntaxes"].items()}),
        frozenset(name for name, one in properties.items() if one.inherited),
    )
