"""Certificates: given by a mentor, with the name that she chooses, and a code that anyone can ask for."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.codes import LETTERS
from worker.store.database import Database
from worker.store.people import StoreError

LONGEST_NAME = 80
GROUPS, GROUP = 3, 4  # 21 to the 12th: nobody guesses one


@dataclass(frozen=True, slots=True)
class Made:
    """One thing that she made, as it was called on that day, by language; `levels` draw its piece of cloth."""

    titles: Mapping[str, str]
    week: int | None
    submission: int
    levels: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CertificateView:
    """A certificate. `name` is None until she has chosen, and empty when she writes it by hand."""

    id: int
    student: int
    classroom: int
    nickname: str
    code: str
    name: str | None
    public: bool
    made: tuple[Made, ...]
    mentor: int | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Certificates:
    """Everything about them."""

    database: Database

    def give(self, student: int, made: Iterable[Made], mentor: int) -> CertificateView:
        """Give her one; the one that she has stays as it is."""
        with self.database.write() as session:
            session.get(m.Student, student, with_for_update=True)
            row = session.scalar(select(m.Certificate).where(m.Certificate.student_id == student))
            if row is None:
                row = m.Certificate(
                    student_id=student, code=_new_code(), made=[_kept(one) for one in made], mentor_id=mentor
                )
                session.add(row)
                session.flush()
            return _view(session, row)

    def take_back(self, student: int) -> None:
        """Take it away; its code is known no more."""
        with self.database.write() as session:
            row = session.scalar(select(m.Certificate).where(m.Certificate.student_id == student))
            if row is not None:
                session.delete(row)

    def decide(self, student: int, name: str, *, public: bool) -> CertificateView:
        """The name that stands on it, and whether the page of its code shows that name to anyone.

        StoreError `certificate-missing` when she has none.
        """
        with self.database.write() as session:
            row = session.scalar(select(m.Certificate).where(m.Certificate.student_id == student))
            if row is None:
                raise StoreError("certificate-missing")
            row.name = name.strip()[:LONGEST_NAME]
            row.public = public and bool(row.name)
            return _view(session, row)

    def of(self, student: int) -> CertificateView | None:
        """Hers."""
        with self.database.read() as session:
            row = session.scalar(select(m.Certificate).where(m.Certificate.student_id == student))
            return _view(session, row) if row else None

    def by_code(self, typed: str) -> CertificateView | None:
        """The one with that code, however it was typed."""
        with self.database.read() as session:
            row = session.scalar(select(m.Certificate).where(m.Certificate.code == fold(typed)))
            return _view(session, row) if row else None


def fold(typed: str) -> str:
    """A code as it is printed: spaces, dashes and small letters do not matter."""
    code = "".join(letter for letter in typed[:40].upper() if letter.isalnum())
    return "-".join(code[at : at + GROUP] for at in range(0, len(code), GROUP))


def _new_code() -> str:
    return fold("".join(secrets.choice(LETTERS) for _ in range(GROUPS * GROUP)))


def _kept(one: Made) -> dict[str, object]:
    return {
        "titles": dict(one.titles),
        "week": one.week,
        "submission": one.submission,
        "levels": list(one.levels),
    }


def _view(session: Session, row: m.Certificate) -> CertificateView:
    her = session.get_one(m.Student, row.student_id)
    return CertificateView(
        id=row.id,
        student=row.student_id,
        classroom=her.classroom_id,
        nickname=her.nickname,
        code=row.code,
        name=row.name,
        public=row.public,
        made=tuple(Made(one["titles"], one["week"], one["submission"], tuple(one["levels"])) for one in row.made),
        mentor=row.mentor_id,
        at=row.at,
    )
