"""What mentors change about rubrics: drafts, who put which version into use, and why a result may go down."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from worker.store.database import now
from worker.store.models.base import Base


class RubricDraft(Base):
    """A mentor's own text of a rubric; the girls see nothing of it. One a mentor and rubric: nobody writes over it.

    `asked` is what the watch should do with it: try, publish, or null. `tried` is what came of it, and of which text.
    """

    __tablename__ = "rubric_draft"
    id: Mapped[int] = mapped_column(primary_key=True)
    rubric_id: Mapped[str] = mapped_column(String(80))
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)
    asked: Mapped[str | None] = mapped_column(String(10))
    tried: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    __table_args__ = (UniqueConstraint("rubric_id", "mentor_id"),)


class RubricPublished(Base):
    """That a version was put into use: the text, by whom and when. `mentor_id` is null from the command line."""

    __tablename__ = "rubric_published"
    id: Mapped[int] = mapped_column(primary_key=True)
    rubric_id: Mapped[str] = mapped_column(String(80), index=True)
    kept_rubric_id: Mapped[int] = mapped_column(ForeignKey("kept_rubric.id"))
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id"))
    text: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)


class Lowered(Base):
    """Why a result that she had may be lower now: a mentor's words, for the student to read."""

    __tablename__ = "lowered"
    grading_id: Mapped[int] = mapped_column(ForeignKey("grading.id"), primary_key=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"))
    reason: Mapped[str] = mapped_column(Text)
    at: Mapped[datetime] = mapped_column(default=now)
