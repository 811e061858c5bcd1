"""Teams of a class: who is in them, which tasks they hand in together, what they share."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random, SystemRandom

from sqlalchemy import select
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store import team_works as works
from worker.store.database import Database, now
from worker.store.people import StoreError, student_view
from worker.store.views import StudentView, SubmissionView

LONGEST_NAME = 80
SMALLEST, LARGEST = 2, 8


@dataclass(frozen=True, slots=True)
class TeamView:
    """A team and who is in it now, by alphabet. `ended`: it hands in nothing any more."""

    id: int
    classroom: int
    name: str
    members: tuple[StudentView, ...]
    ended: datetime | None = None


@dataclass(frozen=True, slots=True)
class Teams:
    """Everything about who hands in together."""

    database: Database

    def of_class(self, classroom: int) -> tuple[TeamView, ...]:
        """The teams of a class, by name; those that ended are not among them."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.Team).where(m.Team.classroom_id == classroom, m.Team.ended.is_(None)).order_by(m.Team.id)
            ).all()
            found = _views(session, rows)
            return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.id)))

    def team(self, team: int) -> TeamView | None:
        """That team, also when it has ended."""
        with self.database.read() as session:
            row = session.get(m.Team, team)
            return _views(session, [row])[0] if row else None

    def of_student(self, student: int) -> TeamView | None:
        """The team she is in now."""
        with self.database.read() as session:
            number = works.team_of(session, student)
            return _views(session, [session.get_one(m.Team, number)])[0] if number is not None else None

    def make(self, classroom: int, name: str, students: Iterable[int]) -> TeamView:
        """A new team of these students of the class.

        StoreError without a name, with one that is there, without two students, or when one is in another team.
        """
        chosen = tuple(sorted(set(students)))
        with self.database.write() as session:
            session.get_one(m.Classroom, classroom, with_for_update=True)
            works.lock(session, chosen)
            if len(chosen) < SMALLEST:
                raise StoreError("team-small")
            row = m.Team(classroom_id=classroom, name=_name(session, classroom, name))
            session.add(row)
            session.flush()
            for student in chosen:
                _join(session, row, student)
            return _views(session, [row])[0]

    def mix(
        self, classroom: int, size: int, names: Sequence[str], chance: Random | None = None
    ) -> tuple[TeamView, ...]:
        """Teams of about that size from all who are in none, by chance; names from the list, then with numbers.

        Nobody is left alone: sizes differ by one at most. StoreError when fewer than two are in none.
        """
        if not SMALLEST <= size <= LARGEST:
            raise StoreError("team-size", low=SMALLEST, high=LARGEST)
        with self.database.write() as session:
            session.get_one(m.Classroom, classroom, with_for_update=True)
            free = list(_free(session, classroom))
            works.lock(session, free)
            free = list(_free(session, classroom))
            if len(free) < SMALLEST:
                raise StoreError("team-nobody")
            (chance or SystemRandom()).shuffle(free)
            many = max(1, round(len(free) / size))
            while len(free) // many < SMALLEST:
                many -= 1
            taken = _names(session, classroom)
            made = []
            for number in range(many):
                row = m.Team(classroom_id=classroom, name=_next_name(names, taken))
                session.add(row)
                session.flush()
                for student in free[number::many]:
                    _join(session, row, student)
                made.append(row)
            return _views(session, made)

    def rename(self, team: int, name: str) -> None:
        """Another name. StoreError as in `make`."""
        with self.database.write() as session:
            row = session.get_one(m.Team, team)
            row.name = _name(session, row.classroom_id, name, but=row.id)

    def add(self, team: int, student: int, *, earlier: bool = False) -> tuple[int, ...]:
        """She is in it from now on. With `earlier`, what it handed in before is hers too: the gradings to enqueue.

        StoreError when she is in another team, or of another class.
        """
        with self.database.write() as session:
            works.lock(session, [*works.members(session, team), student])
            row = session.get_one(m.Team, team)
            if works.team_of(session, student) != team:
                _join(session, row, student)
            return tuple(works.bring_along(session, team, student)) if earlier else ()

    def leave(self, team: int, student: int) -> None:
        """She is in it no longer. What was handed in while she was stays hers."""
        with self.database.write() as session:
            works.lock(session, [*works.members(session, team), student])
            if works.team_of(session, student) == team:
                works.end_membership(session, student, now())

    def end(self, team: int) -> None:
        """It hands in nothing any more; everybody keeps what was handed in while she was in it."""
        with self.database.write() as session:
            crew = works.members(session, team)
            works.lock(session, crew)
            moment = now()
            for student in works.members(session, team):
                works.end_membership(session, student, moment)
            row = session.get_one(m.Team, team)
            row.ended = row.ended or moment

    def set_together(self, assignment: int, *, together: bool) -> None:
        """Whether a file for that task is a file of the team. What was handed in stays as it was."""
        with self.database.write() as session:
            session.get_one(m.Assignment, assignment).for_teams = together

    def together(self, assignments: Iterable[int]) -> frozenset[int]:
        """Those of these tasks that teams hand in for."""
        with self.database.read() as session:
            wanted = select(m.Assignment.id).where(
                m.Assignment.id.in_(tuple(assignments)), m.Assignment.for_teams.is_(True)
            )
            return frozenset(session.scalars(wanted))

    def crew(self, student: int, assignment: int, submission: int | None) -> tuple[int | None, tuple[StudentView, ...]]:
        """Whom a level on that page is for when it is for the team: the team, and the others of it by alphabet.

        With a work: those whose it is too. Without one: who is in her team now, where the task is for teams.
        """
        with self.database.read() as session:
            if submission is not None:
                work = session.get_one(m.Submission, submission)
                team = work.team_id
                numbers = [row.student_id for row in works.same_work(session, work)] if team is not None else []
            else:
                given = session.get_one(m.Assignment, assignment)
                team = works.team_of(session, student) if given.for_teams else None
                numbers = list(works.members(session, team)) if team is not None else []
            others = _students(session, [one for one in numbers if one != student])
            return (team, others) if others else (None, ())

    def names_in(self, assignment: int) -> Mapping[int, tuple[int, str, str]]:
        """Of every work of a team in that task: its team's number and name, and its file, by the work's number."""
        with self.database.read() as session:
            rows = session.execute(
                select(m.Submission.id, m.Team.id.label("team"), m.Team.name, m.Submission.file_hash)
                .join(m.Team, m.Team.id == m.Submission.team_id)
                .where(m.Submission.assignment_id == assignment)
            )
            return {row.id: (row.team, row.name, row.file_hash) for row in rows}

    def sent(self, submissions: Iterable[SubmissionView]) -> Mapping[int, tuple[str, StudentView | None]]:
        """Of those of these works that a team handed in: its name, and who handed it in, None when she is gone."""
        wanted = [one for one in submissions if one.team is not None]
        if not wanted:
            return {}
        with self.database.read() as session:
            numbers = {one.team for one in wanted}
            names = {row.id: row.name for row in session.scalars(select(m.Team).where(m.Team.id.in_(numbers)))}
            who = {one.id: one for one in _students(session, [one.by for one in wanted if one.by is not None])}
        return {one.id: (names.get(one.team or 0, ""), who.get(one.by or 0)) for one in wanted}


def _views(session: Session, rows: Sequence[m.Team]) -> tuple[TeamView, ...]:
    found: dict[int, list[StudentView]] = {row.id: [] for row in rows}
    inside = session.execute(
        select(m.TeamMember.team_id, m.Student)
        .join(m.Student, m.Student.id == m.TeamMember.student_id)
        .where(m.TeamMember.team_id.in_(tuple(found)), m.TeamMember.until.is_(None))
    )
    for team, student in inside:
        found[team].append(student_view(student))
    return tuple(TeamView(row.id, row.classroom_id, row.name, _sorted(found[row.id]), row.ended) for row in rows)


def _students(session: Session, numbers: Sequence[int]) -> tuple[StudentView, ...]:
    return _sorted(map(student_view, session.scalars(select(m.Student).where(m.Student.id.in_(numbers)))))


def _sorted(students: Iterable[StudentView]) -> tuple[StudentView, ...]:
    return tuple(sorted(students, key=lambda one: (one.nickname.casefold(), one.id)))


def _free(session: Session, classroom: int) -> Sequence[int]:
    inside = select(m.TeamMember.student_id).where(m.TeamMember.until.is_(None))
    return session.scalars(
        select(m.Student.id)
        .where(m.Student.classroom_id == classroom, m.Student.id.not_in(inside))
        .order_by(m.Student.id)
    ).all()


def _join(session: Session, team: m.Team, student: int) -> None:
    her = session.get(m.Student, student)
    if her is None or her.classroom_id != team.classroom_id or team.ended is not None:
        raise StoreError("team-other-class")
    if works.team_of(session, student) is not None:
        raise StoreError("team-other", name=her.nickname)
    session.add(m.TeamMember(team_id=team.id, student_id=student, since=now()))
    session.flush()


def _names(session: Session, classroom: int) -> set[str]:
    rows = session.scalars(select(m.Team.name).where(m.Team.classroom_id == classroom, m.Team.ended.is_(None)))
    return {name.casefold() for name in rows}


def _name(session: Session, classroom: int, name: str, but: int | None = None) -> str:
    name = " ".join(name.split())[:LONGEST_NAME]
    if not name:
        raise StoreError("team-no-name")
    there = session.execute(
        select(m.Team.id, m.Team.name).where(m.Team.classroom_id == classroom, m.Team.ended.is_(None))
    )
    if any(row.name.casefold() == name.casefold() and row.id != but for row in there):
        raise StoreError("team-name-taken", name=name)
    return name


def _next_name(names: Sequence[str], taken: set[str]) -> str:
    number = 1
    while True:
        for name in names:
            chosen = name if number == 1 else f"{name} {number}"
            if chosen.casefold() not in taken:
                taken.add(chosen.casefold())
                return chosen
        number += 1
