"""A lease on a row: who works on it, and for how long. What gradings and live work beside them have in common.

Every change of state is one conditional update: who comes late changes nothing. The number of a grading and its
`job_attempt` together are a job's ticket. A lease that ran out makes a new ticket, so the old job's result, should it
still arrive, fits no row.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any, ClassVar, cast

from sqlalchemy import ColumnElement, literal, or_, select, update
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.database import Database, changed, now
from worker.store.views import LANES, LaneName

LEASES = 3  # three leases run out, then a person sees it
_CLOCK_SLACK = timedelta(seconds=5)


@dataclass(frozen=True, slots=True)
class Ticket:
    """A job that should be on a queue."""

    grading: int
    job_attempt: int
    queue: LaneName


@dataclass(frozen=True, slots=True)
class Leased:
    """Rows that workers take, one at a time. Which table, how its rows name their grading, and their queue."""

    database: Database

    rows: ClassVar[type[m.Grading | m.Live]]
    number: ClassVar[str]  # the column with the number of the grading
    at_work: ClassVar[str]  # the state while a worker has it
    lane: ClassVar[LaneName | None] = None  # the queue of all of them; None: each row names its own

    def lost(self, grading: int, job_attempt: int) -> Ticket | None:
        """A worker ended without a result: a new ticket, or None when that was the last lease or it is stale."""
        with self.database.write() as session:
            return self._lose(session, grading, job_attempt)

    def expired(self, lease: timedelta) -> tuple[Ticket, ...]:
        """New tickets for every lease that ran out; those that ran out too often become `stuck`.

        A lease that ends further away than a lease can be was given by a clock that has been put back since.
        """
        at = now()
        row = self.rows
        over = or_(row.lease_until < at, row.lease_until > at + lease + _CLOCK_SLACK)
        with self.database.write() as session:
            held = select(self._number, row.job_attempt).where(row.state == self.at_work, over)
            tickets = [self._lose(session, *ticket) for ticket in session.execute(held).all()]
        return tuple(ticket for ticket in tickets if ticket)

    def queued(self, *, longer_than: timedelta = timedelta()) -> tuple[Ticket, ...]:
        """Tickets that should be on a queue for at least that long, the oldest first."""
        row = self.rows
        waiting = (row.state == "queued", self._lane.in_(LANES), row.queued_at <= now() - longer_than)
        with self.database.read() as session:
            found = session.execute(self._tickets().where(*waiting).order_by(row.id)).all()
        return tuple(_ticket(one) for one in found)

    def ticket(self, grading: int) -> Ticket | None:
        """The ticket of a queued one."""
        with self.database.read() as session:
            found = session.execute(self._tickets().where(self._number == grading, self.rows.state == "queued")).first()
        return _ticket(found) if found else None

    def requeue(self, ticket: Ticket) -> Ticket | None:
        """A new ticket for one whose job is gone; None when somebody has claimed it meanwhile."""
        with self.database.write() as session:
            held = self._held(ticket.grading, ticket.job_attempt, "queued")
            return replace(ticket, job_attempt=ticket.job_attempt + 1) if self._again(session, *held) else None

    # What the tables themselves use, inside a transaction

    def _take(self, session: Session, grading: int, job_attempt: int, lease: timedelta) -> bool:
        """Give it to whoever has this ticket; False when that is stale, or another worker has it."""
        at = now()
        taken = {"state": self.at_work, "lease_until": at + lease, "runs": self.rows.runs + 1, "started": at}
        return self._change(session, taken, *self._held(grading, job_attempt, "queued"))

    def _end(self, session: Session, grading: int, job_attempt: int, state: str, **values: Any) -> bool:
        """Write what came of it, once; False when the ticket is stale: nothing changed."""
        ended = {"state": state, "finished": now(), "lease_until": None, **values}
        return self._change(session, ended, *self._held(grading, job_attempt, self.at_work))

    def _again(self, session: Session, *where: Any, lost: Any = None) -> bool:
        """Back on its queue, with a new ticket. `lost`: how many leases it has lost; None leaves that."""
        row = self.rows
        values = {"state": "queued", "lease_until": None, "queued_at": now(), "job_attempt": row.job_attempt + 1}
        return self._change(session, values if lost is None else {**values, "leases_lost": lost}, *where)

    def _given_up(self, session: Session, grading: int) -> None:
        """The last lease was lost."""

    def _lose(self, session: Session, grading: int, job_attempt: int) -> Ticket | None:
        held = self._held(grading, job_attempt, self.at_work)
        lost: ColumnElement[int] = self.rows.leases_lost + 1
        stuck = {"state": "stuck", "finished": now(), "leases_lost": lost}
        if self._change(session, stuck, *held, lost >= LEASES):
            self._given_up(session, grading)
            return None
        if not self._again(session, *held, lost=lost):
            return None
        return _ticket(session.execute(self._tickets().where(self._number == grading)).one())

    def _change(self, session: Session, values: dict[str, Any], *where: Any) -> bool:
        return changed(session, update(self.rows).where(*where).values(**values))

    def _held(self, grading: int, job_attempt: int, state: str) -> tuple[Any, ...]:
        return self._number == grading, self.rows.job_attempt == job_attempt, self.rows.state == state

    def _tickets(self) -> Any:
        return select(self._number, self.rows.job_attempt, self._lane)

    @property
    def _number(self) -> Any:
        return getattr(self.rows, self.number)

    @property
    def _lane(self) -> Any:
        return literal(self.lane) if self.lane else m.Grading.queue


def _ticket(row: Any) -> Ticket:
    return Ticket(row[0], row[1], cast("LaneName", row[2]))
