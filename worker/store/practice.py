"""Mentors practise: works with reference marks, what each gave before she saw them, and how far she agrees."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.database import Database, now
from worker.store.people import StoreError
from worker.store.standing import LEVELS
from worker.store.views import Level

REQUIRED = "practice.required:"  # and the club: how many works a mentor compares before she marks
MOST_REQUIRED = 10
LONGEST = 500


@dataclass(frozen=True, slots=True)
class Reference:
    """The level that a mentor thinks right, and why."""

    level: Level
    why: str


@dataclass(frozen=True, slots=True)
class ChosenWork:
    """A work that a mentor of the club chose for practice."""

    id: int
    submission: int
    assignment: int
    author: int
    rubric_id: str
    scene: str
    marks: Mapping[str, Reference]
    mentor: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Answer:
    """A level that she gave in practice, and the reference of that moment."""

    rubric_id: str
    item: str
    criterion: str
    level: Level
    reference: Level
    at: datetime

    @property
    def apart(self) -> int:
        """How many levels lie between: 0 is the same, 1 is next to it."""
        return abs(LEVELS.index(self.level) - LEVELS.index(self.reference))


@dataclass(frozen=True, slots=True)
class Practice:
    """Everything about practice."""

    database: Database

    def choose(self, mentor: int, submission: int, scene: str, marks: Mapping[str, Reference]) -> int:
        """Put a work into the practice set of her club; again: with these marks from now on.

        StoreError `practice-nothing` without a level, `practice-why` when a level has no reason.
        """
        if not marks:
            raise StoreError("practice-nothing")
        if any(not one.why.strip() for one in marks.values()):
            raise StoreError("practice-why")
        with self.database.write() as session:
            club = session.get_one(m.Mentor, mentor).club_id
            row = session.scalar(
                select(m.PracticeWork).where(m.PracticeWork.club_id == club, m.PracticeWork.submission_id == submission)
            )
            if row is None:
                row = m.PracticeWork(club_id=club, submission_id=submission)
                session.add(row)
            row.mentor_id, row.scene, row.at = mentor, scene.strip()[:LONGEST], now()
            row.marks = {name: {"level": one.level, "why": one.why.strip()[:LONGEST]} for name, one in marks.items()}
            session.flush()
            return row.id

    def drop(self, club: int, work: int) -> None:
        """Take it out of the set, and what was practised on it."""
        with self.database.write() as session:
            row = session.get(m.PracticeWork, work)
            if row is not None and row.club_id == club:
                session.execute(delete(m.PracticeMark).where(m.PracticeMark.practice_work_id == work))
                session.delete(row)

    def works(self, club: int) -> tuple[ChosenWork, ...]:
        """The works that mentors of this club chose, the first one first."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.PracticeWork).where(m.PracticeWork.club_id == club).order_by(m.PracticeWork.id)
            ).all()
            return tuple(_work(session, row) for row in rows)

    def work_of(self, club: int, submission: int) -> ChosenWork | None:
        """That submission in the set of this club."""
        return next((one for one in self.works(club) if one.submission == submission), None)

    def answer(
        self,
        mentor: int,
        rubric: str,
        item: str,
        levels: Mapping[str, tuple[Level, Level]],
        work: int | None = None,
    ) -> bool:
        """Keep what she gave beside the reference, by criterion; False when she knows the reference already."""
        with self.database.write() as session:
            session.get_one(m.Mentor, mentor, with_for_update=True)  # a key pressed twice is one answer
            known = session.scalars(
                select(m.PracticeMark.id).where(
                    m.PracticeMark.mentor_id == mentor,
                    m.PracticeMark.rubric_id == rubric,
                    m.PracticeMark.item == item,
                )
            ).first()
            if known is not None:
                return False
            for criterion, (level, reference) in levels.items():
                session.add(
                    m.PracticeMark(
                        mentor_id=mentor,
                        rubric_id=rubric,
                        item=item,
                        practice_work_id=work,
                        criterion=criterion,
                        level=level,
                        reference=reference,
                    )
                )
            return True

    def answers(self, mentor: int) -> tuple[Answer, ...]:
        """All that she gave, the first one first."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.PracticeMark).where(m.PracticeMark.mentor_id == mentor).order_by(m.PracticeMark.id)
            ).all()
            return tuple(
                Answer(
                    row.rubric_id,
                    row.item,
                    row.criterion,
                    cast("Level", row.level),
                    cast("Level", row.reference),
                    row.at,
                )
                for row in rows
            )

    def required(self, club: int) -> int:
        """How many works a mentor of this club compares before she marks; 0: none."""
        with self.database.read() as session:
            row = session.get(m.Setting, f"{REQUIRED}{club}")
            value: dict[str, Any] = row.value if row else {}
        return int(value.get("works", 0))

    def has_marked(self, mentor: int) -> bool:
        """Whether she ever gave a level to a student."""
        with self.database.read() as session:
            wanted = select(m.Mark.id).where(m.Mark.by.in_(("mentor", "lead")), m.Mark.by_id == mentor)
            return session.scalars(wanted.limit(1)).first() is not None


def _work(session: Session, row: m.PracticeWork) -> ChosenWork:
    handed_in = session.get_one(m.Submission, row.submission_id)
    given = session.get_one(m.Assignment, handed_in.assignment_id)
    return ChosenWork(
        id=row.id,
        submission=row.submission_id,
        assignment=given.id,
        author=handed_in.student_id,
        rubric_id=given.rubric_id,
        scene=row.scene,
        marks={name: Reference(one["level"], one["why"]) for name, one in row.marks.items()},
        mentor=row.mentor_id,
        at=row.at,
    )
