"""Files handed in: which try, which one counts, and the promise of the receipt."""

from __future__ import annotations

import errno
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import PurePosixPath

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.codes import receipt_code
from worker.store.database import Database, now
from worker.store.dates import days_of
from worker.store.files import Files
from worker.store.gradings import current, gradings_of
from worker.store.people import StoreError, student_view
from worker.store.team_works import handing_in, same_work
from worker.store.views import GradingView, Receipt, Standing, SubmissionView, Try

NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})


@dataclass(frozen=True, slots=True)
class Submissions:
    """Everything about what was handed in."""

    database: Database
    files: Files

    def hand_in(self, student: int, assignment: int, data: bytes, name: str) -> Receipt:
        """Keep the file and its row; when this returns, both outlive a power cut.

        StoreError when the assignment is not open to her, no rubric is in use for it, or the disk is full.
        """
        with self.database.read() as session:
            _open_to_her(session, student, assignment)
        try:
            file_hash = self.files.keep(data)
        except OSError as error:
            if error.errno in NO_ROOM:
                raise StoreError("no-room") from error
            raise
        with self.database.write() as session:
            return _add(session, student, assignment, file_hash, clean_name(name), len(data))

    def move(self, submission: int, assignment: int) -> Receipt:
        """Hand the same file in for another open assignment of hers; here it is no try any more."""
        with self.database.write() as session:
            old = session.get_one(m.Submission, submission)
            receipt = _add(session, old.student_id, assignment, old.file_hash, old.file_name, old.size)
            for row in same_work(session, old):  # of a team: where all of it went, it is no try of anybody here
                there = session.scalar(
                    select(m.Submission.id).where(
                        m.Submission.student_id == row.student_id,
                        m.Submission.assignment_id == assignment,
                        m.Submission.file_hash == row.file_hash,
                    )
                )
                if there is not None and there != row.id:
                    row.moved_to_id = there
            return receipt

    def submission(self, submission: int) -> SubmissionView | None:
        """That submission."""
        with self.database.read() as session:
            row = session.get(m.Submission, submission)
            return submission_view(row) if row else None

    def file(self, submission: int) -> bytes:
        """Its bytes, as they came."""
        with self.database.read() as session:
            file_hash = session.get_one(m.Submission, submission).file_hash
        return self.files.read(file_hash)

    def set_kind(self, submission: int, kind: str) -> None:
        """What reading it found."""
        with self.database.write() as session:
            session.get_one(m.Submission, submission).kind = kind

    def tries(self, student: int, assignment: int) -> tuple[Try, ...]:
        """All her tries, the first one first; the one that counts says so."""
        with self.database.read() as session:
            counts = session.get_one(m.Assignment, assignment).counts
            rows = session.scalars(
                select(m.Submission)
                .where(
                    m.Submission.student_id == student,
                    m.Submission.assignment_id == assignment,
                    m.Submission.moved_to_id.is_(None),
                )
                .order_by(m.Submission.attempt)
            ).all()
            return _tries(session, rows, counts)

    def counting_try(self, student: int, assignment: int) -> Try | None:
        """The one that counts; None while none is graded."""
        return next((one for one in self.tries(student, assignment) if one.counts), None)

    def standings(self, assignment: int) -> tuple[Standing, ...]:
        """Where each student of the class stands, by alphabet; also those who have sent nothing."""
        with self.database.read() as session:
            given = session.get_one(m.Assignment, assignment)
            students = session.scalars(select(m.Student).where(m.Student.classroom_id == given.classroom_id)).all()
            rows = session.scalars(
                select(m.Submission)
                .where(m.Submission.assignment_id == assignment, m.Submission.moved_to_id.is_(None))
                .order_by(m.Submission.attempt)
            ).all()
            gradings = gradings_of(session, [row.id for row in rows])
            standings = []
            for student in students:
                hers = [row for row in rows if row.student_id == student.id]
                tries = _mark_counting(_pair(hers, gradings), given.counts)
                standings.append(
                    Standing(
                        student=student_view(student),
                        tries=len(tries),
                        counting=next((one for one in tries if one.counts), None),
                        newest=tries[-1] if tries else None,
                    )
                )
            return tuple(sorted(standings, key=lambda one: (one.student.nickname.casefold(), one.student.id)))


def clean_name(name: str) -> str:
    """The last part of a file's name, without what cannot be shown; it never becomes a path."""
    last = PurePosixPath(name.replace("\\", "/")).name
    return "".join(letter for letter in last if unicodedata.category(letter)[0] != "C" or letter == "\u200b")[:200]


def submission_view(row: m.Submission) -> SubmissionView:
    """The row, frozen."""
    return SubmissionView(
        id=row.id,
        student=row.student_id,
        assignment=row.assignment_id,
        attempt=row.attempt,
        turn=row.turn,
        file_hash=row.file_hash,
        file_name=row.file_name,
        size=row.size,
        kind=row.kind,
        at=row.at,
        code=receipt_code(row.id),
        team=row.team_id,
        by=row.by_id,
    )


def which_counts(tries: Iterable[Try], counts: str) -> Try | None:
    """Of the graded ones: the last handed in, or the best: gates met first, then the highest share, then the later."""
    graded = [one for one in tries if one.grading.state == "done"]
    if counts == "last":
        return max(graded, key=lambda one: one.submission.turn, default=None)
    return max(
        graded,
        key=lambda one: (
            bool(one.grading.gates_met),
            Fraction(-1) if one.grading.share is None else one.grading.share,
            one.submission.attempt,
        ),
        default=None,
    )


def _tries(session: Session, rows: Sequence[m.Submission], counts: str) -> tuple[Try, ...]:
    return _mark_counting(_pair(rows, gradings_of(session, [row.id for row in rows])), counts)


def _pair(rows: Iterable[m.Submission], gradings: dict[int, list[GradingView]]) -> list[Try]:
    return [Try(submission_view(row), current(gradings[row.id])) for row in rows]


def _mark_counting(tries: Sequence[Try], counts: str) -> tuple[Try, ...]:
    chosen = which_counts(tries, counts)
    return tuple(replace(one, counts=True) if one is chosen else one for one in tries)


def _open_to_her(session: Session, student: int, assignment: int) -> m.Assignment:
    given, her = session.get(m.Assignment, assignment), session.get(m.Student, student)
    if given is None or her is None or given.classroom_id != her.classroom_id:
        raise StoreError("assignment-missing")
    if given.closed or given.opens > now():
        raise StoreError("assignment-closed")
    ends = days_of(session, given).ends(student)
    if ends is not None and ends < now():
        raise StoreError("assignment-over", until=ends)
    return given


def _add(session: Session, student: int, assignment: int, file_hash: str, name: str, size: int) -> Receipt:
    """A row for her; of a team, one for each who is in it now. Hers is the receipt."""
    given = session.get(m.Assignment, assignment)
    # Hand-ins of one moment stand in line, hers and those of her team.
    team, crew = handing_in(session, student, given) if given else (None, ())
    given = _open_to_her(session, student, assignment)
    kept = session.scalar(
        select(m.KeptRubric.id).where(m.KeptRubric.rubric_id == given.rubric_id, m.KeptRubric.in_use.is_(True))
    )
    moment = now()
    receipts = {}
    for one in crew:
        row = m.Submission(
            student_id=one,
            assignment_id=given.id,
            file_hash=file_hash,
            file_name=name,
            size=size,
            at=moment,
            team_id=team,
            by_id=None if team is None else student,
        )
        receipts[one] = _add_for(session, row, given, kept)
    hers = receipts.pop(student)
    return replace(hers, mates=tuple(one.grading_id for one in receipts.values() if one.grading_id is not None))


def _add_for(session: Session, row: m.Submission, given: m.Assignment, kept: int | None) -> Receipt:
    """Her next try; the same one again when these bytes came before."""
    hers = (m.Submission.student_id == row.student_id) & (m.Submission.assignment_id == given.id)
    attempt, turn = session.execute(
        select(func.coalesce(func.max(m.Submission.attempt), 0), func.coalesce(func.max(m.Submission.turn), 0)).where(
            hers
        )
    ).one()
    same = session.scalar(select(m.Submission).where(hers, m.Submission.file_hash == row.file_hash))
    if same is not None:
        same.turn, same.moved_to_id = turn + 1, None
        if same.team_id is None and row.team_id is not None:  # it was hers alone, and is the team's now
            same.team_id, same.by_id = row.team_id, same.student_id
        return _receipt(same, repeated=True, grading_id=None)
    if kept is None:
        raise StoreError("rubric-missing", rubric=given.rubric_id)
    row.attempt, row.turn = attempt + 1, turn + 1
    session.add(row)
    session.flush()
    grading = m.Grading(submission_id=row.id, kept_rubric_id=kept, queue="grade", state="queued")
    session.add(grading)
    session.flush()
    return _receipt(row, repeated=False, grading_id=grading.id)


def _receipt(row: m.Submission, *, repeated: bool, grading_id: int | None) -> Receipt:
    return Receipt(
        submission_id=row.id,
        attempt=row.attempt,
        repeated=repeated,
        at=row.at,
        size=row.size,
        grading_id=grading_id,
        code=receipt_code(row.id),
    )
