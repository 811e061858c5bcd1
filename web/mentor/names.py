"""Nicknames as they stand in a pasted list: cleaned, and what makes two of them the same."""

from __future__ import annotations

import re
import unicodedata

LONGEST = 40  # letters: what a card has room for
MOST = 200  # names at once
_NUMBER = re.compile(r"^(?:\d+[.):\-៖។]+\s*|\d+\s+|[-*•–]\s+)")  # `1.`, `1)`, `១.`, a bullet: lists come numbered
_JOINERS = "\u200b\u200c\u200d"  # Khmer and other scripts need them inside words


def clean(cell: str) -> str:
    """A cell without numbers of a list, extra spaces and invisible signs; Khmer stays as it is."""
    seen = (
        sign for sign in unicodedata.normalize("NFC", cell) if sign in _JOINERS or unicodedata.category(sign)[0] != "C"
    )
    return " ".join(_NUMBER.sub("", " ".join("".join(seen).split())).split()).strip(_JOINERS)


def key(name: str) -> str:
    """Two names with the same key are one person's."""
    return "".join(sign for sign in name if sign not in _JOINERS).casefold()
