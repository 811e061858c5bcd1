"""Who comes into a class, with which language and card; how long machines of a club may rest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select

from worker.store import models as m
from worker.store.codes import fold_card_code
from worker.store.database import Database
from worker.store.people import free_code, student_view
from worker.store.views import StudentView


@dataclass(frozen=True, slots=True)
class NewStudent:
    """A line of a class list. An empty `code` asks for a new card."""

    nickname: str
    language: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Everything about lists of classes, and the clubs around them."""

    database: Database

    def taken(self, codes: Iterable[str]) -> frozenset[str]:
        """Those of these cards that somebody has."""
        with self.database.read() as session:
            wanted = select(m.Student.code).where(m.Student.code.in_(map(fold_card_code, codes)))
            return frozenset(session.scalars(wanted))

    def set_idle(self, club: int, minutes: int | None) -> None:
        """How long a shared machine of that club may rest before she is signed out; None: the usual time."""
        with self.database.write() as session:
            session.get_one(m.Club, club).idle_minutes = minutes

    def add(self, classroom: int, students: Iterable[NewStudent]) -> tuple[StudentView, ...]:
        """New students of a class. A name that is there already is passed over; for a taken card she gets a new one."""
        with self.database.write() as session:
            session.get_one(m.Classroom, classroom, with_for_update=True)
            there = {
                name.casefold()
                for name in session.scalars(select(m.Student.nickname).where(m.Student.classroom_id == classroom))
            }
            added: list[m.Student] = []
            for one in students:
                nickname = " ".join(one.nickname.split())[:80]
                if not nickname or nickname.casefold() in there:
                    continue
                there.add(nickname.casefold())
                code = fold_card_code(one.code) if one.code else free_code(session)
                if session.scalar(select(m.Student.id).where(m.Student.code == code)) is not None:
                    code = free_code(session)
                added.append(m.Student(classroom_id=classroom, nickname=nickname, language=one.language, code=code))
                session.add(added[-1])
                session.flush()
            return tuple(map(student_view, added))
