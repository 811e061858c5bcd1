"""A file of a team inside a transaction: who is in it now, whose rows are of the same hand-in, what a goodbye leaves.

Each girl who is in a team when it hands in gets a row of her own with the file of all. So a try, a question, a mark or
a place in a showcase belongs to one student as ever, and whoever leaves, joins, moves or goes takes hers and no other.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePosixPath

from sqlalchemy import delete, exists, select, update
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.standing import restand

MENTORS = ("mentor", "lead")


def team_of(session: Session, student: int) -> int | None:
    """The team she is in now."""
    return session.scalar(
        select(m.TeamMember.team_id).where(m.TeamMember.student_id == student, m.TeamMember.until.is_(None))
    )


def members(session: Session, team: int) -> tuple[int, ...]:
    """Who is in it now, by number."""
    return tuple(
        session.scalars(
            select(m.TeamMember.student_id)
            .where(m.TeamMember.team_id == team, m.TeamMember.until.is_(None))
            .order_by(m.TeamMember.student_id)
        )
    )


def handing_in(session: Session, student: int, given: m.Assignment) -> tuple[int | None, tuple[int, ...]]:
    """Her team for that task and everybody in it, herself too; no team, and her alone, where she hands in for herself.

    Their rows are locked in one order: hand-ins and changes of teams of one moment stand in line.
    """
    team = team_of(session, student) if given.for_teams else None
    crew = members(session, team) if team is not None else (student,)
    lock(session, crew)
    if team is None or not given.for_teams:
        return None, (student,)
    crew = members(session, team)  # as it is now that nobody can change it
    return (team, crew) if student in crew else (None, (student,))


def lock(session: Session, students: Iterable[int]) -> None:
    """Nobody else changes teams or tries of these until the end of the transaction."""
    session.execute(
        select(m.Student.id).where(m.Student.id.in_(sorted(set(students)))).order_by(m.Student.id).with_for_update()
    ).all()


def same_work(session: Session, work: m.Submission) -> Sequence[m.Submission]:
    """The rows of one hand-in in one task: hers, and those of the others of her team; hers alone without a team."""
    if work.team_id is None:
        return (work,)
    return session.scalars(
        select(m.Submission)
        .where(
            m.Submission.team_id == work.team_id,
            m.Submission.assignment_id == work.assignment_id,
            m.Submission.file_hash == work.file_hash,
        )
        .order_by(m.Submission.student_id)
    ).all()


def has_her_own(session: Session, student: int, assignment: int, criterion: str) -> bool:
    """Whether a mentor gave her a level there that is for her alone: one for all of her team does not take it away."""
    rows = session.scalars(
        select(m.Mark)
        .where(
            m.Mark.student_id == student,
            m.Mark.assignment_id == assignment,
            m.Mark.criterion == criterion,
            m.Mark.by.in_(MENTORS),
        )
        .order_by(m.Mark.id)
    )
    latest = {(row.by, row.by_id): row for row in rows}
    return any(row.level is not None and row.team_id is None for row in latest.values())


def forget(session: Session, student: int) -> None:
    """Of works of her teams, before she goes: that she handed them in, and the name she gave to the file."""
    rows = session.scalars(
        select(m.Submission).where(m.Submission.by_id == student, m.Submission.student_id != student)
    )
    for row in rows.all():
        row.by_id, row.file_name = None, f"team{PurePosixPath(row.file_name).suffix[:10]}"
    session.flush()


def sweep(session: Session) -> None:
    """Teams in which nobody ever was, as far as anybody can tell now: a name may be all that is left of her."""
    held = exists().where(m.TeamMember.team_id == m.Team.id)
    worked = exists().where(m.Submission.team_id == m.Team.id)
    session.execute(delete(m.Team).where(~held, ~worked))


def bring_along(session: Session, team: int, student: int) -> list[int]:
    """Make what the team handed in before hers too, with its levels and changes; the gradings to enqueue."""
    hers = {
        (row.assignment_id, row.file_hash): row
        for row in session.scalars(select(m.Submission).where(m.Submission.student_id == student))
    }
    room = session.get_one(m.Student, student).classroom_id
    rows = session.scalars(
        select(m.Submission)
        .join(m.Assignment, m.Assignment.id == m.Submission.assignment_id)
        .where(m.Submission.team_id == team, m.Submission.moved_to_id.is_(None), m.Assignment.classroom_id == room)
        .order_by(m.Submission.turn, m.Submission.id)
    ).all()
    gradings: list[int] = []
    for row in rows:
        key = row.assignment_id, row.file_hash
        if key in hers:
            continue
        own = [one for (given, _), one in hers.items() if given == row.assignment_id]
        copy = m.Submission(
            student_id=student,
            assignment_id=row.assignment_id,
            attempt=max((one.attempt for one in own), default=0) + 1,
            turn=max((one.turn for one in own), default=0) + 1,
            file_hash=row.file_hash,
            file_name=row.file_name,
            size=row.size,
            kind=row.kind,
            at=row.at,
            team_id=team,
            by_id=row.by_id,
        )
        session.add(copy)
        session.flush()
        hers[key] = copy
        gradings.append(_as_graded(session, row, copy))
    for assignment in {given for given, _ in hers}:
        _same_levels(session, team, student, assignment)
        restand(session, student, assignment)
    return gradings


def _as_graded(session: Session, row: m.Submission, copy: m.Submission) -> int:
    """The copy is graded by the rubric of the work it is a copy of, and has the mentors' changes of it."""
    kept = session.scalar(
        select(m.Grading.kept_rubric_id).where(m.Grading.submission_id == row.id).order_by(m.Grading.id.desc()).limit(1)
    )
    grading = m.Grading(submission_id=copy.id, kept_rubric_id=kept, queue="grade", state="queued")
    changes = session.scalars(select(m.Override).where(m.Override.submission_id == row.id).order_by(m.Override.id))
    for one in changes.all():
        session.add(
            m.Override(
                submission_id=copy.id,
                criterion=one.criterion,
                level=one.level,
                reason=one.reason,
                mentor_id=one.mentor_id,
                at=one.at,
            )
        )
        session.flush()
    session.add(grading)
    session.flush()
    return grading.id


def _same_levels(session: Session, team: int, student: int, assignment: int) -> None:
    """The latest level of each mentor for the team, where she has none of theirs."""
    rows = session.scalars(
        select(m.Mark).where(m.Mark.team_id == team, m.Mark.assignment_id == assignment).order_by(m.Mark.id)
    ).all()
    hers = {(row.by, row.by_id, row.criterion) for row in rows if row.student_id == student}
    latest = {(row.by, row.by_id, row.criterion): row for row in rows}
    for key, row in latest.items():
        if key in hers or row.level is None or has_her_own(session, student, assignment, row.criterion):
            continue
        session.add(
            m.Mark(
                student_id=student,
                assignment_id=assignment,
                criterion=row.criterion,
                level=row.level,
                by=row.by,
                by_id=row.by_id,
                reason=row.reason,
                team_id=team,
                at=row.at,
            )
        )
        session.flush()


def end_membership(session: Session, student: int, at: object) -> None:
    """She is in no team from then on; what was handed in while she was stays hers."""
    session.execute(
        update(m.TeamMember).where(m.TeamMember.student_id == student, m.TeamMember.until.is_(None)).values(until=at)
    )
