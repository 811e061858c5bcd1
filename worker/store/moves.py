"""A student goes to another class with her work, and back again.

What belongs to her and a task goes to the task with the same rubric in the new class. For a rubric that the new class
has no task of, a closed one is made there that no list of tasks shows: her earlier works stand in it. So all she made
is always in the class she is in, and nothing of hers is left in the class before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.assignments import assignment_view
from worker.store.database import Database, now
from worker.store.people import SEES_ALL, StoreError
from worker.store.team_works import end_membership, lock, team_of
from worker.store.views import AssignmentView, ClassroomView

BACK_FOR = timedelta(days=14)  # so long she who moved a student can take it back, wherever the student is
HERS = (m.Submission, m.Mark, m.HintOpened)  # rows of a student in a task


@dataclass(frozen=True, slots=True)
class Target:
    """A class to which a student may go; `club` is its location's name where that is another one."""

    room: ClassroomView
    club: str


@dataclass(frozen=True, slots=True)
class Moving:
    """What a move would do: tasks that go to a task of the new class, tasks that become earlier works."""

    matched: tuple[tuple[AssignmentView, AssignmentView], ...]
    earlier: tuple[AssignmentView, ...]
    tries: Mapping[int, int]  # by task
    leaves_team: bool
    name_taken: bool


@dataclass(frozen=True, slots=True)
class MoveView:
    """A move that was made."""

    id: int
    student: int
    source: int
    target: int
    mentor: int
    at: datetime
    back_at: datetime | None


@dataclass(frozen=True, slots=True)
class Moves:
    """Everything about students who change their class."""

    database: Database

    def targets(self, mentor: int, student: int) -> tuple[Target, ...]:
        """Where this mentor may send her, her own club first."""
        with self.database.read() as session:
            her, by = session.get_one(m.Student, student), session.get_one(m.Mentor, mentor)
            source = session.get_one(m.Classroom, her.classroom_id)
            rows = session.execute(
                select(m.Classroom, m.Club.name).join(m.Club, m.Club.id == m.Classroom.club_id).order_by(m.Classroom.id)
            ).all()
            found = [
                Target(ClassroomView(room.id, room.club_id, room.name, room.language), club)
                for room, club in rows
                if _may(session, by, source, room)
            ]
            found = [Target(one.room, "" if one.room.club == by.club_id else one.club) for one in found]
            return tuple(sorted(found, key=lambda one: (one.club, one.room.name.casefold(), one.room.id)))

    def may(self, mentor: int, student: int, target: int) -> bool:
        """Whether she may send that student there."""
        with self.database.read() as session:
            her, by = session.get(m.Student, student), session.get(m.Mentor, mentor)
            room = session.get(m.Classroom, target)
            if her is None or by is None or room is None:
                return False
            return _may(session, by, session.get_one(m.Classroom, her.classroom_id), room)

    def may_go_back(self, mentor: int, move: int) -> bool:
        """Whether she may take that move back: who made it, for a while, and who could make it the other way."""
        with self.database.read() as session:
            row, by = session.get(m.StudentMove, move), session.get(m.Mentor, mentor)
            if row is None or by is None or row.back_at is not None or _last(session, row.student_id) is not row:
                return False
            if row.mentor_id == by.id and row.at > now() - BACK_FOR:
                return True
            return _may(session, by, session.get_one(m.Classroom, row.to_id), session.get_one(m.Classroom, row.from_id))

    def preview(self, student: int, target: int) -> Moving:
        """What would move; nothing is changed."""
        with self.database.read() as session:
            her = session.get_one(m.Student, student)
            pairs, rest = _plan(session, student, target, {})
            tasks = {row.id: assignment_view(row) for row in _tasks(session, [*pairs, *pairs.values(), *rest])}
            tries = session.execute(
                select(m.Submission.assignment_id, func.count())
                .where(m.Submission.student_id == student, m.Submission.moved_to_id.is_(None))
                .group_by(m.Submission.assignment_id)
            ).all()
            return Moving(
                matched=tuple((tasks[old], tasks[new]) for old, new in pairs.items()),
                earlier=tuple(tasks[old] for old in rest),
                tries={row[0]: row[1] for row in tries},
                leaves_team=team_of(session, student) is not None,
                name_taken=_taken(session, target, her.nickname),
            )

    def free_name(self, student: int, target: int) -> str:
        """Her nickname, with a number where somebody in that class has it."""
        with self.database.read() as session:
            name = session.get_one(m.Student, student).nickname
            number, chosen = 1, name
            while _taken(session, target, chosen):
                number += 1
                chosen = f"{name} {number}"
            return chosen

    def move(self, student: int, target: int, mentor: int, nickname: str = "") -> MoveView:
        """She is in that class now, with all she made. StoreError when somebody there has her nickname."""
        with self.database.write() as session:
            lock(session, [student])
            her = session.get_one(m.Student, student)
            source = her.classroom_id
            if source == target:
                raise StoreError("move-here")
            name = " ".join(nickname.split())[:80] or her.nickname
            if _taken(session, target, name):
                raise StoreError("move-name", name=name)
            moment = now()
            pairs, dates = _carry(session, her, target, {})
            what = {"pairs": [list(pair) for pair in pairs.items()], "dates": dates, "nickname": her.nickname}
            row = m.StudentMove(
                student_id=student, from_id=source, to_id=target, mentor_id=mentor, what=what, at=moment
            )
            session.add(row)
            _settle(session, her, target, name, moment)
            session.flush()
            return _view(row)

    def back(self, move: int) -> None:
        """Take a move back: all she made, also since then, goes with her. StoreError when she has gone on since."""
        with self.database.write() as session:
            row = session.get_one(m.StudentMove, move, with_for_update=True)
            lock(session, [row.student_id])
            her = session.get_one(m.Student, row.student_id)
            if row.back_at is not None or her.classroom_id != row.to_id or _last(session, her.id) is not row:
                raise StoreError("move-over")
            name = str(row.what["nickname"]) if not _taken(session, row.from_id, row.what["nickname"]) else her.nickname
            if _taken(session, row.from_id, name):
                raise StoreError("move-name", name=name)
            moment = now()
            _carry(session, her, row.from_id, {new: old for old, new in row.what["pairs"]})
            for assignment, due, by in row.what["dates"]:
                session.add(
                    m.OwnDate(
                        assignment_id=assignment, student_id=her.id, due=datetime.fromisoformat(due), mentor_id=by
                    )
                )
            _settle(session, her, row.from_id, name, moment)
            _into_her_team(session, her.id, row.at)
            row.back_at = moment

    def last(self, student: int) -> MoveView | None:
        """Her last move, unless it was taken back."""
        with self.database.read() as session:
            row = _last(session, student)
            return _view(row) if row is not None and row.back_at is None else None

    def one(self, move: int) -> MoveView | None:
        """That move."""
        with self.database.read() as session:
            row = session.get(m.StudentMove, move)
            return _view(row) if row else None


def _may(session: Session, by: m.Mentor, source: m.Classroom, target: m.Classroom) -> bool:
    """The one place that decides who may send a student from a class to another.

    A mentor: between classes that she teaches. A lead: between all of her club. An admin: to other clubs too.
    """
    if source.id == target.id or source.club_id != by.club_id:
        return False
    if target.club_id != by.club_id:
        return by.role == "admin"
    return by.role in SEES_ALL or all(
        session.get(m.MentorClassroom, (by.id, room.id)) is not None for room in (source, target)
    )


def _last(session: Session, student: int) -> m.StudentMove | None:
    return session.scalars(
        select(m.StudentMove).where(m.StudentMove.student_id == student).order_by(m.StudentMove.id.desc()).limit(1)
    ).first()


def _taken(session: Session, classroom: int, nickname: str) -> bool:
    names = session.scalars(select(m.Student.nickname).where(m.Student.classroom_id == classroom))
    return nickname.casefold() in {name.casefold() for name in names}


def _tasks(session: Session, numbers: list[int]) -> list[m.Assignment]:
    return list(session.scalars(select(m.Assignment).where(m.Assignment.id.in_(numbers)).order_by(m.Assignment.id)))


def _plan(
    session: Session, student: int, target: int, known: Mapping[int, int]
) -> tuple[dict[int, int], tuple[int, ...]]:
    """Each task in which something is hers, with the task that it becomes; then those that no task there is like.

    `known` says it for some beforehand. Two tasks never become one: tries keep their numbers.
    """
    used: set[int] = set()
    for table in HERS:
        used |= set(session.scalars(select(table.assignment_id).where(table.student_id == student)))
    rows = _tasks(session, sorted(used))
    pairs = {row.id: known[row.id] for row in rows if row.id in known}
    there = session.scalars(
        select(m.Assignment).where(m.Assignment.classroom_id == target).order_by(m.Assignment.earlier, m.Assignment.id)
    ).all()
    rest = []
    for row in rows:
        if row.id in pairs:
            continue
        free = (one.id for one in there if one.rubric_id == row.rubric_id and one.id not in {*pairs.values(), *used})
        match = next(free, None)
        if match is None:
            rest.append(row.id)
        else:
            pairs[row.id] = match
    return pairs, tuple(rest)


def _carry(
    session: Session, her: m.Student, target: int, known: Mapping[int, int]
) -> tuple[dict[int, int], list[list[Any]]]:
    """Point all that is hers to the tasks of that class; which became which, and her own days, which end."""
    pairs, rest = _plan(session, her.id, target, known)
    for row in _tasks(session, list(rest)):
        made = m.Assignment(
            classroom_id=target, rubric_id=row.rubric_id, opens=row.opens, due=None, counts=row.counts, closed=True,
            earlier=True, late=None,
        )  # fmt: skip
        session.add(made)
        session.flush()
        pairs[row.id] = made.id
    own = session.scalars(select(m.OwnDate).where(m.OwnDate.student_id == her.id)).all()
    dates: list[list[Any]] = [[one.assignment_id, one.due.isoformat(), one.mentor_id] for one in own]
    session.execute(delete(m.OwnDate).where(m.OwnDate.student_id == her.id))
    works = select(m.Submission.id).where(m.Submission.student_id == her.id)
    session.execute(
        update(m.Grading).where(m.Grading.submission_id.in_(works)).values(suggestion_id=None),
        execution_options={"synchronize_session": False},
    )
    # Classmates read nothing more of hers, and she nothing of theirs; what was said goes on with whom it was said to.
    session.execute(
        delete(m.PeerTurn).where(
            m.PeerTurn.state == "open", (m.PeerTurn.reader_id == her.id) | (m.PeerTurn.author_id == her.id)
        )
    )
    for old, new in pairs.items():
        for table in HERS:
            session.execute(
                update(table).where(table.student_id == her.id, table.assignment_id == old).values(assignment_id=new)
            )
        session.execute(
            update(m.PeerTurn)
            .where(m.PeerTurn.author_id == her.id, m.PeerTurn.assignment_id == old)
            .values(assignment_id=new)
        )
    return pairs, dates


def _settle(session: Session, her: m.Student, target: int, name: str, moment: datetime) -> None:
    """In the new class: in no team yet, and what she shows is for the mentors there to look at first."""
    end_membership(session, her.id, moment)
    session.execute(
        update(m.Shown)
        .where(m.Shown.student_id == her.id)
        .values(answer="open", reason="", mentor_id=None, answered_at=None)
    )
    her.classroom_id, her.nickname = target, name


def _into_her_team(session: Session, student: int, left: datetime) -> None:
    """Back into the team that she left by the move, while it is there."""
    row = session.scalars(
        select(m.TeamMember)
        .join(m.Team, m.Team.id == m.TeamMember.team_id)
        .where(m.TeamMember.student_id == student, m.TeamMember.until == left, m.Team.ended.is_(None))
    ).first()
    if row is not None:
        session.add(m.TeamMember(team_id=row.team_id, student_id=student, since=now()))


def _view(row: m.StudentMove) -> MoveView:
    return MoveView(row.id, row.student_id, row.from_id, row.to_id, row.mentor_id, row.at, row.back_at)
