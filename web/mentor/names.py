"""A pasted list of nicknames: what will be added, and what is passed over and why."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

LONGEST = 40  # letters: what a card has room for
MOST = 200  # names at once
_NUMBER = re.compile(r"^(?:\d+[.):\-៖។]+\s*|\d+\s+|[-*•–]\s+)")  # `1.`, `1)`, `១.`, a bullet: lists come numbered
_JOINERS = "\u200b\u200c\u200d"  # Khmer and other scripts need them inside words
_KEPT = _JOINERS + "\t"


@dataclass(frozen=True, slots=True)
class Look:
    """What a list would do to a class."""

    fresh: tuple[str, ...]
    there: tuple[str, ...]  # names that stand in the class already
    twice: tuple[str, ...]  # names that stand in the list more than once
    long: tuple[str, ...]  # too long for a card
    more: int = 0  # lines past the most at once

    @property
    def passed_over(self) -> bool:
        """Something of the list is not added."""
        return bool(self.there or self.twice or self.long or self.more)


def read(text: str) -> tuple[str, ...]:
    """The names, one a line, cleaned: numbers of a list, spaces and invisible signs go, Khmer stays as it is."""
    names = (_clean(line) for line in text.splitlines())
    return tuple(name for name in names if name)


def look(text: str, there: Iterable[str]) -> Look:
    """What the list adds to a class in which those are."""
    known = {_key(name) for name in there}
    fresh: dict[str, str] = {}
    held: list[str] = []
    twice: dict[str, str] = {}
    long: list[str] = []
    names = read(text)
    for name in names[:MOST]:
        key = _key(name)
        if len(name) > LONGEST:
            long.append(name)
        elif key in known:
            held.append(name)
        elif key in fresh:
            twice[key] = name
        else:
            fresh[key] = name
    return Look(tuple(fresh.values()), tuple(held), tuple(twice.values()), tuple(long), max(0, len(names) - MOST))


def _clean(line: str) -> str:
    seen = (
        sign for sign in unicodedata.normalize("NFC", line) if sign in _KEPT or unicodedata.category(sign)[0] != "C"
    )
    cells = [cell.strip() for cell in "".join(seen).split("\t")]
    shown = next((cell for cell in cells if cell and not cell.isdigit()), "")  # a row of a spreadsheet
    return " ".join(_NUMBER.sub("", " ".join(shown.split())).split()).strip(_JOINERS)


def _key(name: str) -> str:
    return "".join(sign for sign in name if sign not in _JOINERS).casefold()
