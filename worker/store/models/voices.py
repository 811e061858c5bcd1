"""What students say of each other's works, and what mentors practise on."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from worker.store.database import now
from worker.store.models.base import Base


class PeerRound(Base):
    """How classmates read each other in an assignment; without a row it is as the rubric says."""

    __tablename__ = "peer_round"
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), primary_key=True)
    each: Mapped[int]  # works that each one reads; 0: nobody does
    release: Mapped[str] = mapped_column(String(6))  # mentor: after a mentor's look; hours: after so many hours
    hours: Mapped[int]


class PeerTurn(Base):
    """One student reads one work of another. The author sees it when it is released, and never who wrote it."""

    __tablename__ = "peer_turn"
    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    reader_id: Mapped[int] = mapped_column(ForeignKey("student.id"), index=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("student.id"), index=True)
    state: Mapped[str] = mapped_column(String(8))  # open, given, released or stopped
    praise_start: Mapped[str] = mapped_column(String(20), default="")
    praise: Mapped[str] = mapped_column(Text, default="")
    idea_start: Mapped[str] = mapped_column(String(20), default="")
    idea: Mapped[str] = mapped_column(Text, default="")
    levels: Mapped[dict[str, Any]] = mapped_column(JSON)  # by criterion; marks of hers once it is released
    at: Mapped[datetime] = mapped_column(default=now)
    given_at: Mapped[datetime | None]
    looked_at: Mapped[datetime | None]
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id"))  # who looked
    __table_args__ = (UniqueConstraint("assignment_id", "reader_id", "author_id"),)


class PracticeWork(Base):
    """A work that a mentor chose for others to practise on; `marks`: by criterion her level and why."""

    __tablename__ = "practice_work"
    id: Mapped[int] = mapped_column(primary_key=True)
    club_id: Mapped[int] = mapped_column(ForeignKey("club.id"), index=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    scene: Mapped[str] = mapped_column(Text, default="")  # what the file does not show
    marks: Mapped[dict[str, Any]] = mapped_column(JSON)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    __table_args__ = (UniqueConstraint("club_id", "submission_id"),)


class PracticeMark(Base):
    """A level that a mentor gave to a work for practice, before she saw the reference: kept once."""

    __tablename__ = "practice_mark"
    id: Mapped[int] = mapped_column(primary_key=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"), index=True)
    rubric_id: Mapped[str] = mapped_column(String(80))
    item: Mapped[str] = mapped_column(String(160))  # a place in a rubric's practice set, or a practice work
    practice_work_id: Mapped[int | None] = mapped_column(ForeignKey("practice_work.id"), index=True)
    criterion: Mapped[str] = mapped_column(String(80))
    level: Mapped[str] = mapped_column(String(10))
    reference: Mapped[str] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(default=now)
    __table_args__ = (UniqueConstraint("mentor_id", "rubric_id", "item", "criterion"),)
