"""What other programs may ask of a club, and with which token."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select, update

from worker.store import models as m
from worker.store.assignments import assignment_view
from worker.store.codes import new_token, token_hash
from worker.store.database import Database, now
from worker.store.views import AssignmentView

PREFIX = "kru_"  # a token that lies somewhere it should not can be found by this
LONGEST_LABEL = 80
LEADS = ("lead", "admin")
SEEN_EVERY = timedelta(hours=1)  # a program that asks often does not write often


@dataclass(frozen=True, slots=True)
class TokenView:
    """A token, without its secret. `names`: may read who a student is. `hands_in`: may hand in for one."""

    id: int
    club: int
    label: str
    names: bool
    hands_in: bool
    at: datetime
    used: datetime | None


@dataclass(frozen=True, slots=True)
class Exchange:
    """Everything about other programs."""

    database: Database

    def make_token(self, mentor: int, label: str, *, names: bool, hands_in: bool) -> tuple[TokenView, str]:
        """A token for a program, for the club of who makes it; and its secret, which nobody can read again."""
        secret = PREFIX + new_token()
        with self.database.write() as session:
            row = m.ApiToken(
                club_id=session.get_one(m.Mentor, mentor).club_id,
                mentor_id=mentor,
                label=label.strip()[:LONGEST_LABEL],
                token_hash=token_hash(secret),
                names=names,
                hands_in=hands_in,
            )
            session.add(row)
            session.flush()
            return _token(row), secret

    def tokens(self, club: int) -> tuple[TokenView, ...]:
        """Those of a club that open something, the first one first."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.ApiToken)
                .where(m.ApiToken.club_id == club, m.ApiToken.revoked.is_(None))
                .order_by(m.ApiToken.id)
            )
            return tuple(map(_token, rows))

    def token(self, secret: str) -> TokenView | None:
        """The token with that secret; None when it was taken back, or who made it leads no more."""
        at = now()
        with self.database.read() as session:
            row = session.scalar(
                select(m.ApiToken)
                .join(m.Mentor, m.Mentor.id == m.ApiToken.mentor_id)
                .where(
                    m.ApiToken.token_hash == token_hash(secret),
                    m.ApiToken.revoked.is_(None),
                    m.Mentor.role.in_(LEADS),
                    m.Mentor.club_id == m.ApiToken.club_id,
                )
            )
            found = _token(row) if row else None
        if found and (found.used is None or at - found.used > SEEN_EVERY):
            with self.database.write() as session:
                session.execute(update(m.ApiToken).where(m.ApiToken.id == found.id).values(used=at))
        return found

    def revoke(self, club: int, token: int) -> TokenView | None:
        """Take one back: it opens nothing from now on. None when the club has no such token."""
        with self.database.write() as session:
            row = session.get(m.ApiToken, token)
            if row is None or row.club_id != club or row.revoked is not None:
                return None
            row.revoked = now()
            return _token(row)

    def assignments(self, club: int) -> tuple[AssignmentView, ...]:
        """Those of all classes of a club, the first one first."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.Assignment)
                .join(m.Classroom, m.Classroom.id == m.Assignment.classroom_id)
                .where(m.Classroom.club_id == club, m.Assignment.earlier.is_(False))
                .order_by(m.Assignment.id)
            )
            return tuple(map(assignment_view, rows))


def _token(row: m.ApiToken) -> TokenView:
    return TokenView(
        id=row.id,
        club=row.club_id,
        label=row.label,
        names=row.names,
        hands_in=row.hands_in,
        at=row.at,
        used=row.used,
    )
