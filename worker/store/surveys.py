"""How students see coding: asked in a few weeks, hers to read, and numbers of a whole club.

Numbers are counted once, when a round closes, and kept: whoever compares two of them learns nothing about one girl.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.crowd import FEWEST, Steps, count
from worker.store.database import Database, now
from worker.store.people import StoreError

SENTENCES = ("for_me", "can_mend", "go_on")
WEEKS = (1, 9, 18)  # that a club begins with
MOST_WEEKS = 52
LONGEST_WORDS = 1000


@dataclass(frozen=True, slots=True)
class RoundView:
    """A week in which a club asks. `answers` is None below FEWEST; `numbers` are there once it has closed."""

    id: int
    club: int
    week: int
    opened: datetime | None
    closed: datetime | None
    answers: int | None
    numbers: Mapping[str, Any] | None

    @property
    def open(self) -> bool:
        """Whether girls can answer now."""
        return self.opened is not None and self.closed is None


@dataclass(frozen=True, slots=True)
class AnswerView:
    """What she said in one round; `steps` by sentence, 1 to 5, None for one that she left out."""

    round: int
    week: int
    steps: Mapping[str, int | None]
    words: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Surveys:
    """Everything about them."""

    database: Database

    def rounds(self, club: int) -> tuple[RoundView, ...]:
        """The rounds of a club, by week."""
        with self.database.read() as session:
            wanted = select(m.SurveyRound).where(m.SurveyRound.club_id == club).order_by(m.SurveyRound.week)
            return tuple(_round(session, row) for row in session.scalars(wanted))

    def round(self, number: int) -> RoundView | None:
        """That round."""
        with self.database.read() as session:
            row = session.get(m.SurveyRound, number)
            return _round(session, row) if row else None

    def open(self, club: int, week: int) -> RoundView:
        """Begin to ask in that week, or go on.

        StoreError `survey-week` for a week that no term has, `survey-counted` when its numbers are already counted.
        """
        if not 1 <= week <= MOST_WEEKS:
            raise StoreError("survey-week")
        with self.database.write() as session:
            row = session.scalar(select(m.SurveyRound).where(m.SurveyRound.club_id == club, m.SurveyRound.week == week))
            if row is None:
                row = m.SurveyRound(club_id=club, week=week)
                session.add(row)
            elif row.numbers is not None:
                raise StoreError("survey-counted")
            row.opened, row.closed = row.opened or now(), None
            session.flush()
            return _round(session, row)

    def close(self, number: int) -> RoundView:
        """Ask no more. Where enough girls answered, the numbers are counted now, once and for good."""
        with self.database.write() as session:
            row = session.get_one(m.SurveyRound, number)
            if row.closed is None:
                row.closed = now()
                row.numbers = _count(session, row)
            return _round(session, row)

    def answer(self, student: int, number: int, steps: Mapping[str, int | None], words: str) -> None:
        """Keep what she says, in place of what she said in this round.

        StoreError `survey-closed` when it is not open to her.
        """
        with self.database.write() as session:
            round_, her = session.get(m.SurveyRound, number), session.get_one(m.Student, student)
            club = session.get_one(m.Classroom, her.classroom_id).club_id
            if round_ is None or round_.club_id != club or round_.opened is None or round_.closed is not None:
                raise StoreError("survey-closed")
            where = {"round_id": number, "student_id": student}
            row = session.scalar(select(m.SurveyAnswer).filter_by(**where)) or m.SurveyAnswer(**where)
            for sentence in SENTENCES:
                setattr(row, sentence, steps.get(sentence))
            row.words, row.at = words.strip()[:LONGEST_WORDS], now()
            session.add(row)

    def answers(self, student: int) -> tuple[AnswerView, ...]:
        """What she said, by week."""
        with self.database.read() as session:
            rows = session.execute(
                select(m.SurveyAnswer, m.SurveyRound.week)
                .join(m.SurveyRound, m.SurveyRound.id == m.SurveyAnswer.round_id)
                .where(m.SurveyAnswer.student_id == student)
                .order_by(m.SurveyRound.week)
            )
            return tuple(
                AnswerView(row.round_id, week, {one: getattr(row, one) for one in SENTENCES}, row.words, row.at)
                for row, week in rows
            )


def _count(session: Session, row: m.SurveyRound) -> dict[str, Any] | None:
    """The numbers of a round that closes; None when too few girls answered."""
    others = session.scalars(
        select(m.SurveyRound)
        .where(m.SurveyRound.club_id == row.club_id, m.SurveyRound.numbers.is_not(None))
        .order_by(m.SurveyRound.week)
    ).all()
    found = {}
    for sentence in SENTENCES:
        earlier = [(one.week, _steps(session, one, sentence), dict(one.numbers or {}).get(sentence)) for one in others]
        numbers = count(_steps(session, row, sentence), earlier, row.week)
        if numbers is not None:
            found[sentence] = numbers
    return found or None


def _steps(session: Session, row: m.SurveyRound, sentence: str) -> Steps:
    column = getattr(m.SurveyAnswer, sentence)
    rows = session.execute(
        select(m.SurveyAnswer.student_id, column).where(m.SurveyAnswer.round_id == row.id, column.is_not(None))
    )
    return {student: step for student, step in rows}  # noqa: C416 - rows are no pairs to a type checker


def _round(session: Session, row: m.SurveyRound) -> RoundView:
    said = session.scalar(select(func.count()).where(m.SurveyAnswer.round_id == row.id)) or 0
    return RoundView(
        id=row.id,
        club=row.club_id,
        week=row.week,
        opened=row.opened,
        closed=row.closed,
        answers=said if said >= FEWEST else None,
        numbers=row.numbers,
    )
