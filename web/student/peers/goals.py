"""Goals that she or a classmate says in words: the words of each level, and what was said."""

from __future__ import annotations

from dataclasses import dataclass

from grader.rubric.model import Criterion, Rubric
from grader.words import EMPTY, Facts, Sentence, chosen
from grader.words.levels import described, name
from web import kru
from web.language import language
from worker.store.peer_views import RoundView
from worker.store.views import AssignmentView, Level

LEVELS: tuple[Level, ...] = ("start", "good", "great")
USUAL = 2  # works that each reads where a rubric asks classmates


@dataclass(frozen=True, slots=True)
class Choice:
    """A level in words."""

    key: Level
    name: Sentence
    described: Sentence


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal with its levels."""

    id: str
    title: Sentence
    ask: Sentence
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class OwnGoal:
    """A goal that she says herself: what she said and why, and what a mentor says."""

    goal: Goal
    level: Level | None
    why: str
    word: Sentence
    mentors: Sentence


def rubric_of(given: AssignmentView) -> Rubric | None:
    """The rubric in use."""
    loaded = kru().shelf.get(given.rubric_id)
    return loaded.rubric if loaded else None


def goals(rubric: Rubric | None, by: str) -> tuple[Goal, ...]:
    """Those that she herself (`self`) or a classmate (`peer`) decides."""
    return tuple(_goal(one) for one in rubric.criteria if one.scored_by == by) if rubric else ()


def reading(given: AssignmentView) -> RoundView:
    """How classmates read each other in that task."""
    return kru().store.peers.round(given.id, USUAL if goals(rubric_of(given), "peer") else 0)


def own_goals(student: int, given: AssignmentView) -> tuple[OwnGoal, ...]:
    """What she says of her own in that task."""
    wanted = goals(rubric_of(given), "self")
    said = kru().store.own_marks.of(student, given.id, [one.id for one in wanted])
    return tuple(
        OwnGoal(goal, mark.level, mark.why, _word(mark.level), _word(mark.mentors))
        for goal, mark in zip(wanted, said, strict=True)
    )


def _word(level: Level | None) -> Sentence:
    return name(level, language()) if level else EMPTY


def _goal(criterion: Criterion) -> Goal:
    facts, code = Facts(), language()
    return Goal(
        criterion.id,
        chosen(criterion.title, facts, code),
        chosen(criterion.ask, facts, code) if criterion.ask else EMPTY,
        tuple(Choice(key, name(key, code), _described(criterion, key)) for key in LEVELS),
    )


def _described(criterion: Criterion, key: Level) -> Sentence:
    words = described(criterion, key)
    return chosen(words, Facts(), language()) if words else EMPTY
