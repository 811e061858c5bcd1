"""Short words for columns: a mentor reads thirty rows at once."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from grader.language import N_, say
from grader.report import Result, shown

LEVELS: Mapping[str, str] = {
    "start": N_("started"),
    "good": N_("good"),
    "great": N_("great"),
    "waiting": N_("waits"),
    "not-hers": N_("not hers"),
    "unchecked": N_("unchecked"),
}
LATER = N_("later")


def level(result: Result, language: str) -> str:
    """A level in one word."""
    return say(LATER if result.reason == "after" else LEVELS[result.level], language)


def band(key: str | None, language: str) -> str:
    """A band in one word; a dash while nothing counts yet."""
    return say(LEVELS[key], language) if key else "–"


def number(value: Fraction | None) -> str:
    """Points as they are shown, or a dash."""
    seen = shown(value)
    return "–" if seen is None else str(seen)
