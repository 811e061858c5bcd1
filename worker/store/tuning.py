"""Drafts of rubrics, what was published, and regrades of a whole assignment."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.database import Database, now
from worker.store.people import StoreError
from worker.store.standing import restand

TRY, PUBLISH = "try", "publish"


@dataclass(frozen=True, slots=True)
class DraftView:
    """A mentor's text. `asked` waits for the watch; `tried` is what came of the text it names."""

    id: int
    rubric_id: str
    mentor: int
    text: str
    at: datetime
    asked: str | None
    tried: Mapping[str, Any] | None


@dataclass(frozen=True, slots=True)
class PublishedView:
    """A version that was put into use. `mentor` is None when it came from the command line."""

    id: int
    rubric_id: str
    version: int
    kept_rubric: int
    mentor: int | None
    text: str
    at: datetime


@dataclass(frozen=True, slots=True)
class RegradeView:
    """How an assignment's works stand towards the rubric in use, in works.

    `old` were graded by other rules and nothing is on its way; `held` would be lower, so she keeps what she has.
    """

    works: int
    old: int
    waiting: int
    held: tuple[int, ...]  # gradings
    stuck: int


@dataclass(frozen=True, slots=True)
class Tuning:
    """Everything about changing rubrics."""

    database: Database

    def save(self, rubric_id: str, mentor: int, text: str) -> DraftView:
        """Keep her text, in place of her earlier one."""
        with self.database.write() as session:
            row = _draft(session, rubric_id, mentor)
            if row is None:
                row = m.RubricDraft(rubric_id=rubric_id, mentor_id=mentor, text=text)
                session.add(row)
            elif row.text != text:
                row.text, row.at, row.asked = text, now(), None  # what was asked was asked of the other text
            session.flush()
            return _draft_view(row)

    def draft(self, rubric_id: str, mentor: int) -> DraftView | None:
        """Her text; None while she has none."""
        with self.database.read() as session:
            row = _draft(session, rubric_id, mentor)
            return _draft_view(row) if row else None

    def drafts(self, rubric_id: str) -> tuple[DraftView, ...]:
        """Everybody's texts of it, the newest first."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.RubricDraft).filter_by(rubric_id=rubric_id).order_by(m.RubricDraft.at.desc())
            )
            return tuple(map(_draft_view, rows))

    def by(self, mentors: Collection[int]) -> tuple[DraftView, ...]:
        """The texts of these mentors, the newest first."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.RubricDraft).where(m.RubricDraft.mentor_id.in_(mentors)).order_by(m.RubricDraft.at.desc())
            )
            return tuple(map(_draft_view, rows))

    def forget(self, rubric_id: str, mentor: int) -> None:
        """Begin anew from what is in use."""
        with self.database.write() as session:
            row = _draft(session, rubric_id, mentor)
            if row is not None:
                session.delete(row)

    def ask(self, draft: int, what: str) -> None:
        """Let the watch try it, or try and publish it. Twice is once."""
        with self.database.write() as session:
            session.get_one(m.RubricDraft, draft).asked = what

    def asked(self) -> tuple[DraftView, ...]:
        """What waits for the watch, the oldest first."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.RubricDraft).where(m.RubricDraft.asked.is_not(None)).order_by(m.RubricDraft.at)
            )
            return tuple(map(_draft_view, rows))

    def tried(self, draft: DraftView, outcome: Mapping[str, Any]) -> None:
        """Keep what came of it. A text that she changed meanwhile stays asked for."""
        with self.database.write() as session:
            row = session.get(m.RubricDraft, draft.id)
            if row is None:
                return
            row.tried = dict(outcome)
            if row.text == draft.text and row.asked == draft.asked:
                row.asked = None

    def published(self, rubric_id: str, kept: int, mentor: int | None, text: str) -> None:
        """Write down who put that version into use."""
        with self.database.write() as session:
            session.add(m.RubricPublished(rubric_id=rubric_id, kept_rubric_id=kept, mentor_id=mentor, text=text))

    def history(self, rubric_id: str) -> tuple[PublishedView, ...]:
        """What was published, the newest first."""
        with self.database.read() as session:
            rows = session.execute(
                select(m.RubricPublished, m.KeptRubric.version)
                .join(m.KeptRubric, m.KeptRubric.id == m.RubricPublished.kept_rubric_id)
                .where(m.RubricPublished.rubric_id == rubric_id)
                .order_by(m.RubricPublished.id.desc())
            )
            return tuple(
                PublishedView(row.id, row.rubric_id, version, row.kept_rubric_id, row.mentor_id, row.text, row.at)
                for row, version in rows
            )

    def regrade(self, assignment: int, mentor: int, reason: str = "") -> tuple[int, ...]:
        """New gradings for every work that other rules graded; the ids to enqueue. Pressed again it adds nothing.

        Nothing goes down without a reason; with one, what was held back goes through too.
        """
        with self.database.write() as session:
            kept = _in_use(session, assignment)
            made = []
            for row, its_hash in _newest(session, assignment):
                if row.state == "held" and its_hash == kept.score_hash:
                    _let_through(session, row, mentor, reason)
                elif its_hash != kept.score_hash:
                    new = m.Grading(
                        submission_id=row.submission_id, kept_rubric_id=kept.id, queue="regrade", state="queued"
                    )
                    session.add(new)
                    session.flush()
                    made.append(new.id)
                    _explain(session, new.id, mentor, reason)
            session.add(
                m.Audit(mentor_id=mentor, action="regrade", what={"assignment": assignment, "works": len(made)})
            )
            return tuple(made)

    def standing(self, assignment: int) -> RegradeView:
        """How far a regrade is."""
        with self.database.read() as session:
            kept = _in_use(session, assignment)
            rows = _newest(session, assignment)
            return RegradeView(
                works=len(rows),
                old=sum(its_hash != kept.score_hash for _, its_hash in rows),
                waiting=sum(row.state in {"queued", "grading"} and row.queue == "regrade" for row, _ in rows),
                held=tuple(row.id for row, _ in rows if row.state == "held"),
                stuck=sum(row.state == "stuck" for row, _ in rows),
            )

    def reason(self, grading: int) -> tuple[str, int, datetime] | None:
        """Why this result is lower than the one before, who says so, and when."""
        with self.database.read() as session:
            row = session.get(m.Lowered, grading)
            return (row.reason, row.mentor_id, row.at) if row else None


def _draft(session: Session, rubric_id: str, mentor: int) -> m.RubricDraft | None:
    return session.scalar(select(m.RubricDraft).filter_by(rubric_id=rubric_id, mentor_id=mentor))


def _draft_view(row: m.RubricDraft) -> DraftView:
    return DraftView(row.id, row.rubric_id, row.mentor_id, row.text, row.at, row.asked, row.tried)


def _in_use(session: Session, assignment: int) -> m.KeptRubric:
    # Locked: of two who press at the same moment the second finds what the first has made.
    given = session.get_one(m.Assignment, assignment, with_for_update=True)
    kept = session.scalar(
        select(m.KeptRubric).where(m.KeptRubric.rubric_id == given.rubric_id, m.KeptRubric.in_use.is_(True))
    )
    if kept is None:
        raise StoreError("rubric-missing", rubric=given.rubric_id)
    return kept


def _newest(session: Session, assignment: int) -> list[tuple[m.Grading, str]]:
    """The newest grading of each work, and the score hash it stands under."""
    newest = (
        select(func.max(m.Grading.id))
        .join(m.Submission, m.Submission.id == m.Grading.submission_id)
        .where(m.Submission.assignment_id == assignment, m.Submission.moved_to_id.is_(None))
        .group_by(m.Grading.submission_id)
    )
    rows = session.execute(
        select(m.Grading, m.KeptRubric.score_hash)
        .join(m.KeptRubric, m.KeptRubric.id == m.Grading.kept_rubric_id)
        .where(m.Grading.id.in_(newest))
        .order_by(m.Grading.id)
    )
    return [(row, its_hash) for row, its_hash in rows]


def _let_through(session: Session, row: m.Grading, mentor: int, reason: str) -> None:
    if not reason.strip():
        return
    row.state = "unreadable" if row.report is None else "done"
    _explain(session, row.id, mentor, reason)
    handed_in = session.get_one(m.Submission, row.submission_id)
    restand(session, handed_in.student_id, handed_in.assignment_id, row.id)


def _explain(session: Session, grading: int, mentor: int, reason: str) -> None:
    if reason.strip():
        session.merge(m.Lowered(grading_id=grading, mentor_id=mentor, reason=reason.strip()))
