"""The desk of one mentor: results without what colleagues said, her last change, how far mentors agree, her phrases."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.database import Database
from worker.store.gradings import current, gradings_of
from worker.store.results import Result
from worker.store.standing import counting_marks, latest_mark, lay_over
from worker.store.thawed import Thawed
from worker.store.views import Level, MarkBy

MENTORS = ("mentor", "lead")
MOST_PHRASES = 20  # each stands in a list beside every goal
LONGEST_PHRASE = 300


class _Mark(Protocol):
    """A mark as a row or as a view."""

    @property
    def criterion(self) -> str: ...
    @property
    def by(self) -> str: ...
    @property
    def by_id(self) -> int: ...
    @property
    def level(self) -> str | None: ...


MarkT = TypeVar("MarkT", bound=_Mark)


@dataclass(frozen=True, slots=True)
class LastChange:
    """What a mentor changed last, and what stood there before. `key` names it, so that it is undone once."""

    key: str
    what: Literal["mark", "override"]
    criterion: str
    before: Level | None
    reason: str  # of what stood before
    by: MarkBy
    who: int  # whose level stood before


@dataclass(frozen=True, slots=True)
class Judgements:
    """Who gave levels in a task. `pairs` are goals of students on which two or more decided; `same`: all alike."""

    pairs: int
    same: int
    differ: tuple[tuple[int, frozenset[int]], ...]  # a student, and the mentors who see a goal of hers differently
    judges: Mapping[int, frozenset[int]]  # by student: who gave a level


@dataclass(frozen=True, slots=True)
class PhraseView:
    """Words that a mentor keeps."""

    id: int
    text: str


@dataclass(frozen=True, slots=True)
class Desk:
    """Everything that differs from mentor to mentor."""

    database: Database
    thawed: Thawed

    def result(self, submission: int, mentor: int) -> Result | None:
        """The result as she may know it: colleagues' levels count for her where she gave hers."""
        with self.database.read() as session:
            handed_in = session.get_one(m.Submission, submission)
            gradings = gradings_of(session, [submission])[submission]
            grading = current(gradings) if gradings else None
            if grading is None or grading.state != "done":
                return None
            marks = _counting(session, handed_in.student_id, handed_in.assignment_id, mentor)
            report = lay_over(session, session.get_one(m.Grading, grading.id), marks, self.thawed)
            rubric = self.thawed.get(session, grading.kept_rubric)
        return Result(report=report, rubric=rubric, grading=grading) if report else None

    def counting(self, student: int, assignment: int, mentor: int) -> dict[str, Level]:
        """The levels that count for her in that task, as this mentor may know them."""
        with self.database.read() as session:
            return cast("dict[str, Level]", _counting(session, student, assignment, mentor))

    def last_change(self, mentor: int, student: int, assignment: int, submission: int | None) -> LastChange | None:
        """Her last change of a level: of her own, or of the machine's in that submission while it still stands."""
        with self.database.read() as session:
            mark = _last_mark(session, mentor, student, assignment)
            override = _last_override(session, mentor, submission) if submission else None
            if mark and override:
                return _mark_before(session, mark) if mark.at >= override.at else _override_before(session, override)
            if mark:
                return _mark_before(session, mark)
            return _override_before(session, override) if override else None

    def judgements(self, assignment: int) -> Judgements:
        """How far mentors agree in that task, from the latest level of each."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.Mark).where(m.Mark.assignment_id == assignment, m.Mark.by.in_(MENTORS)).order_by(m.Mark.id)
            ).all()
            latest = {(row.student_id, row.criterion, row.by_id): row.level for row in rows}
        goals: dict[tuple[int, str], dict[int, str]] = {}
        judges: dict[int, set[int]] = {}
        for (student, criterion, who), level in latest.items():
            if level is not None:
                goals.setdefault((student, criterion), {})[who] = level
                judges.setdefault(student, set()).add(who)
        pairs = {key: levels for key, levels in goals.items() if len(levels) > 1}
        differ: dict[int, set[int]] = {}
        for (student, _), levels in pairs.items():
            if len(set(levels.values())) > 1:
                differ.setdefault(student, set()).update(levels)
        return Judgements(
            pairs=len(pairs),
            same=sum(len(set(levels.values())) == 1 for levels in pairs.values()),
            differ=tuple((student, frozenset(who)) for student, who in differ.items()),
            judges={student: frozenset(who) for student, who in judges.items()},
        )

    def not_to_know(self, mentor: int, assignment: int) -> frozenset[tuple[int, str]]:
        """Students and goals of a task where a colleague gave a level and this mentor has given none yet."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.Mark).where(m.Mark.assignment_id == assignment, m.Mark.by.in_(MENTORS)).order_by(m.Mark.id)
            ).all()
        latest = {(row.student_id, row.criterion, row.by_id): row.level for row in rows}
        given = {key for key, level in latest.items() if level is not None}
        hers = {(student, criterion) for student, criterion, who in given if who == mentor}
        return frozenset((student, criterion) for student, criterion, _ in given) - hers

    def phrases(self, mentor: int) -> tuple[PhraseView, ...]:
        """Her phrases, the first one first."""
        with self.database.read() as session:
            rows = session.scalars(select(m.Phrase).where(m.Phrase.mentor_id == mentor).order_by(m.Phrase.id))
            return tuple(PhraseView(row.id, row.text) for row in rows)

    def keep_phrase(self, mentor: int, text: str) -> bool:
        """Keep these words; False when they are empty, kept already, or when there is no more room."""
        text = text.strip()[:LONGEST_PHRASE]
        kept = [one.text for one in self.phrases(mentor)]
        if not text or text in kept or len(kept) >= MOST_PHRASES:
            return False
        with self.database.write() as session:
            session.add(m.Phrase(mentor_id=mentor, text=text))
        return True

    def drop_phrase(self, mentor: int, phrase: int) -> bool:
        """Let one of hers go; False when it is not hers."""
        with self.database.write() as session:
            row = session.get(m.Phrase, phrase)
            if row is None or row.mentor_id != mentor:
                return False
            session.delete(row)
            return True


def known_to(mentor: int, marks: Iterable[MarkT]) -> tuple[MarkT, ...]:
    """The marks that she may know, oldest first: colleagues' of a criterion when she has given her own level."""
    marks = tuple(marks)
    own = {one.criterion: one.level for one in marks if one.by in MENTORS and one.by_id == mentor}
    return tuple(
        one for one in marks if one.by not in MENTORS or one.by_id == mentor or own.get(one.criterion) is not None
    )


def _counting(session: Session, student: int, assignment: int, mentor: int) -> dict[str, str]:
    rows = session.scalars(
        select(m.Mark).where(m.Mark.student_id == student, m.Mark.assignment_id == assignment).order_by(m.Mark.id)
    )
    return counting_marks(known_to(mentor, rows))


def _last_mark(session: Session, mentor: int, student: int, assignment: int) -> m.Mark | None:
    return session.scalars(
        select(m.Mark)
        .where(
            m.Mark.student_id == student,
            m.Mark.assignment_id == assignment,
            m.Mark.by.in_(MENTORS),
            m.Mark.by_id == mentor,
        )
        .order_by(m.Mark.id.desc())
        .limit(1)
    ).first()


def _last_override(session: Session, mentor: int, submission: int) -> m.Override | None:
    """Her last one that nobody has changed since."""
    rows = session.scalars(select(m.Override).where(m.Override.submission_id == submission).order_by(m.Override.id))
    standing = {row.criterion: row for row in rows}.values()
    return max((row for row in standing if row.mentor_id == mentor), key=lambda row: row.id, default=None)


def _mark_before(session: Session, row: m.Mark) -> LastChange:
    before = latest_mark(session, row.student_id, row.assignment_id, row.criterion, row.by, row.by_id, before=row.id)
    return LastChange(
        key=f"mark-{row.id}",
        what="mark",
        criterion=row.criterion,
        before=cast("Level | None", before.level if before else None),
        reason=before.reason if before else "",
        by=cast("MarkBy", row.by),
        who=row.by_id,
    )


def _override_before(session: Session, row: m.Override) -> LastChange:
    """A change that was brought back by an undo counts as the one it repeats."""
    rows = session.scalars(
        select(m.Override)
        .where(
            m.Override.submission_id == row.submission_id,
            m.Override.criterion == row.criterion,
            m.Override.id <= row.id,
        )
        .order_by(m.Override.id)
    ).all()
    same = (row.mentor_id, row.level, row.reason)
    first = next(place for place, one in enumerate(rows) if (one.mentor_id, one.level, one.reason) == same)
    before = rows[first - 1] if first else None
    return LastChange(
        key=f"override-{row.id}",
        what="override",
        criterion=row.criterion,
        before=cast("Level | None", before.level if before else None),
        reason=before.reason if before else "",
        by="mentor",
        who=before.mentor_id if before else row.mentor_id,
    )
