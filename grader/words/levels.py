"""Levels in words, and the numbers where they begin."""

from __future__ import annotations

from collections.abc import Mapping

from grader.language import N_
from grader.rubric.model import Criterion, Descriptions, Thresholds
from grader.words.feedback import LevelShape, LevelWord
from grader.words.sentence import Sentence, tr

REACHED = frozenset({"good", "great"})
JUDGED = frozenset({"start", "good", "great"})

_WORDS: dict[str, tuple[LevelShape, str]] = {
    "start": ("l1", N_("Getting started")),
    "good": ("l2", N_("Good")),
    "great": ("l3", N_("Great")),
    "not-hers": ("lu", N_("The site builder wrote this")),
    "unchecked": ("lu", N_("We could not check this yet")),
}
_WAITING = {
    "after": N_("A later goal"),
    "playing": N_("We are playing it now"),
    "looking": N_("We are looking at it now"),
    "mentor": N_("Waiting for your mentor"),
    "self": N_("Waiting for you"),
    "peer": N_("Waiting for a friend"),
}


def why(criterion: Criterion, reason: str | None) -> str | None:
    """Why a goal waits, as `level_word` takes it. Only games are played: a page is looked at."""
    return "looking" if reason == "playing" and criterion.play is None else reason


def level_word(level: str, reason: str | None, scored_by: str | None, language: str) -> LevelWord:
    """The shape and the word of a level; a waiting one says for whom."""
    if level == "waiting":
        key = reason if reason in {"after", "playing", "looking"} else scored_by or "mentor"
        return LevelWord(level, "lw", tr(_WAITING[key], language))
    shape, word = _WORDS[level]
    return LevelWord(level, shape, tr(word, language))


def name(level: str, language: str) -> Sentence:
    """`Good` or `Great`, alone."""
    return tr(_WORDS[level][1], language)


def thresholds(criterion: Criterion, *, fewer: bool) -> tuple[int | None, int]:
    """From which amount `good` and `great` begin.

    Without `levels`: great from 1, or at 0 where fewer is better; of a play from all its sentences.
    """
    levels = criterion.levels
    if isinstance(levels, Thresholds):
        return levels.good, levels.great
    if criterion.play is not None:
        from grader.live.play.read import sentences

        return None, sentences(criterion.play)
    return None, 0 if fewer else 1


def described(criterion: Criterion, level: str) -> Mapping[str, str] | None:
    """What a level looks like, where a person decides and the rubric describes it."""
    levels = criterion.levels
    return getattr(levels, level, None) if isinstance(levels, Descriptions) else None


def needed(criterion: Criterion, level: str, *, fewer: bool) -> tuple[str, int]:
    """The next level above this one and its amount; at great: great's own."""
    good, great = thresholds(criterion, fewer=fewer)
    if level == "start" and good is not None:
        return "good", good
    return "great", great
