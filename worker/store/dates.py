"""Until when a task takes files, from whom: its day, what happens after it, and another day for one girl."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from sqlalchemy import Delete, delete, select
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.database import Database

Policy = Literal["welcome", "label", "close"]
POLICIES: tuple[Policy, ...] = ("welcome", "label", "close")
MOST_GRACE = 60  # days


@dataclass(frozen=True, slots=True)
class Days:
    """The days of one task. `chosen` is None while the rubric decides; `own` are days of single girls, by her id."""

    due: datetime | None
    policy: Policy
    grace_days: int
    chosen: Policy | None
    own: Mapping[int, datetime]

    def due_of(self, student: int) -> datetime | None:
        """Her last day; None when there is none."""
        return self.own.get(student, self.due)

    def is_late(self, student: int, at: datetime) -> bool:
        """Whether a file of that moment says that it came after the day: it never does where later is welcome."""
        due = self.due_of(student)
        return due is not None and at > due and self.policy != "welcome"

    def ends(self, student: int) -> datetime | None:
        """From when on her files are not taken; None when they always are."""
        due = self.due_of(student)
        return due + timedelta(days=self.grace_days) if due is not None and self.policy == "close" else None


@dataclass(frozen=True, slots=True)
class Dates:
    """Everything about days of tasks."""

    database: Database

    def of(self, assignment: int) -> Days:
        """The days of that task."""
        with self.database.read() as session:
            return days_of(session, session.get_one(m.Assignment, assignment))

    def set_policy(self, assignment: int, policy: Policy | None, grace_days: int | None = None) -> None:
        """What happens after its day; None leaves it to the rubric."""
        with self.database.write() as session:
            row = session.get_one(m.Assignment, assignment)
            row.late = policy
            row.grace_days = grace_days if policy == "close" else None

    def set_own(self, assignment: int, student: int, due: datetime, mentor: int) -> None:
        """Another last day for her; it takes the place of the one before."""
        with self.database.write() as session:
            session.get(m.Student, student, with_for_update=True)  # two mentors of one moment stand in line
            session.execute(_hers(assignment, student))
            session.add(m.OwnDate(assignment_id=assignment, student_id=student, due=due, mentor_id=mentor))

    def drop_own(self, assignment: int, student: int) -> None:
        """The day of the class is hers again."""
        with self.database.write() as session:
            session.execute(_hers(assignment, student))


def days_of(session: Session, given: m.Assignment) -> Days:
    """The days of that task, inside a transaction."""
    rows = session.execute(select(m.OwnDate.student_id, m.OwnDate.due).where(m.OwnDate.assignment_id == given.id))
    own = {row.student_id: row.due for row in rows}
    chosen = _policy(given.late)
    if chosen is not None:
        return Days(given.due, chosen, given.grace_days or 0, chosen, own)
    # Of the whole rubric this part alone is read: every row of a class page asks for it.
    late = session.scalar(
        select(m.KeptRubric.resolved["rubric"]["late"]).where(
            m.KeptRubric.rubric_id == given.rubric_id, m.KeptRubric.in_use.is_(True)
        )
    )
    by_rubric = late or {}
    return Days(given.due, _policy(by_rubric.get("policy")) or "welcome", by_rubric.get("grace_days") or 0, None, own)


def _policy(word: str | None) -> Policy | None:
    return next((one for one in POLICIES if one == word), None)


def _hers(assignment: int, student: int) -> Delete:
    return delete(m.OwnDate).where(m.OwnDate.assignment_id == assignment, m.OwnDate.student_id == student)
