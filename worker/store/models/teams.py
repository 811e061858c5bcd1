"""Teams of a class, who was in them from when to when, and students who moved."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from worker.store.database import now
from worker.store.models.base import Base


class Team(Base):
    """Students of a class who hand in together."""

    __tablename__ = "team"
    id: Mapped[int] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    at: Mapped[datetime] = mapped_column(default=now)
    ended: Mapped[datetime | None]


class TeamMember(Base):
    """That a student is, or was, in a team. She is in one at a time."""

    __tablename__ = "team_member"
    id: Mapped[int] = mapped_column(primary_key=True)
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"), index=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"), index=True)
    since: Mapped[datetime] = mapped_column(default=now)
    until: Mapped[datetime | None]  # null: she is in it


class StudentMove(Base):
    """That a student went to another class. `what`: which task became which, and her own days in the class before."""

    __tablename__ = "student_move"
    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("classroom.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("classroom.id"))
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"))
    what: Mapped[dict[str, Any]] = mapped_column(JSON)
    at: Mapped[datetime] = mapped_column(default=now)
    back_at: Mapped[datetime | None]  # she went back
