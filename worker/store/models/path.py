"""What a student adds on her way: her words beside a try, her showcase, her certificate, how she sees coding."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from worker.store.database import now
from worker.store.models.base import Base


class Told(Base):
    """What she says about a try, in her own words."""

    __tablename__ = "told"
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), primary_key=True)
    words: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)


class AnswerSeen(Base):
    """That she has read the answer to her question: its notice goes."""

    __tablename__ = "answer_seen"
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), primary_key=True)
    at: Mapped[datetime] = mapped_column(default=now)


class Promise(Base):
    """In how many days after a hand-in a person reads it; an assignment without a row has the club's usual days."""

    __tablename__ = "promise"
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), primary_key=True)
    days: Mapped[int]


class Shown(Base):
    """A work that she chose for her showcase. Her class sees it when she says yes and a mentor says yes."""

    __tablename__ = "shown"
    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"), index=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), unique=True)
    title: Mapped[str] = mapped_column(String(80))
    sentence: Mapped[str] = mapped_column(Text)
    wish: Mapped[bool] = mapped_column(default=False)  # she says yes
    answer: Mapped[str] = mapped_column(String(10), default="open")  # a mentor says: open, yes or not-yet
    reason: Mapped[str] = mapped_column(Text, default="")
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    answered_at: Mapped[datetime | None]


class Certificate(Base):
    """What she reached, on paper. `name` is what she lets stand there; null until she has said it."""

    __tablename__ = "certificate"
    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"), unique=True)
    code: Mapped[str] = mapped_column(String(20), unique=True)
    name: Mapped[str | None] = mapped_column(String(80))
    public: Mapped[bool] = mapped_column(default=False)  # her name stands on the page that anyone can ask for
    made: Mapped[list[dict[str, Any]]] = mapped_column(JSON)  # as it was when it was given: titles by language
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class SurveyRound(Base):
    """A week in which a club asks how coding looks. `numbers` are counted once, when it closes."""

    __tablename__ = "survey_round"
    id: Mapped[int] = mapped_column(primary_key=True)
    club_id: Mapped[int] = mapped_column(ForeignKey("club.id"), index=True)
    week: Mapped[int]
    opened: Mapped[datetime | None]
    closed: Mapped[datetime | None]
    numbers: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    __table_args__ = (UniqueConstraint("club_id", "week"),)


class SurveyAnswer(Base):
    """How she sees coding in that week: three steps from 1 to 5, a step she leaves out is null, and her own words."""

    __tablename__ = "survey_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    round_id: Mapped[int] = mapped_column(ForeignKey("survey_round.id"))
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"), index=True)
    for_me: Mapped[int | None]
    can_mend: Mapped[int | None]
    go_on: Mapped[int | None]
    words: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(default=now)
    __table_args__ = (UniqueConstraint("round_id", "student_id"),)
