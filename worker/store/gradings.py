"""Gradings: what pages ask of them, what starts one, and how a worker ends one. Their leases are in `leases`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from statistics import median
from typing import Any, cast

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.holding import keep_back
from worker.store.leases import Leased
from worker.store.outside import GRADED, tell
from worker.store.standing import restand
from worker.store.views import QUEUES, GradingView, QueueName, State

RECENT = 20


@dataclass(frozen=True, slots=True)
class Claimed:
    """What a worker has to do: which submission, under which rubric."""

    grading: int
    job_attempt: int
    submission: int
    student: int
    assignment: int
    file_hash: str
    file_name: str
    kept_rubric: int


@dataclass(frozen=True, slots=True)
class Gradings(Leased):
    """Everything about gradings."""

    rows = m.Grading
    number = "id"
    at_work = "grading"

    # What pages ask

    def grading(self, grading: int) -> GradingView | None:
        """That grading."""
        with self.database.read() as session:
            row = session.get(m.Grading, grading)
            return grading_view(row, session.get_one(m.KeptRubric, row.kept_rubric_id)) if row else None

    def grading_of(self, submission: int) -> GradingView | None:
        """The one to show: the newest that ended with a result, else the newest."""
        with self.database.read() as session:
            found = gradings_of(session, [submission])[submission]
            return current(found) if found else None

    def history(self, submission: int) -> tuple[GradingView, ...]:
        """All of a submission, the first one first."""
        with self.database.read() as session:
            return tuple(gradings_of(session, [submission])[submission])

    def waiting_before(self, grading: int) -> int:
        """How many stand before it in its queue, those in work included; 0 when it is not waiting."""
        with self.database.read() as session:
            row = session.get_one(m.Grading, grading)
            if row.state != "queued":
                return 0
            ahead = or_(m.Grading.state == "grading", (m.Grading.state == "queued") & (m.Grading.id < row.id))
            return session.scalar(select(func.count()).where(m.Grading.queue == row.queue, ahead)) or 0

    def recent_seconds(self) -> float | None:
        """From handed in to feedback, in seconds: the middle of the last 20 that ended; None before the first."""
        with self.database.read() as session:
            rows = session.execute(
                select(m.Grading.at, m.Grading.finished)
                .where(m.Grading.queue == "grade", m.Grading.state.in_(("done", "unreadable")))
                .order_by(m.Grading.id.desc())
                .limit(RECENT)
            ).all()
        spans = [(finished - at).total_seconds() for at, finished in rows if finished]
        return median(spans) if spans else None

    def stuck(self, classrooms: Iterable[int]) -> tuple[GradingView, ...]:
        """What three workers began and none finished, in those classes: a person looks at it."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.Grading)
                .join(m.Submission, m.Submission.id == m.Grading.submission_id)
                .join(m.Assignment, m.Assignment.id == m.Submission.assignment_id)
                .where(m.Grading.state == "stuck", m.Assignment.classroom_id.in_(tuple(classrooms)))
                .order_by(m.Grading.id)
            ).all()
            return _views(session, rows)

    def oldest_waiting(self) -> datetime | None:
        """When the one that waits longest came in; None when nobody waits."""
        with self.database.read() as session:
            waiting = m.Grading.state.in_(("queued", "grading")) & m.Grading.queue.in_(QUEUES)
            return session.scalar(select(func.min(m.Grading.at)).where(waiting))

    # What starts one

    def again(self, submission: int, *, queue: QueueName = "regrade") -> int:
        """A new grading of that submission, under the rubric that is in use. The id to enqueue."""
        with self.database.write() as session:
            rubric = session.execute(
                select(m.Assignment.rubric_id)
                .join(m.Submission, m.Submission.assignment_id == m.Assignment.id)
                .where(m.Submission.id == submission)
            ).scalar_one()
            kept = session.execute(
                select(m.KeptRubric.id).where(m.KeptRubric.rubric_id == rubric, m.KeptRubric.in_use.is_(True))
            ).scalar_one()
            row = m.Grading(submission_id=submission, kept_rubric_id=kept, queue=queue, state="queued")
            session.add(row)
            session.flush()
            return row.id

    def retry(self, grading: int) -> bool:
        """Let workers try a stuck one again."""
        with self.database.write() as session:
            return self._again(session, m.Grading.id == grading, m.Grading.state == "stuck", lost=0)

    # What workers do

    def claim(self, grading: int, job_attempt: int, *, lease: timedelta) -> Claimed | None:
        """Take it, for as long as the lease; None when the ticket is stale or another worker has it."""
        with self.database.write() as session:
            if not self._take(session, grading, job_attempt, lease):
                return None
            row = session.get_one(m.Grading, grading)
            handed_in = session.get_one(m.Submission, row.submission_id)
            return Claimed(
                grading=grading,
                job_attempt=job_attempt,
                submission=handed_in.id,
                student=handed_in.student_id,
                assignment=handed_in.assignment_id,
                file_hash=handed_in.file_hash,
                file_name=handed_in.file_name,
                kept_rubric=row.kept_rubric_id,
            )

    def finish(
        self,
        claimed: Claimed,
        report: Mapping[str, Any],
        *,
        engine: str,
        kind: str,
        suggestion: int | None = None,
        live: bool = False,
    ) -> bool:
        """Write the report, once; `live`: it is to be played too. False when the ticket is stale: nothing changed."""
        values = {"report": dict(report), "engine": engine, "suggestion_id": suggestion}
        return self._close(claimed, "done", values, kind, live=live)

    def unreadable(
        self,
        claimed: Claimed,
        key: str,
        values: Mapping[str, Any],
        *,
        kind: str | None = None,
        suggestion: int | None = None,
    ) -> bool:
        """Write why the file could not be read, once; False when the ticket is stale."""
        said = {"unreadable_key": key, "unreadable_values": dict(values), "suggestion_id": suggestion}
        return self._close(claimed, "unreadable", said, kind)

    def _close(
        self, claimed: Claimed, state: State, values: Mapping[str, Any], kind: str | None, *, live: bool = False
    ) -> bool:
        with self.database.write() as session:
            if not self._end(session, claimed.grading, claimed.job_attempt, state, **values):
                return False
            if kind is not None:
                session.execute(update(m.Submission).where(m.Submission.id == claimed.submission).values(kind=kind))
            if live:
                session.add(m.Live(grading_id=claimed.grading))
            if not keep_back(session, claimed.grading):
                if state == "done":
                    restand(session, claimed.student, claimed.assignment, claimed.grading)
                tell(
                    session, GRADED,
                    assignment=claimed.assignment, student=claimed.student, submission=claimed.submission,
                )  # fmt: skip
        return True


def gradings_of(session: Session, submissions: Sequence[int]) -> dict[int, list[GradingView]]:
    """The gradings of each submission, the first one first."""
    found: dict[int, list[GradingView]] = defaultdict(list)
    rows = session.scalars(
        select(m.Grading).where(m.Grading.submission_id.in_(submissions)).order_by(m.Grading.id)
    ).all()
    for view in _views(session, rows):
        found[view.submission].append(view)
    return found


def current(gradings: Sequence[GradingView]) -> GradingView:
    """The one to show: the newest with a result, else the newest."""
    newest = gradings[-1]
    shown = next((one for one in reversed(gradings) if one.state in {"done", "unreadable"}), newest)
    return replace(shown, regrading=shown is not newest and not newest.ended)


def grading_view(row: m.Grading, kept: m.KeptRubric) -> GradingView:
    """The row, frozen."""
    return GradingView(
        id=row.id,
        submission=row.submission_id,
        kept_rubric=kept.id,
        rubric_id=kept.rubric_id,
        rubric_version=kept.version,
        score_hash=kept.score_hash,
        words_hash=kept.words_hash,
        queue=_queue(row.queue),
        state=cast("State", row.state),
        runs=row.runs,
        job_attempt=row.job_attempt,
        leases_lost=row.leases_lost,
        lease_until=row.lease_until,
        at=row.at,
        queued_at=row.queued_at,
        started=row.started,
        finished=row.finished,
        report=row.report,
        unreadable_key=row.unreadable_key,
        unreadable_values=row.unreadable_values or {},
        suggestion=row.suggestion_id,
        gates_met=row.gates_met,
        share=None if row.share is None else Fraction(row.share),
    )


def _views(session: Session, rows: Sequence[m.Grading]) -> tuple[GradingView, ...]:
    ids = {row.kept_rubric_id for row in rows}
    kept = {one.id: one for one in session.scalars(select(m.KeptRubric).where(m.KeptRubric.id.in_(ids)))}
    return tuple(grading_view(row, kept[row.kept_rubric_id]) for row in rows)


def _queue(word: str) -> QueueName:
    return "regrade" if word == "regrade" else "grade"
