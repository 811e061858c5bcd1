"""Clubs, classrooms, students with cards, mentors with passwords."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import TypeVar

from sqlalchemy import Select, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.codes import (
    MIN_PASSWORD,
    check_password,
    fold_card_code,
    hash_password,
    new_card_code,
    new_token,
    token_hash,
)
from worker.store.database import Database, now
from worker.store.views import ROLES, ClassroomView, ClubView, InviteView, MentorView, Role, StudentView

INVITE_LASTS = timedelta(days=14)
RESET_LASTS = timedelta(days=2)
SEES_ALL = frozenset({"lead", "admin"})


class StoreError(ValueError):
    """What a person asked for cannot be; `key` names the sentence in `worker.sentences`, `values` fill it."""

    def __init__(self, key: str, **values: object) -> None:
        super().__init__(key, values)
        self.key = key
        self.values = values


@dataclass(frozen=True, slots=True)
class People:
    """Everything about who is who."""

    database: Database

    # Clubs

    def make_club(self, name: str, language: str, time_zone: str) -> ClubView:
        """A new location."""
        with self.database.write() as session:
            row = m.Club(name=name, language=language, time_zone=time_zone)
            session.add(row)
            session.flush()
            return _club(row)

    def clubs(self) -> tuple[ClubView, ...]:
        """Every location, the first one first."""
        with self.database.read() as session:
            return tuple(map(_club, session.scalars(select(m.Club).order_by(m.Club.id))))

    def club(self, club: int) -> ClubView | None:
        """That location."""
        with self.database.read() as session:
            row = session.get(m.Club, club)
            return _club(row) if row else None

    def change_club(self, club: int, *, name: str, language: str, time_zone: str) -> None:
        """Other words for a location."""
        with self.database.write() as session:
            session.execute(
                update(m.Club).where(m.Club.id == club).values(name=name, language=language, time_zone=time_zone)
            )

    # Classrooms

    def make_classroom(self, mentor: int, name: str, language: str) -> ClassroomView:
        """A class in the mentor's club, taught by her."""
        with self.database.write() as session:
            row = m.Classroom(club_id=session.get_one(m.Mentor, mentor).club_id, name=name, language=language)
            session.add(row)
            session.flush()
            session.add(m.MentorClassroom(mentor_id=mentor, classroom_id=row.id))
            return _classroom(row)

    def classroom(self, classroom: int) -> ClassroomView | None:
        """That class."""
        with self.database.read() as session:
            row = session.get(m.Classroom, classroom)
            return _classroom(row) if row else None

    def classrooms(self, mentor: int) -> tuple[ClassroomView, ...]:
        """The classes she teaches; a lead and an admin see all of their club."""
        with self.database.read() as session:
            her = session.get_one(m.Mentor, mentor)
            wanted = select(m.Classroom).where(m.Classroom.club_id == her.club_id).order_by(m.Classroom.name)
            if her.role not in SEES_ALL:
                wanted = wanted.join(m.MentorClassroom).where(m.MentorClassroom.mentor_id == mentor)
            return tuple(map(_classroom, session.scalars(wanted)))

    def teaches(self, mentor: int, classroom: int) -> bool:
        """Whether that class is hers to see."""
        with self.database.read() as session:
            her, row = session.get(m.Mentor, mentor), session.get(m.Classroom, classroom)
            if her is None or row is None or row.club_id != her.club_id:
                return False
            return her.role in SEES_ALL or session.get(m.MentorClassroom, (mentor, classroom)) is not None

    def teach(self, mentor: int, classroom: int) -> None:
        """Give her that class too."""
        with self.database.write() as session:
            session.merge(m.MentorClassroom(mentor_id=mentor, classroom_id=classroom))

    def teachers(self, classroom: int) -> tuple[MentorView, ...]:
        """Who teaches that class, by name; leads who see it all the same are not among them."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.Mentor)
                .join(m.MentorClassroom, m.MentorClassroom.mentor_id == m.Mentor.id)
                .where(m.MentorClassroom.classroom_id == classroom)
                .order_by(m.Mentor.name)
            )
            return tuple(map(_mentor, rows))

    # Students

    def add_students(self, classroom: int, nicknames: Iterable[str]) -> tuple[StudentView, ...]:
        """New students with a card each; a name that stands in the class already is passed over. What was added."""
        with self.database.write() as session:
            room = session.get_one(m.Classroom, classroom, with_for_update=True)
            there = {
                name.casefold()
                for name in session.scalars(select(m.Student.nickname).where(m.Student.classroom_id == classroom))
            }
            added: list[m.Student] = []
            for nickname in (" ".join(given.split())[:80] for given in nicknames):
                if nickname and nickname.casefold() not in there:
                    there.add(nickname.casefold())
                    added.append(
                        m.Student(
                            classroom_id=classroom, nickname=nickname, language=room.language, code=free_code(session)
                        )
                    )
                    session.add(added[-1])
                    session.flush()
            return tuple(map(student_view, added))

    def students(self, classroom: int) -> tuple[StudentView, ...]:
        """The students of a class, by alphabet."""
        with self.database.read() as session:
            rows = session.scalars(select(m.Student).where(m.Student.classroom_id == classroom))
            return tuple(sorted(map(student_view, rows), key=lambda one: (one.nickname.casefold(), one.id)))

    def student(self, student: int) -> StudentView | None:
        """That student."""
        with self.database.read() as session:
            row = session.get(m.Student, student)
            return student_view(row) if row else None

    def sign_in_card(self, code: str) -> StudentView | None:
        """The student whose card says so; how often one may guess is for the caller to hold."""
        with self.database.read() as session:
            row = session.scalar(select(m.Student).where(m.Student.code == fold_card_code(code)))
            return student_view(row) if row else None

    def new_card(self, student: int) -> StudentView:
        """A new code; the old card opens nothing any more."""
        with self.database.write() as session:
            row = session.get_one(m.Student, student)
            row.code = free_code(session)
            return student_view(row)

    def rename_student(self, student: int, nickname: str) -> None:
        """Another nickname."""
        with self.database.write() as session:
            session.get_one(m.Student, student).nickname = " ".join(nickname.split())[:80]

    def set_student_language(self, student: int, language: str) -> None:
        """The language of her pages."""
        with self.database.write() as session:
            session.get_one(m.Student, student).language = language

    # Mentors

    def make_invite(self, role: Role, *, club: int, by: int | None = None) -> str:
        """What stands in a link with which one person joins, once, within 14 days."""
        if role not in ROLES:
            raise StoreError("no-such-role", role=role)
        token = new_token()
        with self.database.write() as session:
            session.add(
                m.Invite(club_id=club, role=role, by_id=by, token_hash=token_hash(token), expires=now() + INVITE_LASTS)
            )
        return token

    def invite(self, token: str) -> InviteView | None:
        """The invite, while it can be used."""
        with self.database.read() as session:
            row = session.scalar(_usable(m.Invite, token))
            return InviteView(club=row.club_id, role=_role(row.role), expires=row.expires) if row else None

    def join(self, token: str, login: str, name: str, password: str, language: str = "en") -> MentorView:
        """Use an invite. StoreError when it is used up, the login is taken or the password is short."""
        kept = _new_password(password)
        login, name = login.strip().casefold()[:80], " ".join(name.split())[:80]
        if not login or not name:
            raise StoreError("name-missing")
        try:
            with self.database.write() as session:
                invite = session.scalar(_usable(m.Invite, token).with_for_update())
                if invite is None:
                    raise StoreError("link-used")
                invite.used = now()
                row = m.Mentor(
                    club_id=invite.club_id, login=login, name=name, password=kept, role=invite.role, language=language
                )
                session.add(row)
                session.flush()
                return _mentor(row)
        except IntegrityError as error:
            raise StoreError("login-taken", login=login) from error

    def sign_in_mentor(self, login: str, password: str) -> MentorView | None:
        """The mentor, when both fit. It takes as long for a login nobody has."""
        with self.database.read() as session:
            row = session.scalar(select(m.Mentor).where(m.Mentor.login == login.strip().casefold()))
        return _mentor(row) if check_password(row.password if row else None, password) and row else None

    def mentor(self, mentor: int) -> MentorView | None:
        """That mentor."""
        with self.database.read() as session:
            row = session.get(m.Mentor, mentor)
            return _mentor(row) if row else None

    def mentor_by_login(self, login: str) -> MentorView | None:
        """The mentor of that login."""
        with self.database.read() as session:
            row = session.scalar(select(m.Mentor).where(m.Mentor.login == login.strip().casefold()))
            return _mentor(row) if row else None

    def mentors(self, club: int) -> tuple[MentorView, ...]:
        """The mentors of a club, by name."""
        with self.database.read() as session:
            rows = session.scalars(select(m.Mentor).where(m.Mentor.club_id == club).order_by(m.Mentor.name))
            return tuple(map(_mentor, rows))

    def set_mentor_language(self, mentor: int, language: str) -> None:
        """The language of her pages."""
        with self.database.write() as session:
            session.get_one(m.Mentor, mentor).language = language

    def reset_link(self, mentor: int) -> str:
        """What stands in a link with which she chooses a new password, once, within two days."""
        token = new_token()
        with self.database.write() as session:
            session.add(m.PasswordReset(mentor_id=mentor, token_hash=token_hash(token), expires=now() + RESET_LASTS))
        return token

    def reset_for(self, token: str) -> MentorView | None:
        """Whose link it is, while it can be used."""
        with self.database.read() as session:
            row = session.scalar(_usable(m.PasswordReset, token))
            return _mentor(session.get_one(m.Mentor, row.mentor_id)) if row else None

    def reset(self, token: str, password: str) -> MentorView:
        """Choose a new password; every other link of hers is used up with it. StoreError as in `join`."""
        kept = _new_password(password)
        with self.database.write() as session:
            link = session.scalar(_usable(m.PasswordReset, token).with_for_update())
            if link is None:
                raise StoreError("link-used")
            mentor = session.get_one(m.Mentor, link.mentor_id)
            mentor.password = kept
            session.execute(
                update(m.PasswordReset)
                .where(m.PasswordReset.mentor_id == mentor.id, m.PasswordReset.used.is_(None))
                .values(used=now())
            )
            return _mentor(mentor)


LinkT = TypeVar("LinkT", m.Invite, m.PasswordReset)


def _usable(table: type[LinkT], token: str) -> Select[LinkT]:
    return select(table).where(table.token_hash == token_hash(token), table.used.is_(None), table.expires > now())


def _new_password(password: str) -> str:
    if len(password) < MIN_PASSWORD:
        raise StoreError("password-short", letters=MIN_PASSWORD)
    return hash_password(password)


def free_code(session: Session) -> str:
    """A code that is on no card."""
    while True:
        code = new_card_code()
        if session.scalar(select(m.Student.id).where(m.Student.code == code)) is None:
            return code


def _role(word: str) -> Role:
    return next(role for role in ROLES if role == word)


def _club(row: m.Club) -> ClubView:
    return ClubView(row.id, row.name, row.language, row.time_zone, row.idle_minutes)


def _classroom(row: m.Classroom) -> ClassroomView:
    return ClassroomView(id=row.id, club=row.club_id, name=row.name, language=row.language)


def student_view(row: m.Student) -> StudentView:
    """The row, frozen."""
    return StudentView(
        id=row.id, nickname=row.nickname, language=row.language, classroom=row.classroom_id, code=row.code
    )


def _mentor(row: m.Mentor) -> MentorView:
    return MentorView(
        id=row.id,
        club=row.club_id,
        login=row.login,
        name=row.name,
        role=_role(row.role),
        language=row.language,
        stamp=token_hash(row.password)[:12],
    )
