"""Places and people."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from worker.store.database import now
from worker.store.models.base import Base


class Club(Base):
    """One location."""

    __tablename__ = "club"
    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(12))
    time_zone: Mapped[str] = mapped_column(String(60))
    idle_minutes: Mapped[int | None]  # of a shared machine, until she is signed out; null: the usual ones


class Classroom(Base):
    """A class of a club."""

    __tablename__ = "classroom"
    id: Mapped[int] = mapped_column(primary_key=True)
    club_id: Mapped[int] = mapped_column(ForeignKey("club.id"), index=True)
    name: Mapped[str] = mapped_column(String(120))
    language: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(default=now)


class Student(Base):
    """A nickname and a card. Nothing else is known of her."""

    __tablename__ = "student"
    id: Mapped[int] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id"), index=True)
    nickname: Mapped[str] = mapped_column(String(80))
    language: Mapped[str] = mapped_column(String(12))
    # Kept as it is printed: cards are printed again, and who can read this table can read her work anyway.
    code: Mapped[str] = mapped_column(String(16), unique=True)
    at: Mapped[datetime] = mapped_column(default=now)


class Mentor(Base):
    """A person with a password; `role` is mentor, lead or admin."""

    __tablename__ = "mentor"
    id: Mapped[int] = mapped_column(primary_key=True)
    club_id: Mapped[int] = mapped_column(ForeignKey("club.id"), index=True)
    login: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    password: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(10))
    language: Mapped[str] = mapped_column(String(12))
    at: Mapped[datetime] = mapped_column(default=now)


class MentorClassroom(Base):
    """Who teaches where."""

    __tablename__ = "mentor_classroom"
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"), primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id"), primary_key=True, index=True)


class Invite(Base):
    """A link with which one person joins; the link itself is kept hashed."""

    __tablename__ = "invite"
    id: Mapped[int] = mapped_column(primary_key=True)
    club_id: Mapped[int] = mapped_column(ForeignKey("club.id"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    role: Mapped[str] = mapped_column(String(10))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id"))
    expires: Mapped[datetime]
    used: Mapped[datetime | None]


class PasswordReset(Base):
    """A link with which a mentor chooses a new password; kept hashed."""

    __tablename__ = "password_reset"
    id: Mapped[int] = mapped_column(primary_key=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    expires: Mapped[datetime]
    used: Mapped[datetime | None]
