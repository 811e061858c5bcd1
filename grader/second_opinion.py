"""What another checker says about a page: told beside our findings, marked as its own, and worth no points.

A report keeps it among its notes, which nothing counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any, Literal

from grader.scratch.model import Note

NU = "nu"  # the Nu checker: what stands as `check` of a finding
_ASKED = "nu-asked"

Severity = Literal["error", "warning", "advice"]


@dataclass(frozen=True, slots=True)
class Word:
    """One thing it says about a file. Lines and columns as in a FilePlace; `says` is the checker's English."""

    file: str
    line: int | None
    column: int | None
    end_line: int | None
    end_column: int | None
    severity: Severity
    says: str
    text: str = ""

    def finding(self) -> dict[str, Any]:
        """As `kru show --format json` tells a finding."""
        where = {name: getattr(self, name) for name in ("file", "line", "column", "end_line", "end_column", "text")}
        return {"check": NU, "kind": "problem", "severity": self.severity, **where, "says": self.says}


def notes_of(words: Iterable[Word]) -> tuple[Note, ...]:
    """The words as notes of a report; the first says that it was asked, also where it says nothing."""
    return (Note(_ASKED), *(Note(NU, _values(word)) for word in words))


def words_in(notes: Iterable[Note]) -> tuple[Word, ...] | None:
    """The words that a report keeps; None when nobody asked."""
    notes = tuple(notes)
    if not any(note.key == _ASKED for note in notes):
        return None
    return tuple(map(_word, (note.values for note in notes if note.key == NU)))


def _word(values: Mapping[str, Any]) -> Word:
    found: dict[str, Any] = {f.name: values.get(f.name) for f in fields(Word)}
    return Word(**found)


def _values(word: Word) -> dict[str, Any]:
    return {f.name: getattr(word, f.name) for f in fields(word) if getattr(word, f.name) is not None}
