"""The works of an assignment as another rubric would count them: reports, marks and changes, read in four questions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from grader.report import Level
from worker.store import models as m
from worker.store.database import Database
from worker.store.holding import SHOWN
from worker.store.standing import counting_marks, counting_overrides


@dataclass(frozen=True, slots=True)
class Work:
    """A girl's try that counts: what the machine saw, and what people said over it."""

    student: int
    submission: int
    kept_rubric: int
    report: Mapping[str, Any]
    marks: Mapping[str, Level]
    overrides: Mapping[str, Level]


@dataclass(frozen=True, slots=True)
class Works:
    """Reads them."""

    database: Database

    def of(self, assignment: int) -> tuple[Work, ...]:
        """One a student, in the order of the students."""
        with self.database.read() as session:
            counts = session.get_one(m.Assignment, assignment).counts
            tries = _tries(session, assignment)
            chosen = {student: _counting(rows, counts) for student, rows in tries.items()}
            marks, changes = _marks(session, assignment), _changes(session, assignment)
            return tuple(
                Work(
                    student,
                    row.submission_id,
                    row.kept_rubric_id,
                    row.report or {},
                    cast("Mapping[str, Level]", counting_marks(marks[student])),
                    cast(
                        "Mapping[str, Level]",
                        {name: one.level for name, one in counting_overrides(changes[row.submission_id]).items()},
                    ),
                )
                for student, row in sorted(chosen.items())
            )


def _tries(session: Session, assignment: int) -> dict[int, list[m.Grading]]:
    """What each student can open of it, the first try first."""
    newest = (
        select(func.max(m.Grading.id))
        .join(m.Submission, m.Submission.id == m.Grading.submission_id)
        .where(m.Submission.assignment_id == assignment, m.Submission.moved_to_id.is_(None), m.Grading.state.in_(SHOWN))
        .group_by(m.Grading.submission_id)
    )
    rows = session.execute(
        select(m.Submission.student_id, m.Grading)
        .join(m.Submission, m.Submission.id == m.Grading.submission_id)
        .where(m.Grading.id.in_(newest), m.Grading.state == "done")
        .order_by(m.Submission.attempt)
    )
    found: dict[int, list[m.Grading]] = defaultdict(list)
    for student, row in rows:
        found[student].append(row)
    return found


def _counting(rows: list[m.Grading], counts: str) -> m.Grading:
    if counts == "last":
        return rows[-1]
    return max(rows, key=lambda row: (bool(row.gates_met), Fraction(row.share or 0), row.submission_id))


def _marks(session: Session, assignment: int) -> dict[int, list[m.Mark]]:
    found: dict[int, list[m.Mark]] = defaultdict(list)
    for row in session.scalars(select(m.Mark).where(m.Mark.assignment_id == assignment)):
        found[row.student_id].append(row)
    return found


def _changes(session: Session, assignment: int) -> dict[int, list[m.Override]]:
    found: dict[int, list[m.Override]] = defaultdict(list)
    rows = session.scalars(
        select(m.Override)
        .join(m.Submission, m.Submission.id == m.Override.submission_id)
        .where(m.Submission.assignment_id == assignment)
    )
    for row in rows:
        found[row.submission_id].append(row)
    return found
