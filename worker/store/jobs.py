"""What waits, runs or is stuck in a club: for those who keep the service going."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import select, update

from worker.store import models as m
from worker.store.database import Database, changed, now

JobState = Literal["queued", "grading", "stuck"]
MOST = 200  # rows of one look


@dataclass(frozen=True, slots=True)
class JobView:
    """A grading that has not ended well: whose it is, since when, and how often a worker began."""

    grading: int
    submission: int
    student: str
    room: str
    file: str
    state: JobState
    runs: int
    since: datetime


@dataclass(frozen=True, slots=True)
class Jobs:
    """Reads and stops gradings by club."""

    database: Database

    def open(self, club: int) -> tuple[JobView, ...]:
        """Stuck ones first, then what runs, then what waits longest; at most MOST."""
        order = {"stuck": 0, "grading": 1, "queued": 2}
        with self.database.read() as session:
            rows = session.execute(_of(club, order).order_by(m.Grading.at, m.Grading.id).limit(MOST)).all()
        found = [
            JobView(row.id, row.submission_id, row.nickname, row.name, row.file_name, row.state, row.runs, row.at)
            for row in rows
        ]
        return tuple(sorted(found, key=lambda job: order[job.state]))

    def stuck(self, club: int) -> tuple[int, ...]:
        """The ids of those that workers gave up."""
        with self.database.read() as session:
            return tuple(row.id for row in session.execute(_of(club, ("stuck",)).order_by(m.Grading.id)))

    def is_of(self, grading: int, club: int) -> bool:
        """Whether that grading is of that club and still open."""
        with self.database.read() as session:
            found = _of(club, ("stuck", "grading", "queued")).where(m.Grading.id == grading)
            return session.execute(found).first() is not None

    def cancel(self, grading: int) -> bool:
        """Take one that waits out of the line: it is stuck until somebody lets it go on. False when it began."""
        change = (
            update(m.Grading)
            .where(m.Grading.id == grading, m.Grading.state == "queued")
            .values(state="stuck", finished=now(), job_attempt=m.Grading.job_attempt + 1)
        )
        with self.database.write() as session:
            return changed(session, change)


def _of(club: int, states: Iterable[str]) -> Any:
    return (
        select(
            m.Grading.id,
            m.Grading.submission_id,
            m.Grading.state,
            m.Grading.runs,
            m.Grading.at,
            m.Student.nickname,
            m.Classroom.name,
            m.Submission.file_name,
        )
        .join(m.Submission, m.Submission.id == m.Grading.submission_id)
        .join(m.Student, m.Student.id == m.Submission.student_id)
        .join(m.Assignment, m.Assignment.id == m.Submission.assignment_id)
        .join(m.Classroom, m.Classroom.id == m.Assignment.classroom_id)
        .where(m.Classroom.club_id == club, m.Grading.state.in_(tuple(states)))
    )
