"""What is played or looked at: a job beside a grading, pictures of it, and whom a mentor chose for a role."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from worker.store.database import now
from worker.store.models.base import Base


class Live(Base):
    """That a grading is still to be played (a website: looked at), and what came of it.

    No second grading: the newest of those is shown. `outcome` is kept without pictures: with the same
    rubric, file and engine it needs no new run.
    """

    __tablename__ = "live"
    id: Mapped[int] = mapped_column(primary_key=True)
    grading_id: Mapped[int] = mapped_column(ForeignKey("grading.id"), unique=True)
    state: Mapped[str] = mapped_column(String(10), default="queued")  # queued, playing, done, stuck
    job_attempt: Mapped[int] = mapped_column(default=1)
    runs: Mapped[int] = mapped_column(default=0)
    leases_lost: Mapped[int] = mapped_column(default=0)
    lease_until: Mapped[datetime | None]
    queued_at: Mapped[datetime] = mapped_column(default=now)
    at: Mapped[datetime] = mapped_column(default=now)
    started: Mapped[datetime | None]
    finished: Mapped[datetime | None]
    engine: Mapped[str | None] = mapped_column(String(40))
    outcome: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    __table_args__ = (Index(None, "state", "id"),)


class LivePicture(Base):
    """A picture of a submission while it was played or looked at; the bytes are a file.

    `what`: start, film and, of a goal, play for a game; phone, laptop and, of a goal, look for a website.
    """

    __tablename__ = "live_picture"
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    file_hash: Mapped[str] = mapped_column(String(64), index=True)
    what: Mapped[str] = mapped_column(String(10))
    criterion: Mapped[str] = mapped_column(String(80), default="")
    moment: Mapped[str] = mapped_column(String(10), default="")  # before, at, after; phone, laptop
    caption: Mapped[list[dict[str, Any]]] = mapped_column(JSON)


class Choice(Base):
    """Who has a role that several could have, as a mentor said. `key` is a criterion and a role."""

    __tablename__ = "choice"
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    key: Mapped[str] = mapped_column(String(200), primary_key=True)
    name: Mapped[str] = mapped_column(Text)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"))
    at: Mapped[datetime] = mapped_column(default=now)
