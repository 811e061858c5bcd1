"""Which rubric a classroom works on, and until when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import or_, select

from worker.store import models as m
from worker.store.database import Database, now
from worker.store.people import StoreError
from worker.store.views import AssignmentView, Counts


@dataclass(frozen=True, slots=True)
class Assignments:
    """Everything about what was given to whom."""

    database: Database

    def give(
        self,
        classroom: int,
        rubric_id: str,
        *,
        due: datetime | None = None,
        counts: Counts = "best",
        opens: datetime | None = None,
    ) -> AssignmentView:
        """Give that rubric to a class. Moments are aware; without `opens` it is open now."""
        with self.database.write() as session:
            row = m.Assignment(
                classroom_id=classroom, rubric_id=rubric_id, opens=opens or now(), due=due, counts=_counts(counts)
            )
            session.add(row)
            session.flush()
            return assignment_view(row)

    def change(self, assignment: int, *, due: datetime | None, counts: Counts, closed: bool) -> AssignmentView:
        """Another date, another way of counting, open or closed."""
        with self.database.write() as session:
            row = session.get_one(m.Assignment, assignment)
            row.due, row.counts, row.closed = due, _counts(counts), closed
            return assignment_view(row)

    def assignment(self, assignment: int) -> AssignmentView | None:
        """That assignment."""
        with self.database.read() as session:
            row = session.get(m.Assignment, assignment)
            return assignment_view(row) if row else None

    def assignments(self, classroom: int) -> tuple[AssignmentView, ...]:
        """All of a class, in the order they opened."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.Assignment)
                .where(m.Assignment.classroom_id == classroom, m.Assignment.earlier.is_(False))
                .order_by(m.Assignment.opens, m.Assignment.id)
            )
            return tuple(map(assignment_view, rows))

    def brought(self, student: int) -> tuple[AssignmentView, ...]:
        """Those of a class before that she brought works of, and that her class has no task for."""
        with self.database.read() as session:
            hers = [select(table.assignment_id).where(table.student_id == student) for table in (m.Submission, m.Mark)]
            rows = session.scalars(
                select(m.Assignment)
                .join(m.Student, m.Student.classroom_id == m.Assignment.classroom_id)
                .where(
                    m.Student.id == student,
                    m.Assignment.earlier.is_(True),
                    or_(*(m.Assignment.id.in_(one) for one in hers)),
                )
                .order_by(m.Assignment.opens, m.Assignment.id)
            )
            return tuple(map(assignment_view, rows))

    def open_assignments(self, student: int) -> tuple[AssignmentView, ...]:
        """What she can hand in for today, the newest first."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.Assignment)
                .join(m.Student, m.Student.classroom_id == m.Assignment.classroom_id)
                .where(m.Student.id == student, m.Assignment.closed.is_(False), m.Assignment.opens <= now())
                .order_by(m.Assignment.opens.desc(), m.Assignment.id.desc())
            )
            return tuple(map(assignment_view, rows))


def assignment_view(row: m.Assignment) -> AssignmentView:
    """The row, frozen."""
    return AssignmentView(
        id=row.id,
        classroom=row.classroom_id,
        rubric_id=row.rubric_id,
        opens=row.opens,
        due=row.due,
        counts="last" if row.counts == "last" else "best",
        closed=row.closed,
    )


def _counts(word: str) -> str:
    if word not in {"best", "last"}:
        raise StoreError("counts-unknown", word=word)
    return word
