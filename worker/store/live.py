"""What is played, in a lane of its own: the same tickets and leases as gradings have, on rows beside them.

Finishing one is a fenced update of its row, and the report of its grading filled in by the same transaction.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Update, delete, func, or_, select, update
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.database import Database, changed, now
from worker.store.gradings import LEASES, Ticket
from worker.store.holding import keep_back
from worker.store.live_pictures import NewPicture
from worker.store.standing import restand
from worker.store.thawed import Thawed

CUT = "cut"  # why a person looks; another run may tell more


@dataclass(frozen=True, slots=True)
class Asks:
    """A role of a goal that several could have: a mentor chooses one of the names."""

    criterion: str
    key: str
    role: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ToPlay:
    """What a worker has to play: the file, the rubric, the report so far, and what mentors chose."""

    grading: int
    job_attempt: int
    submission: int
    file_hash: str
    file_name: str
    kept_rubric: int
    report: Mapping[str, Any]
    choices: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Lives:
    """Everything about what is played."""

    database: Database

    def known(self, submission: int, score_hash: str, engine: str) -> Mapping[str, Any] | None:
        """What came of the plays of these bytes under this rubric, by this engine; None when it is to be played."""
        with self.database.read() as session:
            row = session.execute(
                select(m.Live.outcome, m.Live.finished)
                .join(m.Grading, m.Grading.id == m.Live.grading_id)
                .join(m.KeptRubric, m.KeptRubric.id == m.Grading.kept_rubric_id)
                .where(
                    m.Grading.submission_id == submission,
                    m.KeptRubric.score_hash == score_hash,
                    m.Live.state == "done",
                    m.Live.engine == engine,
                )
                .order_by(m.Live.id.desc())
                .limit(1)
            ).first()
            chosen = session.scalar(select(func.max(m.Choice.at)).where(m.Choice.submission_id == submission))
        if row is None or row.outcome is None or (chosen and row.finished and chosen > row.finished):
            return None
        outcome: Mapping[str, Any] = row.outcome
        whole = all(one["state"] != "unchecked" and one["reason"] != CUT for one in outcome.values())
        return outcome if whole else None

    def asks(self, grading: int) -> tuple[Asks, ...]:
        """What a mentor is to choose, so that the rest of it can be played; nothing while it is played."""
        with self.database.read() as session:
            done = (m.Live.grading_id == grading, m.Live.state == "done")
            outcome = session.scalar(select(m.Live.outcome).where(*done)) or {}
        return tuple(
            Asks(criterion, choice["key"], choice["role"], tuple(choice["names"]))
            for criterion, one in outcome.items()
            if one["state"] == "person"
            for choice in one["choices"]
        )

    def waits(self, grading: int) -> bool:
        """Whether it is still to be played."""
        with self.database.read() as session:
            state = session.scalar(select(m.Live.state).where(m.Live.grading_id == grading))
        return state in {"queued", "playing"}

    def oldest_waiting(self) -> datetime | None:
        """Since when the one that waits longest does; None when nothing waits."""
        with self.database.read() as session:
            return session.scalar(select(func.min(m.Live.queued_at)).where(m.Live.state.in_(("queued", "playing"))))

    # What workers do

    def claim(self, grading: int, job_attempt: int, *, lease: timedelta) -> ToPlay | None:
        """Take it, for as long as the lease; None when the ticket is stale or another worker has it."""
        at = now()
        with self.database.write() as session:
            taken = update(m.Live).where(*_ticket(grading, job_attempt), m.Live.state == "queued")
            if not changed(
                session, taken.values(state="playing", lease_until=at + lease, runs=m.Live.runs + 1, started=at)
            ):
                return None
            row = session.get_one(m.Grading, grading)
            handed_in = session.get_one(m.Submission, row.submission_id)
            return ToPlay(
                grading=grading,
                job_attempt=job_attempt,
                submission=handed_in.id,
                file_hash=handed_in.file_hash,
                file_name=handed_in.file_name,
                kept_rubric=row.kept_rubric_id,
                report=row.report or {},
                choices=_choices(session, handed_in),
            )

    def finish(
        self,
        claimed: ToPlay,
        report: Mapping[str, Any],
        *,
        engine: str,
        outcome: Mapping[str, Any] | None,
        pictures: Sequence[NewPicture],
    ) -> tuple[str, ...] | None:
        """Write what came of it, once: names of files that no picture needs any more; None when the ticket is stale.

        An `outcome` of None is one without plays.
        """
        with self.database.write() as session:
            ended = update(m.Live).where(*_ticket(claimed.grading, claimed.job_attempt), m.Live.state == "playing")
            kept = dict(outcome) if outcome is not None else None
            if not changed(
                session, ended.values(state="done", finished=now(), lease_until=None, engine=engine, outcome=kept)
            ):
                return None
            _fill(session, claimed.grading, report)
            return _put(session, claimed.submission, pictures)

    def lost(self, grading: int, job_attempt: int) -> Ticket | None:
        """A worker ended without a result: a new ticket, or None when that was the last lease or it is stale."""
        with self.database.write() as session:
            return _lose(session, grading, job_attempt)

    # What the reconciler does

    def expired(self, lease: timedelta) -> tuple[Ticket, ...]:
        """New tickets for every lease that ran out, or that a clock which was put back has given."""
        at = now()
        over = or_(m.Live.lease_until < at, m.Live.lease_until > at + lease + timedelta(seconds=5))
        with self.database.write() as session:
            held = select(m.Live.grading_id, m.Live.job_attempt).where(m.Live.state == "playing", over)
            tickets = [_lose(session, *row) for row in session.execute(held).all()]
        return tuple(ticket for ticket in tickets if ticket)

    def queued(self, *, longer_than: timedelta = timedelta()) -> tuple[Ticket, ...]:
        """Tickets that should be on the queue for at least that long, the oldest first."""
        waiting = (m.Live.state == "queued", m.Live.queued_at <= now() - longer_than)
        with self.database.read() as session:
            asked = select(m.Live.grading_id, m.Live.job_attempt).where(*waiting).order_by(m.Live.id)
            return tuple(Ticket(grading, attempt, "play") for grading, attempt in session.execute(asked))

    def requeue(self, ticket: Ticket) -> Ticket | None:
        """A new ticket for one whose job is gone; None when somebody has claimed it meanwhile."""
        with self.database.write() as session:
            if not changed(session, _requeue(*_ticket(ticket.grading, ticket.job_attempt), m.Live.state == "queued")):
                return None
        return replace(ticket, job_attempt=ticket.job_attempt + 1)

    def ticket(self, grading: int) -> Ticket | None:
        """The ticket of a queued one."""
        with self.database.read() as session:
            row = session.scalar(select(m.Live).where(m.Live.grading_id == grading, m.Live.state == "queued"))
            return Ticket(grading, row.job_attempt, "play") if row else None

    # What a mentor does

    def choose(self, submission: int, key: str, name: str, *, mentor: int) -> tuple[int, ...]:
        """Keep whom she chose for a role, and play it again: the gradings to ring for."""
        with self.database.write() as session:
            session.merge(m.Choice(submission_id=submission, key=key, name=name, mentor_id=mentor, at=now()))
            newest = select(func.max(m.Grading.id)).where(
                m.Grading.submission_id == submission, m.Grading.state.in_(("done", "held"))
            )
            grading = session.scalar(newest)
            row = session.scalar(select(m.Live).where(m.Live.grading_id == grading)) if grading else None
            if grading is None:
                return ()
            if row is None:
                session.add(m.Live(grading_id=grading))
            else:
                changed(session, _requeue(m.Live.id == row.id, lost=0))
        return (grading,)


def _fill(session: Session, grading: int, report: Mapping[str, Any]) -> None:
    """Give a grading its whole report. One that was held for what was not played yet is looked at once more."""
    row = session.get_one(m.Grading, grading)
    handed_in = session.get_one(m.Submission, row.submission_id)
    row.report = dict(report)
    row.state = "done"
    session.flush()
    if not keep_back(session, grading):
        restand(session, handed_in.student_id, handed_in.assignment_id, grading)


def _give_up(session: Session, grading: int) -> None:
    """Nobody could play it: what waits for that waits for a person, and no goal is missed."""
    # Imported here: the store's other parts, and the tools that use them, need no engine.
    from grader.grade import recount
    from grader.report import from_json, to_json

    row = session.get_one(m.Grading, grading)
    if row.report is None:
        return
    report = from_json(row.report)
    results = tuple(
        replace(one, seen="person", values={"why": CUT}) if one.seen == "playing" else one for one in report.results
    )
    loaded = Thawed().get(session, row.kept_rubric_id)
    _fill(session, grading, to_json(recount(replace(report, results=results), loaded)))


def _put(session: Session, submission: int, pictures: Sequence[NewPicture]) -> tuple[str, ...]:
    """These instead of those from before; the names of files that nothing needs any more."""
    if not pictures:
        return ()
    hers = m.LivePicture.submission_id == submission
    before = set(session.scalars(select(m.LivePicture.file_hash).where(hers)))
    session.execute(delete(m.LivePicture).where(hers))
    session.add_all(
        m.LivePicture(
            submission_id=submission,
            file_hash=one.file_hash,
            what=one.what,
            criterion=one.criterion,
            moment=one.moment,
            caption=[dict(said) for said in one.caption],
        )
        for one in pictures
    )
    session.flush()
    for table in (m.LivePicture, m.Submission):
        before -= set(session.scalars(select(table.file_hash).where(table.file_hash.in_(before))))
    return tuple(sorted(before))


def _choices(session: Session, handed_in: m.Submission) -> dict[str, str]:
    """What was chosen for this try, or for one of hers before: names that are not there are passed over."""
    rows = session.execute(
        select(m.Choice.key, m.Choice.name)
        .join(m.Submission, m.Submission.id == m.Choice.submission_id)
        .where(
            m.Submission.student_id == handed_in.student_id,
            m.Submission.assignment_id == handed_in.assignment_id,
            m.Submission.id <= handed_in.id,
        )
        .order_by(m.Choice.submission_id)
    )
    return {key: name for key, name in rows}  # noqa: C416 - rows are no pairs for the type checker


def _ticket(grading: int, job_attempt: int) -> tuple[Any, Any]:
    return m.Live.grading_id == grading, m.Live.job_attempt == job_attempt


def _requeue(*where: Any, lost: Any = m.Live.leases_lost) -> Update:
    values = {"state": "queued", "lease_until": None, "queued_at": now(), "leases_lost": lost}
    return update(m.Live).where(*where).values(job_attempt=m.Live.job_attempt + 1, **values)


def _lose(session: Session, grading: int, job_attempt: int) -> Ticket | None:
    held = (*_ticket(grading, job_attempt), m.Live.state == "playing")
    lost = m.Live.leases_lost + 1
    given_up = update(m.Live).where(*held, lost >= LEASES).values(state="stuck", finished=now(), leases_lost=lost)
    if changed(session, given_up):
        _give_up(session, grading)
        return None
    return Ticket(grading, job_attempt + 1, "play") if changed(session, _requeue(*held, lost=lost)) else None
