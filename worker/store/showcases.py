"""Works that students chose to show. A class sees a work when two people say yes: she, and a mentor."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.database import Database, now
from worker.store.people import StoreError

Answer = Literal["open", "yes", "not-yet"]

LONGEST_TITLE = 80
LONGEST_SENTENCE = 300


@dataclass(frozen=True, slots=True)
class ShownView:
    """A work in a showcase. `wish` is her yes, `answer` a mentor's."""

    id: int
    student: int
    nickname: str
    submission: int
    kind: str | None
    file_hash: str
    assignment: int
    title: str
    sentence: str
    wish: bool
    answer: Answer
    reason: str
    mentor: int | None
    at: datetime

    @property
    def visible(self) -> bool:
        """Whether her class sees it."""
        return self.wish and self.answer == "yes"


@dataclass(frozen=True, slots=True)
class Showcases:
    """Everything about what is shown to whom."""

    database: Database

    def choose(self, student: int, submission: int, title: str, sentence: str, *, wish: bool) -> ShownView:
        """Put a work of hers into her showcase, or change what she says of it.

        Other words are news to a mentor: her yes was for the words that she read.
        StoreError `showcase-not-hers` when the work is not hers, `showcase-no-title` without a title.
        """
        title, sentence = title.strip()[:LONGEST_TITLE], sentence.strip()[:LONGEST_SENTENCE]
        if not title:
            raise StoreError("showcase-no-title")
        with self.database.write() as session:
            work = session.get(m.Submission, submission)
            if work is None or work.student_id != student:
                raise StoreError("showcase-not-hers")
            row = session.scalar(select(m.Shown).where(m.Shown.submission_id == submission))
            if row is None:
                row = m.Shown(student_id=student, submission_id=submission, title="", sentence="")
                row.answer, row.reason = "open", ""
                session.add(row)
            if (row.title, row.sentence) != (title, sentence):
                row.answer, row.reason, row.mentor_id, row.answered_at = "open", "", None, None
            row.title, row.sentence, row.wish = title, sentence, wish
            session.flush()
            return _one(session, row)

    def withdraw(self, student: int, shown: int) -> None:
        """Take it out of her showcase: at once, and without asking anyone."""
        with self.database.write() as session:
            row = session.get(m.Shown, shown)
            if row is not None and row.student_id == student:
                session.delete(row)

    def answer(self, shown: int, mentor: int, *, yes: bool, reason: str = "", read: tuple[str, str]) -> bool:
        """What a mentor says to the words that she read; False when they are other words by now, or gone."""
        with self.database.write() as session:
            row = session.get(m.Shown, shown)
            if row is None or not row.wish or (row.title, row.sentence) != read:
                return False
            row.answer, row.reason = ("yes" if yes else "not-yet"), reason.strip()
            row.mentor_id, row.answered_at = mentor, now()
            return True

    def one(self, shown: int) -> ShownView | None:
        """That work."""
        with self.database.read() as session:
            row = session.get(m.Shown, shown)
            return _one(session, row) if row else None

    def of_student(self, student: int) -> tuple[ShownView, ...]:
        """Her showcase, the newest first; all of it is hers to see."""
        with self.database.read() as session:
            wanted = select(m.Shown).where(m.Shown.student_id == student).order_by(m.Shown.id.desc())
            return _all(session, session.scalars(wanted))

    def of_class(self, classroom: int) -> tuple[ShownView, ...]:
        """What a class sees, the newest first."""
        return tuple(one for one in self._wished(classroom) if one.visible)

    def asked(self, classroom: int) -> tuple[ShownView, ...]:
        """What students of a class want to show, whatever a mentor said; the longest waiting first."""
        return tuple(sorted(self._wished(classroom), key=lambda one: (one.answer != "open", one.id)))

    def _wished(self, classroom: int) -> tuple[ShownView, ...]:
        with self.database.read() as session:
            rows = session.scalars(
                select(m.Shown)
                .join(m.Student, m.Student.id == m.Shown.student_id)
                .where(m.Student.classroom_id == classroom, m.Shown.wish.is_(True))
                .order_by(m.Shown.id.desc())
            )
            return _all(session, rows)


def _all(session: Session, rows: Iterable[m.Shown]) -> tuple[ShownView, ...]:
    return tuple(_one(session, row) for row in rows)


def _one(session: Session, row: m.Shown) -> ShownView:
    work = session.get_one(m.Submission, row.submission_id)
    return ShownView(
        id=row.id,
        student=row.student_id,
        nickname=session.get_one(m.Student, row.student_id).nickname,
        submission=row.submission_id,
        kind=work.kind,
        file_hash=work.file_hash,
        assignment=work.assignment_id,
        title=row.title,
        sentence=row.sentence,
        wish=row.wish,
        answer=cast("Answer", row.answer),
        reason=row.reason,
        mentor=row.mentor_id,
        at=row.at,
    )
