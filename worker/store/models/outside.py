"""Words to the outside: programs that are told what happened, mentors who want mail, and what came from another Kru."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from worker.store.database import now
from worker.store.models.base import Base


class Webhook(Base):
    """An address that a club's lead named, and what is told there. The secret signs, so it is kept as it is."""

    __tablename__ = "webhook"
    id: Mapped[int] = mapped_column(primary_key=True)
    club_id: Mapped[int] = mapped_column(ForeignKey("club.id"), index=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"))  # who added it
    address: Mapped[str] = mapped_column(String(500))
    secret: Mapped[str] = mapped_column(String(64))
    events: Mapped[list[str]] = mapped_column(JSON)
    names: Mapped[bool]  # it is told who a student is
    at: Mapped[datetime] = mapped_column(default=now)
    removed: Mapped[datetime | None]


class Delivery(Base):
    """One thing to tell one address. Rows name what happened; the words are made when they are sent and kept nowhere.

    `state` is waiting, sending, sent or given-up. What refers to a student goes when she goes.
    """

    __tablename__ = "delivery"
    id: Mapped[int] = mapped_column(primary_key=True)
    webhook_id: Mapped[int] = mapped_column(ForeignKey("webhook.id"), index=True)
    event: Mapped[str] = mapped_column(String(30))
    student_id: Mapped[int | None] = mapped_column(ForeignKey("student.id"), index=True)
    assignment_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    submission_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"), index=True)
    question_id: Mapped[int | None] = mapped_column(ForeignKey("question.id"), index=True)
    what: Mapped[dict[str, Any]] = mapped_column(JSON)  # words of ours alone: a criterion, a level
    state: Mapped[str] = mapped_column(String(10), default="waiting")
    tries: Mapped[int] = mapped_column(default=0)
    due: Mapped[datetime] = mapped_column(default=now)  # waiting: when to try; sending: until when nobody else does
    at: Mapped[datetime] = mapped_column(default=now)
    __table_args__ = (Index(None, "state", "due"),)


class DeliveryTry(Base):
    """What came of one try: the status that was answered, or a word for why there was none."""

    __tablename__ = "delivery_try"
    id: Mapped[int] = mapped_column(primary_key=True)
    delivery_id: Mapped[int] = mapped_column(ForeignKey("delivery.id"), index=True)
    status: Mapped[int | None]
    reason: Mapped[str] = mapped_column(String(20), default="")
    at: Mapped[datetime] = mapped_column(default=now)


class MailWish(Base):
    """Where a mentor wants to be told, and how often. Nothing but the asking goes there before she has confirmed it."""

    __tablename__ = "mail_wish"
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"), primary_key=True)
    address: Mapped[str] = mapped_column(String(254))
    stamp: Mapped[str] = mapped_column(String(40))  # new with every address: links of an old one open nothing
    often: Mapped[str] = mapped_column(String(6))  # none or daily
    asked: Mapped[datetime] = mapped_column(default=now)
    asked_sent: Mapped[bool] = mapped_column(default=False)
    confirmed: Mapped[datetime | None]
    sent: Mapped[datetime | None]  # the last notice


class Moved(Base):
    """Where a row of another Kru is here: numbers alone. The same archive twice makes nothing twice."""

    __tablename__ = "moved"
    id: Mapped[int] = mapped_column(primary_key=True)
    club_id: Mapped[int] = mapped_column(ForeignKey("club.id"))
    house: Mapped[str] = mapped_column(String(40))  # the other Kru
    kind: Mapped[str] = mapped_column(String(40))  # its table
    there: Mapped[int]
    here: Mapped[int]
    __table_args__ = (UniqueConstraint("club_id", "house", "kind", "there"),)
