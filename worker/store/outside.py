"""What is to be told to other programs: rows that are written with what happened, and what came of each try."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, or_, select, update
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.database import Database, changed, now
from worker.store.people import StoreError

GRADED, LEVEL, ASKED, TEST = "submission.graded", "level.released", "question.asked", "test"
EVENTS = (GRADED, LEVEL, ASKED)
MOST = 10  # webhooks of a club
BACKOFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 360, 720))
TRIES = len(BACKOFF) + 1  # then it is given up: nearly a day later
LEASE = timedelta(minutes=2)  # longer than any one try can take
KEPT = timedelta(days=30)  # what ended is shown for so long
PREFIX = "whsec_"


@dataclass(frozen=True, slots=True)
class WebhookView:
    """An address that is told."""

    id: int
    club: int
    address: str
    events: tuple[str, ...]
    names: bool
    at: datetime


@dataclass(frozen=True, slots=True)
class TryView:
    """What came of one try."""

    at: datetime
    status: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """One thing to tell, and how that went."""

    id: int
    webhook: int
    event: str
    state: str
    at: datetime
    due: datetime
    tries: tuple[TryView, ...]


@dataclass(frozen=True, slots=True)
class Due:
    """A delivery that this process has taken: `turn` is its ticket."""

    id: int
    turn: int
    event: str
    at: datetime
    address: str
    secret: str
    names: bool
    club: int
    student: int | None
    assignment: int | None
    submission: int | None
    question: int | None
    what: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Outside:
    """Everything about webhooks."""

    database: Database

    def add(self, mentor: int, address: str, events: Iterable[str], *, names: bool) -> tuple[WebhookView, str]:
        """An address of the club of who adds it, and the secret that signs. StoreError `webhooks-most`."""
        secret = PREFIX + secrets.token_urlsafe(24)
        wanted = set(events)
        with self.database.write() as session:
            club = session.get_one(m.Mentor, mentor).club_id
            there = select(func.count()).where(m.Webhook.club_id == club, m.Webhook.removed.is_(None))
            if (session.scalar(there) or 0) >= MOST:
                raise StoreError("webhooks-most", most=MOST)
            row = m.Webhook(
                club_id=club,
                mentor_id=mentor,
                address=address,
                secret=secret,
                events=[name for name in EVENTS if name in wanted],
                names=names,
            )
            session.add(row)
            session.flush()
            return _webhook(row), secret

    def webhooks(self, club: int) -> tuple[WebhookView, ...]:
        """Those of a club, the first one first."""
        with self.database.read() as session:
            rows = select(m.Webhook).where(m.Webhook.club_id == club, m.Webhook.removed.is_(None))
            return tuple(map(_webhook, session.scalars(rows.order_by(m.Webhook.id))))

    def tells_names(self) -> bool:
        """Whether any program is told who a student is."""
        with self.database.read() as session:
            wanted = select(m.Webhook.id).where(m.Webhook.names.is_(True), m.Webhook.removed.is_(None))
            return session.scalar(wanted.limit(1)) is not None

    def remove(self, club: int, webhook: int) -> WebhookView | None:
        """Tell it nothing more, also not what waits. None when the club has no such address."""
        with self.database.write() as session:
            row = session.get(m.Webhook, webhook)
            if row is None or row.club_id != club or row.removed is not None:
                return None
            _forget(session, m.Delivery.webhook_id == webhook)
            row.removed, row.secret, row.address = now(), "", ""
            return _webhook(row)

    def deliveries(self, webhook: int, most: int = 20) -> tuple[DeliveryView, ...]:
        """What it was told or will be told, the newest first."""
        with self.database.read() as session:
            wanted = select(m.Delivery).where(m.Delivery.webhook_id == webhook)
            rows = session.scalars(wanted.order_by(m.Delivery.id.desc()).limit(most)).all()
            tries = session.scalars(
                select(m.DeliveryTry)
                .where(m.DeliveryTry.delivery_id.in_([row.id for row in rows]))
                .order_by(m.DeliveryTry.id)
            ).all()
        return tuple(_delivery(row, [one for one in tries if one.delivery_id == row.id]) for row in rows)

    def test(self, club: int, webhook: int) -> bool:
        """Send a word that means nothing. False when the club has no such address."""
        with self.database.write() as session:
            row = session.get(m.Webhook, webhook)
            if row is None or row.club_id != club or row.removed is not None:
                return False
            session.add(m.Delivery(webhook_id=webhook, event=TEST, what={}))
        return True

    def again(self, club: int, delivery: int) -> bool:
        """Send one again from the beginning. False when the club has none such, or it is on its way."""
        with self.database.write() as session:
            of_club = select(m.Webhook.id).where(m.Webhook.club_id == club, m.Webhook.removed.is_(None))
            again = update(m.Delivery).where(
                m.Delivery.id == delivery, m.Delivery.webhook_id.in_(of_club), m.Delivery.state != "sending"
            )
            return changed(session, again.values(state="waiting", due=now(), tries=0))

    # What the process that sends does

    def waiting(self) -> tuple[int, ...]:
        """The webhooks to which something is due."""
        with self.database.read() as session:
            return tuple(session.scalars(select(m.Delivery.webhook_id).where(*_is_due()).distinct()))

    def claim(self, webhook: int) -> Due | None:
        """Take what is due the longest; None when nothing is, or another has it."""
        with self.database.write() as session:
            found = session.execute(
                select(m.Delivery, m.Webhook)
                .join(m.Webhook, m.Webhook.id == m.Delivery.webhook_id)
                .where(m.Delivery.webhook_id == webhook, *_is_due())
                .order_by(m.Delivery.due, m.Delivery.id)
                .limit(1)
            ).first()
            if found is None:
                return None
            row, hook = found
            turn = row.tries + 1
            mine = update(m.Delivery).where(m.Delivery.id == row.id, m.Delivery.tries == row.tries, *_is_due())
            if not changed(session, mine.values(state="sending", tries=turn, due=now() + LEASE)):
                return None
            return Due(
                row.id, turn, row.event, row.at, hook.address, hook.secret, hook.names, hook.club_id,
                row.student_id, row.assignment_id, row.submission_id, row.question_id, row.what,
            )  # fmt: skip

    def ended(self, due: Due, status: int | None, reason: str, *, taken: bool) -> None:
        """What came of a try: sent, once more later, or given up. Nothing when it went away meanwhile."""
        last = due.turn >= TRIES or due.event == TEST
        state = "sent" if taken else "given-up" if last else "waiting"
        at = now()
        later = at if taken or last else at + BACKOFF[due.turn - 1]
        with self.database.write() as session:
            mine = update(m.Delivery).where(
                m.Delivery.id == due.id, m.Delivery.tries == due.turn, m.Delivery.state == "sending"
            )
            if changed(session, mine.values(state=state, due=later)):
                session.add(m.DeliveryTry(delivery_id=due.id, status=status, reason=reason[:20], at=at))

    def sweep(self, before: datetime | None = None) -> None:
        """Forget what ended long ago."""
        with self.database.write() as session:
            old = m.Delivery.at < (before or now() - KEPT)
            _forget(session, old, m.Delivery.state.in_(("sent", "given-up")))


def tell(
    session: Session,
    event: str,
    *,
    assignment: int,
    student: int,
    submission: int | None = None,
    question: int | None = None,
    what: Mapping[str, Any] | None = None,
) -> None:
    """Write down, with what happened, that it is to be told: to each address of the club that wants to know."""
    hooks = session.execute(
        select(m.Webhook.id, m.Webhook.events)
        .join(m.Classroom, m.Classroom.club_id == m.Webhook.club_id)
        .join(m.Assignment, m.Assignment.classroom_id == m.Classroom.id)
        .where(m.Assignment.id == assignment, m.Webhook.removed.is_(None))
    ).all()
    for hook, events in hooks:
        if event in events:
            session.add(
                m.Delivery(
                    webhook_id=hook,
                    event=event,
                    student_id=student,
                    assignment_id=assignment,
                    submission_id=submission,
                    question_id=question,
                    what=dict(what or {}),
                )
            )


def _is_due() -> tuple[Any, ...]:
    return or_(m.Delivery.state == "waiting", m.Delivery.state == "sending"), m.Delivery.due <= now()


def _forget(session: Session, *where: Any) -> None:
    gone = select(m.Delivery.id).where(*where)
    session.execute(delete(m.DeliveryTry).where(m.DeliveryTry.delivery_id.in_(gone)))
    session.execute(delete(m.Delivery).where(*where))


def _webhook(row: m.Webhook) -> WebhookView:
    return WebhookView(row.id, row.club_id, row.address, tuple(row.events), row.names, row.at)


def _delivery(row: m.Delivery, tries: Iterable[m.DeliveryTry]) -> DeliveryView:
    seen = tuple(TryView(one.at, one.status, one.reason) for one in tries)
    return DeliveryView(row.id, row.webhook_id, row.event, row.state, row.at, row.due, seen)
