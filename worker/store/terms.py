"""Terms of a class, and to which of them a moment belongs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.database import Database
from worker.store.people import StoreError


@dataclass(frozen=True, slots=True)
class TermView:
    """A term: its first and last day are days of the club."""

    id: int
    classroom: int
    name: str
    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Calendar:
    """The terms of one class, in the time of its club."""

    zone: ZoneInfo
    terms: tuple[TermView, ...]

    @property
    def names(self) -> Mapping[int | None, str]:
        """What they are called, by number."""
        return {one.id: one.name for one in self.terms}

    def ends(self) -> dict[int | None, datetime]:
        """The moment at which each of them is over."""
        return {
            one.id: datetime.combine(one.last + timedelta(days=1), time(), self.zone).astimezone(UTC)
            for one in self.terms
        }

    def term_at(self, moment: datetime) -> int | None:
        """The term in which that moment lies; None when it lies in none."""
        day = moment.astimezone(self.zone).date()
        return next((one.id for one in self.terms if one.first <= day <= one.last), None)


@dataclass(frozen=True, slots=True)
class Terms:
    """Everything about terms."""

    database: Database

    def of(self, classroom: int) -> tuple[TermView, ...]:
        """The terms of a class, the first one first."""
        with self.database.read() as session:
            return _terms(session, classroom)

    def add(self, classroom: int, name: str, first: date, last: date) -> None:
        """One more term. StoreError when it ends before it begins, or shares a day with another one."""
        if last < first:
            raise StoreError("term-backwards")
        with self.database.write() as session:
            session.get_one(m.Classroom, classroom, with_for_update=True)
            for one in _terms(session, classroom):
                if one.first <= last and first <= one.last:
                    raise StoreError("term-overlaps", name=one.name)
            session.add(m.Term(classroom_id=classroom, name=name[:80], first=first, last=last))

    def drop(self, classroom: int, term: int) -> None:
        """Forget it; its files belong to no term then."""
        with self.database.write() as session:
            session.execute(delete(m.Term).where(m.Term.id == term, m.Term.classroom_id == classroom))


def calendar_of(session: Session, room: m.Classroom) -> Calendar:
    """The calendar of that class, inside a transaction."""
    return Calendar(ZoneInfo(session.get_one(m.Club, room.club_id).time_zone), _terms(session, room.id))


def _terms(session: Session, classroom: int) -> tuple[TermView, ...]:
    rows = session.scalars(select(m.Term).where(m.Term.classroom_id == classroom).order_by(m.Term.first))
    return tuple(TermView(row.id, row.classroom_id, row.name, row.first, row.last) for row in rows)
