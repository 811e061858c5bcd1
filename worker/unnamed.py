"""Texts without whose they are: names, phone numbers, mails and addresses become dots."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

from grader.website.private import masked, tells_name

LEFT_OUT = "…"
_BETWEEN = "[\u200b-\u200d\u2060]*"  # signs without a shape, between the letters of a name too
_SHORT = 3  # letters: a name so short is looked for as a word, or half of all words would go


def cleaner(names: Iterable[str]) -> Callable[[str], str]:
    """What takes these names, each of their words, and private details out of a text."""
    words = sorted({word for name in names for word in _words(name)}, key=len, reverse=True)
    pattern = re.compile("|".join(map(_pattern, words)), re.IGNORECASE) if words else None

    def clean(text: str) -> str:
        safe = masked(text, schools=tells_name((text,)))
        return pattern.sub(LEFT_OUT, safe) if pattern else safe

    return clean


def _words(name: str) -> set[str]:
    bare = re.sub(_BETWEEN, "", name).strip()
    return {word for word in (bare, *re.split(r"[\s_.-]+", bare)) if len(word) > 1}


def _pattern(word: str) -> str:
    letters = _BETWEEN.join(map(re.escape, word))
    return rf"(?<![^\W\d_]){letters}(?![^\W\d_])" if len(word) <= _SHORT else letters
