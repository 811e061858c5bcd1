"""Her words beside a try, answers that are news to her, and until when a person reads a work."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select

from worker.store import models as m
from worker.store.database import Database

USUAL_DAYS = 7  # from a hand-in until a person has read it, unless the task says other
MOST_DAYS = 60
LONGEST_TOLD = 1000


@dataclass(frozen=True, slots=True)
class News:
    """An answer that she has not seen: to which question, about which of her tries."""

    question: int
    submission: int
    assignment: int


@dataclass(frozen=True, slots=True)
class Path:
    """What stands beside her tries."""

    database: Database

    def tell(self, submission: int, words: str) -> None:
        """What she says about a try, in place of what she said; nothing when there are no words left."""
        words = words.strip()[:LONGEST_TOLD]
        with self.database.write() as session:
            row = session.get(m.Told, submission)
            if row is not None and not words:
                session.delete(row)
            elif row is not None:
                row.words = words
            elif words:
                session.add(m.Told(submission_id=submission, words=words))

    def told(self, submission: int) -> str:
        """What she said about that try; empty when she said nothing."""
        with self.database.read() as session:
            row = session.get(m.Told, submission)
            return row.words if row else ""

    def news(self, student: int) -> tuple[News, ...]:
        """Answers to her questions that she has not seen, the newest first."""
        with self.database.read() as session:
            rows = session.execute(
                select(m.Question.id, m.Submission.id, m.Submission.assignment_id)
                .join(m.Submission, m.Submission.id == m.Question.submission_id)
                .outerjoin(m.AnswerSeen, m.AnswerSeen.question_id == m.Question.id)
                .where(
                    m.Submission.student_id == student,
                    m.Question.state == "answered",
                    m.AnswerSeen.question_id.is_(None),
                )
                .order_by(m.Question.answered_at.desc(), m.Question.id.desc())
            )
            return tuple(News(question, submission, assignment) for question, submission, assignment in rows)

    def see(self, student: int, submission: int) -> None:
        """She has this try before her, with every answer on it."""
        unseen = [one.question for one in self.news(student) if one.submission == submission]
        if unseen:
            with self.database.write() as session:
                for question in unseen:
                    session.merge(m.AnswerSeen(question_id=question))

    def promise(self, assignment: int) -> int:
        """In how many days after a hand-in a person reads it."""
        with self.database.read() as session:
            row = session.get(m.Promise, assignment)
            return row.days if row else USUAL_DAYS

    def set_promise(self, assignment: int, days: int) -> None:
        """So many days from now on: at least one, at most MOST_DAYS."""
        with self.database.write() as session:
            session.merge(m.Promise(assignment_id=assignment, days=max(1, min(MOST_DAYS, days))))
