"""Has a native reader reviewed a language? `locale/<language>/reviewed.toml` is the one place that says so."""

from __future__ import annotations

import tomllib
from functools import lru_cache

from grader.language import ENGINE_CATALOGUES, SOURCE_LANGUAGE


@lru_cache(maxsize=32)
def is_reviewed(language: str) -> bool:
    """Every catalogue of that language carries a reader's name; English is the source."""
    if language == SOURCE_LANGUAGE:
        return True
    path = ENGINE_CATALOGUES / language / "reviewed.toml"
    if not path.is_file():
        return False
    with path.open("rb") as source:
        entries = tomllib.load(source).values()
    return bool(entries) and all(entry.get("by") for entry in entries)
