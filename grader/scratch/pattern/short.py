"""Blocks by their words alone: in a pattern slots may be left out, and then hold anything: `repeat`, `change by`."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from grader.scratch.notation.template import Template, index


@lru_cache(maxsize=8)
def by_words(language: str) -> Mapping[str, tuple[Template, ...]]:
    """The blocks that have slots, by their words without them."""
    found: dict[str, dict[Template, None]] = {}
    for key, templates in index(language).blocks.items():
        words = " ".join(word for word in key.split() if word != "_")
        if words and words != key:
            found.setdefault(words, {}).update(dict.fromkeys(templates))
    return {words: tuple(templates) for words, templates in found.items()}
