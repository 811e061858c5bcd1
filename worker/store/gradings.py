"""Gradings and the lease on them. Every change of state is one conditional update: who comes late changes nothing.

`id` and `job_attempt` together are a job's ticket. A lease that ran out makes a new ticket, so the old job's result,
should it still arrive, fits no row.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from fractions import Fraction
from statistics import median
from typing import Any, cast

from sqlalchemy import Update, func, or_, select, update
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.database import Database, changed, now
from worker.store.holding import keep_back
from worker.store.standing import restand
from worker.store.views import QUEUES, GradingView, LaneName, QueueName, State

LEASES = 3  # three leases run out, then a mentor sees it
RECENT = 20


@dataclass(frozen=True, slots=True)
class Ticket:
    """A job that should be on a queue."""

    grading: int
    job_attempt: int
    queue: LaneName


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
class Gradings:
    """Everything about gradings."""

    database: Database

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
            return changed(session, _requeue(m.Grading.id == grading, m.Grading.state == "stuck", lost=0))

    # What workers do

    def claim(self, grading: int, job_attempt: int, *, lease: timedelta) -> Claimed | None:
        """Take it, for as long as the lease; None when the ticket is stale or another worker has it."""
        at = now()
        with self.database.write() as session:
            taken = changed(
                session,
                update(m.Grading)
                .where(*_ticket(grading, job_attempt), m.Grading.state == "queued")
                .values(state="grading", lease_until=at + lease, runs=m.Grading.runs + 1, started=at),
            )
            if not taken:
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
        return self._end(claimed, "done", values, kind, live=live)

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
        return self._end(claimed, "unreadable", said, kind)

    def lost(self, grading: int, job_attempt: int) -> Ticket | None:
        """A worker ended without a result: a new ticket, or None when that was the last lease or it is stale."""
        with self.database.write() as session:
            return _lose(session, grading, job_attempt)

    # What the reconciler does

    def expired(self, lease: timedelta) -> tuple[Ticket, ...]:
        """New tickets for every lease that ran out; those that ran out too often become `stuck`.

        A lease that ends further away than a lease can be was given by a clock that has been put back since.
        """
        at = now()
        with self.database.write() as session:
            rows = session.execute(
                select(m.Grading.id, m.Grading.job_attempt).where(
                    m.Grading.state == "grading",
                    or_(m.Grading.lease_until < at, m.Grading.lease_until > at + lease + timedelta(seconds=5)),
                )
            ).all()
            tickets = [_lose(session, grading, job_attempt) for grading, job_attempt in rows]
        return tuple(ticket for ticket in tickets if ticket)

    def queued(self, *, longer_than: timedelta = timedelta()) -> tuple[Ticket, ...]:
        """Tickets that should be on a queue for at least that long, the oldest first."""
        with self.database.read() as session:
            rows = session.execute(
                select(m.Grading.id, m.Grading.job_attempt, m.Grading.queue)
                .where(
                    m.Grading.state == "queued",
                    m.Grading.queue.in_(QUEUES),
                    m.Grading.queued_at <= now() - longer_than,
                )
                .order_by(m.Grading.id)
            ).all()
        return tuple(Ticket(grading, job_attempt, _queue(queue)) for grading, job_attempt, queue in rows)

    def requeue(self, ticket: Ticket) -> Ticket | None:
        """A new ticket for one whose job is gone; None when somebody has claimed it meanwhile."""
        with self.database.write() as session:
            where = (*_ticket(ticket.grading, ticket.job_attempt), m.Grading.state == "queued")
            if not changed(session, _requeue(*where)):
                return None
        return replace(ticket, job_attempt=ticket.job_attempt + 1)

    def ticket(self, grading: int) -> Ticket | None:
        """The ticket of a queued one."""
        with self.database.read() as session:
            row = session.get(m.Grading, grading)
            return Ticket(row.id, row.job_attempt, _queue(row.queue)) if row and row.state == "queued" else None

    def _end(
        self, claimed: Claimed, state: State, values: Mapping[str, Any], kind: str | None, *, live: bool = False
    ) -> bool:
        with self.database.write() as session:
            ended = changed(
                session,
                update(m.Grading)
                .where(*_ticket(claimed.grading, claimed.job_attempt), m.Grading.state == "grading")
                .values(state=state, finished=now(), lease_until=None, **values),
            )
            if not ended:
                return False
            if kind is not None:
                session.execute(update(m.Submission).where(m.Submission.id == claimed.submission).values(kind=kind))
            if live:
                session.add(m.Live(grading_id=claimed.grading))
            if not keep_back(session, claimed.grading) and state == "done":
                restand(session, claimed.student, claimed.assignment, claimed.grading)
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


def _ticket(grading: int, job_attempt: int) -> tuple[Any, Any]:
    return m.Grading.id == grading, m.Grading.job_attempt == job_attempt


def _requeue(*where: Any, lost: Any = m.Grading.leases_lost) -> Update:
    return (
        update(m.Grading)
        .where(*where)
        .values(
            state="queued",
            lease_until=None,
            queued_at=now(),
            job_attempt=m.Grading.job_attempt + 1,
            leases_lost=lost,
        )
    )


def _lose(session: Session, grading: int, job_attempt: int) -> Ticket | None:
    held = (*_ticket(grading, job_attempt), m.Grading.state == "grading")
    lost = m.Grading.leases_lost + 1
    given_up = update(m.Grading).where(*held, lost >= LEASES).values(state="stuck", finished=now(), leases_lost=lost)
    if changed(session, given_up) or not changed(session, _requeue(*held, lost=lost)):
        return None
    queue = session.execute(select(m.Grading.queue).where(m.Grading.id == grading)).scalar_one()
    return Ticket(grading, job_attempt + 1, _queue(queue))
