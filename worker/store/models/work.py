"""Tasks, what was handed in, and what became of it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from worker.store.database import now
from worker.store.models.base import Base


class Assignment(Base):
    """A rubric given to a classroom; `counts` is best or last."""

    __tablename__ = "assignment"
    id: Mapped[int] = mapped_column(primary_key=True)
    classroom_id: Mapped[int] = mapped_column(ForeignKey("classroom.id"), index=True)
    rubric_id: Mapped[str] = mapped_column(String(80))
    opens: Mapped[datetime]
    due: Mapped[datetime | None]
    counts: Mapped[str] = mapped_column(String(5))
    closed: Mapped[bool] = mapped_column(default=False)
    late: Mapped[str | None] = mapped_column(String(10))  # welcome, label or close; null: as the rubric says
    grace_days: Mapped[int | None]
    for_teams: Mapped[bool] = mapped_column(default=False)  # a file of one is a file of her team
    earlier: Mapped[bool] = mapped_column(default=False)  # no task of this class: what students brought who moved here
    at: Mapped[datetime] = mapped_column(default=now)


class KeptRubric(Base):
    """A rubric as it was resolved, packs and all, kept for the gradings that used it.

    One row a pair of hashes: a thousand gradings of one rubric share it. `in_use` marks the one for the next hand-in.
    """

    __tablename__ = "kept_rubric"
    id: Mapped[int] = mapped_column(primary_key=True)
    rubric_id: Mapped[str] = mapped_column(String(80), index=True)
    version: Mapped[int]
    score_hash: Mapped[str] = mapped_column(String(64))
    words_hash: Mapped[str] = mapped_column(String(64))
    resolved: Mapped[dict[str, Any]]
    in_use: Mapped[bool] = mapped_column(default=False)
    at: Mapped[datetime] = mapped_column(default=now)
    __table_args__ = (UniqueConstraint("rubric_id", "version", "score_hash", "words_hash"),)


class Submission(Base):
    """One file of a student for an assignment. `turn` grows with every hand-in, also of a file that came before."""

    __tablename__ = "submission"
    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"), index=True)
    attempt: Mapped[int]
    turn: Mapped[int]
    file_hash: Mapped[str] = mapped_column(String(64), index=True)
    file_name: Mapped[str] = mapped_column(String(200))
    size: Mapped[int]
    kind: Mapped[str | None] = mapped_column(String(10))
    at: Mapped[datetime] = mapped_column(default=now)
    moved_to_id: Mapped[int | None] = mapped_column(ForeignKey("submission.id"))  # it was meant for another assignment
    # A file of a team has a row for each girl who is in it at that moment: what becomes of her row is hers alone.
    team_id: Mapped[int | None] = mapped_column(index=True)
    by_id: Mapped[int | None]  # of the team, who handed it in; null when she is gone. It refers to nothing: she may go
    __table_args__ = (
        # Two uploads at the same moment cannot become the same try, nor one file two tries.
        UniqueConstraint("student_id", "assignment_id", "attempt"),
        UniqueConstraint("student_id", "assignment_id", "file_hash"),
    )


class Grading(Base):
    """One run of one rubric version on one submission. This row is the record; the queue only wakes workers."""

    __tablename__ = "grading"
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    kept_rubric_id: Mapped[int] = mapped_column(ForeignKey("kept_rubric.id"))
    queue: Mapped[str] = mapped_column(String(10))
    state: Mapped[str] = mapped_column(String(10))
    job_attempt: Mapped[int] = mapped_column(default=1)  # the nth job that was sent for it; older ones are stale
    runs: Mapped[int] = mapped_column(default=0)  # how often a worker began
    leases_lost: Mapped[int] = mapped_column(default=0)  # how often a worker began and was not heard of again
    lease_until: Mapped[datetime | None]
    queued_at: Mapped[datetime] = mapped_column(default=now)
    at: Mapped[datetime] = mapped_column(default=now)
    started: Mapped[datetime | None]
    finished: Mapped[datetime | None]
    report: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    engine: Mapped[str | None] = mapped_column(String(40))
    unreadable_key: Mapped[str | None] = mapped_column(String(80))
    unreadable_values: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    suggestion_id: Mapped[int | None] = mapped_column(ForeignKey("assignment.id"))
    # What decides which try counts, with people's marks laid over: kept in step whenever a mark changes.
    gates_met: Mapped[bool | None]
    share: Mapped[str | None] = mapped_column(String(80))  # an exact fraction; null while nothing counts
    __table_args__ = (Index(None, "state", "queue", "id"),)


class Mark(Base):
    """A level given by a person to a criterion. Every one is kept; the latest of a person stands for her."""

    __tablename__ = "mark"
    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    criterion: Mapped[str] = mapped_column(String(80))
    level: Mapped[str | None] = mapped_column(String(10))  # null: taken back
    by: Mapped[str] = mapped_column(String(10))  # lead, mentor, self or peer
    by_id: Mapped[int]
    reason: Mapped[str] = mapped_column(Text, default="")
    team_id: Mapped[int | None]  # it was given to all of a team; null: to her alone
    at: Mapped[datetime] = mapped_column(default=now)
    __table_args__ = (Index(None, "student_id", "assignment_id"), Index(None, "assignment_id"))


class Override(Base):
    """A mentor's change of a machine's level. Every one is kept; the latest counts."""

    __tablename__ = "override"
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    criterion: Mapped[str] = mapped_column(String(80))
    level: Mapped[str | None] = mapped_column(String(10))  # null: taken back
    reason: Mapped[str] = mapped_column(Text)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"))
    at: Mapped[datetime] = mapped_column(default=now)


class Question(Base):
    """A student's doubt about a result, and the answer; `criterion` is empty when the whole file is meant."""

    __tablename__ = "question"
    id: Mapped[int] = mapped_column(primary_key=True)
    submission_id: Mapped[int] = mapped_column(ForeignKey("submission.id"), index=True)
    criterion: Mapped[str] = mapped_column(String(80))
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(10))  # open or answered
    answer: Mapped[str | None] = mapped_column(Text)
    answered_by_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id"))
    at: Mapped[datetime] = mapped_column(default=now)
    answered_at: Mapped[datetime | None]


class HintOpened(Base):
    """That a step of a hint ladder was opened: for her page, and for the mentor to know. It costs nothing."""

    __tablename__ = "hint_opened"
    id: Mapped[int] = mapped_column(primary_key=True)
    student_id: Mapped[int] = mapped_column(ForeignKey("student.id"))
    assignment_id: Mapped[int] = mapped_column(ForeignKey("assignment.id"))
    criterion: Mapped[str] = mapped_column(String(80))
    step: Mapped[int]
    at: Mapped[datetime] = mapped_column(default=now)
    __table_args__ = (UniqueConstraint("student_id", "assignment_id", "criterion", "step"),)
