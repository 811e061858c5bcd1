"""The word that looks most like another: what a misspelt class, property or key was meant to be."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

_ALIKE = 0.65  # below that a guess confuses more than it helps


def closest(word: str, known: Iterable[str]) -> str | None:
    """The known word that looks most like it; the same word in other letters first."""
    names = sorted(known)
    folded = {_folded(name): name for name in reversed(names)}
    if _folded(word) in folded:
        return folded[_folded(word)]
    found = difflib.get_close_matches(_folded(word), folded, 1, _ALIKE)
    return folded[found[0]] if found else None


def _folded(word: str) -> str:
    return word.casefold().replace("_", "-")
