"""The goals of one student in one task, as a mentor judges them: people's own, and the machine's with their changes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from grader.report import Report, Result, shown
from grader.rubric.model import Criterion, Rubric
from grader.words import EMPTY, LevelWord, Sentence
from grader.words.levels import level_word, name, why
from web import kru
from web.language import language
from web.mentor import shelf
from worker.store.desk import MENTORS
from worker.store.views import Level, MarkView, MentorView, OverrideView

LEVELS: tuple[Level, ...] = ("start", "good", "great")


@dataclass(frozen=True, slots=True)
class Choice:
    """A level to choose: its key, its name, what it looks like."""

    key: Level
    name: Sentence
    described: Sentence


@dataclass(frozen=True, slots=True)
class Judged:
    """A goal that a person decides. `mine` is this mentor's level; `others` are the rest."""

    id: str
    title: Sentence
    ask: Sentence
    choices: tuple[Choice, ...]
    mine: Level | None
    word: str
    counts: LevelWord
    others: tuple[tuple[str, Sentence], ...]  # only beside a level of her own
    hidden: bool  # others gave a level, which she sees after hers
    differ: bool
    by_lead: bool  # a lead has decided
    points: str
    by_friends: str  # "self" or "peer" where the rubric asks somebody else first


@dataclass(frozen=True, slots=True)
class Measured:
    """A goal that the machine decides, and what a mentor changed."""

    id: str
    title: Sentence
    level: LevelWord
    points: str
    change: OverrideView | None
    who: str
    at: datetime | None


def judged(report: Report, rubric: Rubric, student: int, assignment: int, mentor: MentorView) -> tuple[Judged, ...]:
    """Everything that a person decides here; of a picture that is every goal."""
    marks = kru().store.marks.marks(student, assignment)
    found = {result.id: result for result in report.results}
    return tuple(
        _judged(one, found[one.id], [mark for mark in marks if mark.criterion == one.id], mentor)
        for one in rubric.criteria
        if one.id in found and found[one.id].seen == "person"
    )


def measured(report: Report, rubric: Rubric, submission: int) -> tuple[Measured, ...]:
    """Everything that the machine looked at."""
    changes = {one.criterion: one for one in kru().store.marks.overrides(submission)}
    criteria = {one.id: one for one in rubric.criteria}
    return tuple(
        _measured(criteria[result.id], result, changes.get(result.id))
        for result in report.results
        if result.seen != "person" and result.id in criteria
    )


def latest_of(mentor: MentorView, marks: tuple[MarkView, ...]) -> Mapping[str, MarkView]:
    """This mentor's own latest mark of each criterion."""
    return {one.criterion: one for one in marks if one.by in MENTORS and one.by_id == mentor.id}


def _judged(criterion: Criterion, result: Result, marks: list[MarkView], mentor: MentorView) -> Judged:
    mine = latest_of(mentor, tuple(marks)).get(criterion.id)
    looks = dict(shelf.described(criterion))
    standing = [
        mark for mark in {(one.by, one.by_id): one for one in marks if one.by in MENTORS}.values() if mark.level
    ]
    others = [mark for mark in standing if mark.by_id != mentor.id]
    own = mine.level if mine else None
    return Judged(
        id=criterion.id,
        title=shelf.said(criterion.title),
        ask=shelf.said(criterion.ask),
        choices=tuple(Choice(key, name(key, language()), looks.get(key, EMPTY)) for key in LEVELS),
        mine=own,
        word=mine.reason if mine else "",
        counts=_word(criterion, result),
        others=_others(others) if own else (),
        hidden=bool(others) and own is None,
        differ=own is not None and any(mark.level != own for mark in others),
        by_lead=any(mark.by == "lead" for mark in standing),
        points=_points(result),
        by_friends=criterion.scored_by if criterion.scored_by in {"self", "peer"} else "",
    )


def _measured(criterion: Criterion, result: Result, change: OverrideView | None) -> Measured:
    return Measured(
        id=result.id,
        title=shelf.said(criterion.title),
        level=_word(criterion, result),
        points=_points(result),
        change=change,
        who=_name(change.mentor) if change else "",
        at=change.at if change else None,
    )


def _word(criterion: Criterion, result: Result) -> LevelWord:
    for_reader = result.level == "waiting" and result.reason == "person" and criterion.scored_by != "peer"
    scored_by = "self" if for_reader else criterion.scored_by
    return level_word(result.level, why(criterion, result.reason), scored_by, language())


def _others(marks: list[MarkView]) -> tuple[tuple[str, Sentence], ...]:
    return tuple((_name(mark.by_id), name(mark.level, language())) for mark in marks if mark.level)


def _points(result: Result) -> str:
    if not result.of:
        return ""
    return f"{'–' if result.points is None else shown(result.points)} / {shown(result.of)}"


def _name(mentor: int) -> str:
    view = kru().store.people.mentor(mentor)
    return view.name if view else ""
