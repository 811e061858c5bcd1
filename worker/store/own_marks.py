"""What a student says of her own work: a level in words, and a sentence why. Every one is kept, her latest stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from worker.store import models as m
from worker.store.database import Database
from worker.store.people import StoreError
from worker.store.standing import LEVELS, latest_mark, restand
from worker.store.views import Level

SELF = "self"
LONGEST = 300


@dataclass(frozen=True, slots=True)
class OwnMark:
    """Her latest word on a criterion, and what a mentor says: None while none does."""

    criterion: str
    level: Level | None
    why: str
    mentors: Level | None


@dataclass(frozen=True, slots=True)
class OwnMarks:
    """Everything that she says of her own."""

    database: Database

    def say(self, student: int, assignment: int, criterion: str, level: str, why: str = "") -> bool:
        """Keep her level; False when she said the same before. StoreError `level-missing` without one."""
        if level not in LEVELS:
            raise StoreError("level-missing")
        why = why.strip()[:LONGEST]
        with self.database.write() as session:
            before = latest_mark(session, student, assignment, criterion, SELF, student)
            if before and (before.level, before.reason) == (level, why):
                return False
            session.add(
                m.Mark(
                    student_id=student,
                    assignment_id=assignment,
                    criterion=criterion,
                    level=level,
                    by=SELF,
                    by_id=student,
                    reason=why,
                )
            )
            restand(session, student, assignment)
            return True

    def of(self, student: int, assignment: int, criteria: Iterable[str]) -> tuple[OwnMark, ...]:
        """For each of these what she says and what a mentor says, in their order."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.Mark)
                .where(m.Mark.student_id == student, m.Mark.assignment_id == assignment)
                .order_by(m.Mark.id)
            ).all()
            own = {row.criterion: row for row in rows if row.by == SELF and row.by_id == student}
            mentors: dict[str, dict[int, m.Mark]] = {}
            for row in rows:
                if row.by in {"mentor", "lead"}:
                    mentors.setdefault(row.criterion, {})[row.by_id] = row
            return tuple(
                _own_mark(one, own.get(one), [row for row in mentors.get(one, {}).values() if row.level])
                for one in criteria
            )


def _own_mark(criterion: str, own: m.Mark | None, others: list[m.Mark]) -> OwnMark:
    """Of mentors the one that counts: a lead's before others, then the latest."""
    last = max(others, key=lambda row: (row.by == "lead", row.id), default=None)
    level = own.level if own else None
    return OwnMark(
        criterion,
        next((one for one in _LEVELS if one == level), None),
        own.reason if own else "",
        next((one for one in _LEVELS if last and one == last.level), None),
    )


_LEVELS: tuple[Level, ...] = ("start", "good", "great")
