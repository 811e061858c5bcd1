"""Which mentor wants letters, where, and when the last one went."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select, update

from worker.store import models as m
from worker.store.database import Database, changed, now
from worker.store.people import StoreError

ADDRESS = re.compile(r"[^@\s<>(),;:\"\\]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")
LONGEST = 254
OFTEN = ("none", "daily")
CONFIRMED_WITHIN = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class WishView:
    """A mentor's wish for letters."""

    mentor: int
    address: str
    stamp: str
    often: str
    confirmed: bool
    sent: datetime | None


@dataclass(frozen=True, slots=True)
class Mail:
    """Everything about letters."""

    database: Database

    def wish(self, mentor: int) -> WishView | None:
        """Hers; None when she never said anything."""
        with self.database.read() as session:
            row = session.get(m.MailWish, mentor)
            return _view(row) if row else None

    def want(self, mentor: int, address: str, often: str) -> WishView:
        """Where and how often. A new address is asked first. StoreError `mail-address` when it is none."""
        address = address.strip()
        if len(address) > LONGEST or not address.isascii() or not ADDRESS.fullmatch(address) or often not in OFTEN:
            raise StoreError("mail-address")
        with self.database.write() as session:
            row = session.get(m.MailWish, mentor)
            if row is None or row.address != address:
                row = session.merge(
                    m.MailWish(
                        mentor_id=mentor, address=address, stamp=secrets.token_urlsafe(12), often=often, asked=now(),
                        asked_sent=False, confirmed=None, sent=None,
                    )
                )  # fmt: skip
            elif row.confirmed is None and row.asked_sent and row.asked < now() - CONFIRMED_WITHIN:
                row.asked, row.asked_sent = now(), False  # the link is too old: another one
            row.often = often
            return _view(row)

    def forget(self, mentor: int) -> None:
        """No address any more."""
        with self.database.write() as session:
            session.execute(delete(m.MailWish).where(m.MailWish.mentor_id == mentor))

    def confirm(self, mentor: int, stamp: str) -> bool:
        """She reads what goes there. False when the link is too old, or of another address."""
        with self.database.write() as session:
            mine = update(m.MailWish).where(m.MailWish.mentor_id == mentor, m.MailWish.stamp == stamp)
            return changed(session, mine.where(m.MailWish.asked > now() - CONFIRMED_WITHIN).values(confirmed=now()))

    def stop(self, mentor: int, stamp: str) -> bool:
        """No more letters. False for a link of another address."""
        with self.database.write() as session:
            mine = update(m.MailWish).where(m.MailWish.mentor_id == mentor, m.MailWish.stamp == stamp)
            return changed(session, mine.values(often="none"))

    # What the process that sends does

    def to_ask(self) -> tuple[WishView, ...]:
        """Addresses that were never written to."""
        with self.database.read() as session:
            rows = session.scalars(select(m.MailWish).where(m.MailWish.asked_sent.is_(False)))
            return tuple(map(_view, rows))

    def asked(self, wish: WishView, *, sent: bool) -> bool:
        """Take the asking (`sent`), or give it back. Whether it was ours to take."""
        with self.database.write() as session:
            mine = update(m.MailWish).where(m.MailWish.mentor_id == wish.mentor, m.MailWish.stamp == wish.stamp)
            return changed(session, mine.where(m.MailWish.asked_sent.is_(not sent)).values(asked_sent=sent))

    def daily(self) -> tuple[WishView, ...]:
        """Those who want a letter a day."""
        with self.database.read() as session:
            rows = select(m.MailWish).where(m.MailWish.often == "daily", m.MailWish.confirmed.is_not(None))
            return tuple(map(_view, session.scalars(rows)))

    def turn(self, wish: WishView, before: datetime | None, at: datetime | None) -> bool:
        """Take the letter of a day, or give it back: the last one was then, and is now. Whether it was ours."""
        with self.database.write() as session:
            mine = update(m.MailWish).where(m.MailWish.mentor_id == wish.mentor, m.MailWish.stamp == wish.stamp)
            same = m.MailWish.sent.is_(None) if before is None else m.MailWish.sent == before
            return changed(session, mine.where(same, m.MailWish.often == "daily").values(sent=at))


def _view(row: m.MailWish) -> WishView:
    return WishView(row.mentor_id, row.address, row.stamp, row.often, row.confirmed is not None, row.sent)
