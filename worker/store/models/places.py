"""Dates of a class, and of one girl."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from worker.store.database import now
from worker.store.models.base import Base


class OwnDate(Base):
    """Another last day, for one girl and one task."""

    __tablename__ = "own_date"
    id: Mapped[int] = mapped_column(primary_key=True)
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"), index=True)
    due: Mapped[datetime]
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    __table_args__ = (UniqueConstraint("assignment_id", "student_id"),)


class Term(Base):
    """Some months of a class: its files are kept from their last day on."""

    __tablename__ = "term"
    id: Mapped[int] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    first: Mapped[date]
    last: Mapped[date]
