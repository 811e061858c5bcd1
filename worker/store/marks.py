"""What people say about a work: marks, changes of a machine's level, questions, opened hints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.database import Database, now
from worker.store.outside import ASKED, LEVEL, tell
from worker.store.people import StoreError
from worker.store.standing import LEVELS, RANK, counting_overrides, latest_mark, marks_of, restand
from worker.store.team_works import has_her_own, same_work
from worker.store.views import Level, MarkBy, MarkView, OverrideView, QuestionView


@dataclass(frozen=True, slots=True)
class Marks:
    """Everything about people's judgement. Nothing a machine does ever changes a row of these."""

    database: Database

    def mark(
        self,
        by: MarkBy,
        by_id: int,
        student: int,
        assignment: int,
        criterion: str,
        level: Level | None,
        reason: str = "",
    ) -> MarkView:
        """Give a level to a criterion; None takes one's own back."""
        if by not in RANK:
            raise StoreError("mark-by-unknown", by=by)
        with self.database.write() as session:
            row = m.Mark(
                by=by,
                by_id=by_id,
                student_id=student,
                assignment_id=assignment,
                criterion=criterion,
                level=_level(level),
                reason=reason,
            )
            session.add(row)
            restand(session, student, assignment)
            _told(session, by, student, assignment, criterion, level)
            return _mark(row)

    def mark_team(
        self, by: MarkBy, by_id: int, team: int, students: Sequence[int], assignment: int,
        criterion: str, level: Level | None, reason: str = "",
    ) -> int:  # fmt: skip
        """Give a level to each of these of a team, in one moment; how many got it.

        The first is she on whose page it was given. Another who has a level of her own there keeps it, and nobody gets
        again what she has. None takes a level of the team back.
        """
        if by not in RANK:
            raise StoreError("mark-by-unknown", by=by)
        with self.database.write() as session:
            moment, given = now(), 0
            for student in students:
                before = latest_mark(session, student, assignment, criterion, by, by_id)
                same = before is not None and (before.level, before.reason) == (_level(level), reason)
                mine = before is not None and before.team_id == team
                if (same and mine) or (level is None and (before is None or before.level is None)):
                    continue
                if student != students[0] and has_her_own(session, student, assignment, criterion):
                    continue
                session.add(
                    m.Mark(
                        by=by, by_id=by_id, student_id=student, assignment_id=assignment, criterion=criterion,
                        level=_level(level), reason=reason, team_id=team, at=moment,
                    )
                )  # fmt: skip
                restand(session, student, assignment)
                _told(session, by, student, assignment, criterion, level)
                given += 1
            return given

    def take_back(self, mark: int) -> None:
        """Undo a mark: write again what stood there before, for all of the team when it was given to all."""
        with self.database.write() as session:
            row = session.get_one(m.Mark, mark)
            given: tuple[m.Mark, ...] = (row,)
            if row.team_id is not None:
                given = tuple(
                    session.scalars(
                        select(m.Mark).where(
                            m.Mark.team_id == row.team_id,
                            m.Mark.assignment_id == row.assignment_id,
                            m.Mark.criterion == row.criterion,
                            m.Mark.by == row.by,
                            m.Mark.by_id == row.by_id,
                            m.Mark.at == row.at,
                        )
                    )
                )
            moment = now()
            for one in given:
                _undo(session, one, moment)

    def marks(self, student: int, assignment: int) -> tuple[MarkView, ...]:
        """Every mark ever given, the first one first."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.Mark)
                .where(m.Mark.student_id == student, m.Mark.assignment_id == assignment)
                .order_by(m.Mark.id)
            )
            return tuple(map(_mark, rows))

    def counting(self, student: int, assignment: int) -> dict[str, Level]:
        """The level that counts for each criterion a person marked."""
        with self.database.read() as session:
            return cast("dict[str, Level]", marks_of(session, student, assignment))

    def override(self, submission: int, criterion: str, level: Level | None, reason: str, mentor: int) -> OverrideView:
        """Change a machine's level, with a reason, for all whose work it is; None takes the change back."""
        if not reason.strip():
            raise StoreError("reason-missing")
        with self.database.write() as session:
            handed_in = session.get_one(m.Submission, submission)
            moment, hers = now(), None
            for work in same_work(session, handed_in):  # of a team: what the machine says is the same for all of it
                row = m.Override(
                    submission_id=work.id,
                    criterion=criterion,
                    level=_level(level),
                    reason=reason.strip(),
                    mentor_id=mentor,
                    at=moment,
                )
                session.add(row)
                restand(session, work.student_id, work.assignment_id)
                _told(session, "mentor", work.student_id, work.assignment_id, criterion, level, work.id)
                hers = row if work.id == submission else hers
            return _override(cast("m.Override", hers))

    def overrides(self, submission: int) -> tuple[OverrideView, ...]:
        """The changes that count, one a criterion."""
        with self.database.read() as session:
            rows = session.scalars(select(m.Override).where(m.Override.submission_id == submission))
            return tuple(map(_override, counting_overrides(rows).values()))

    def ask(self, submission: int, criterion: str, text: str) -> QuestionView:
        """Her question about a result."""
        with self.database.write() as session:
            row = m.Question(submission_id=submission, criterion=criterion, text=text.strip(), state="open")
            session.add(row)
            session.flush()
            work = session.get_one(m.Submission, submission)
            tell(
                session, ASKED,
                assignment=work.assignment_id, student=work.student_id, submission=submission, question=row.id,
            )  # fmt: skip
            return _question(session, row)

    def answer(self, question: int, mentor: int, text: str) -> QuestionView:
        """A mentor's answer."""
        with self.database.write() as session:
            row = session.get_one(m.Question, question)
            row.answer, row.answered_by_id, row.answered_at, row.state = text.strip(), mentor, now(), "answered"
            return _question(session, row)

    def question(self, question: int) -> QuestionView | None:
        """That question."""
        with self.database.read() as session:
            row = session.get(m.Question, question)
            return _question(session, row) if row else None

    def questions(self, classroom: int, *, answered: bool = False) -> tuple[QuestionView, ...]:
        """Open questions of a class (or the answered ones), the oldest first."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.Question)
                .join(m.Submission, m.Submission.id == m.Question.submission_id)
                .join(m.Assignment, m.Assignment.id == m.Submission.assignment_id)
                .where(m.Assignment.classroom_id == classroom, m.Question.state == ("answered" if answered else "open"))
                .order_by(m.Question.id)
            ).all()
            return tuple(_question(session, row) for row in rows)

    def questions_about(self, submission: int) -> tuple[QuestionView, ...]:
        """All questions about one submission, the first one first."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.Question).where(m.Question.submission_id == submission).order_by(m.Question.id)
            ).all()
            return tuple(_question(session, row) for row in rows)

    def open_hint(self, student: int, assignment: int, criterion: str, step: int) -> None:
        """She opened that step of a ladder (0 is the first)."""
        with self.database.write() as session:
            where = {
                "student_id": student,
                "assignment_id": assignment,
                "criterion": criterion,
                "step": step,
            }
            if session.scalar(select(m.HintOpened).filter_by(**where)) is None:
                session.add(m.HintOpened(**where))

    def hints(self, student: int, assignment: int) -> dict[str, frozenset[int]]:
        """Which steps she opened, by criterion."""
        with self.database.read() as session:
            rows = session.execute(
                select(m.HintOpened.criterion, m.HintOpened.step).where(
                    m.HintOpened.student_id == student, m.HintOpened.assignment_id == assignment
                )
            ).all()
        return {criterion: frozenset(step for other, step in rows if other == criterion) for criterion, _ in rows}


def _told(
    session: Session, by: str, student: int, assignment: int, criterion: str, level: str | None,
    submission: int | None = None,
) -> None:  # fmt: skip
    """A level of a mentor is on her page from now on; null: it was taken back."""
    if by in {"mentor", "lead"}:
        what = {"criterion": criterion, "level": level}
        tell(session, LEVEL, assignment=assignment, student=student, submission=submission, what=what)


def _level(level: str | None) -> str | None:
    if level is not None and level not in LEVELS:
        raise StoreError("level-unknown", level=level)
    return level


def _mark(row: m.Mark) -> MarkView:
    return MarkView(
        id=row.id,
        student=row.student_id,
        assignment=row.assignment_id,
        criterion=row.criterion,
        level=cast("Level | None", row.level),
        by=cast("MarkBy", row.by),
        by_id=row.by_id,
        reason=row.reason,
        at=row.at,
        team=row.team_id,
    )


def _undo(session: Session, row: m.Mark, moment: datetime) -> None:
    """What stood before, written anew. A level that she got since is not of this change, and stays."""
    named = (row.student_id, row.assignment_id, row.criterion, row.by, row.by_id)
    newest = latest_mark(session, *named)
    if newest is None or newest.id != row.id:
        return
    before = latest_mark(session, *named, before=row.id)
    session.add(
        m.Mark(
            by=row.by,
            by_id=row.by_id,
            student_id=row.student_id,
            assignment_id=row.assignment_id,
            criterion=row.criterion,
            level=before.level if before else None,
            reason=before.reason if before else "",
            team_id=before.team_id if before else row.team_id,
            at=moment,
        )
    )
    restand(session, row.student_id, row.assignment_id)


def _override(row: m.Override) -> OverrideView:
    return OverrideView(
        id=row.id,
        submission=row.submission_id,
        criterion=row.criterion,
        level=cast("Level | None", row.level),
        reason=row.reason,
        mentor=row.mentor_id,
        at=row.at,
    )


def _question(session: Session, row: m.Question) -> QuestionView:
    handed_in = session.get_one(m.Submission, row.submission_id)
    return QuestionView(
        id=row.id,
        submission=row.submission_id,
        student=handed_in.student_id,
        assignment=handed_in.assignment_id,
        criterion=row.criterion,
        text=row.text,
        state="answered" if row.state == "answered" else "open",
        answer=row.answer,
        answered_by=row.answered_by_id,
        at=row.at,
    )
