"""People's marks laid over a machine's report, and what that makes of a try."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, cast

from sqlalchemy import select
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.thawed import Thawed

if TYPE_CHECKING:
    from grader.report import Level, Report

PEERS = "peer"
RANK = {"self": 0, PEERS: 1, "mentor": 2, "lead": 3}  # of two who marked one criterion, the higher counts
LEVELS = ("start", "good", "great")


def counting_marks(rows: Iterable[m.Mark]) -> dict[str, str]:
    """The level that counts for each criterion, from every mark that was ever given.

    Of one person the latest; of mentors' the latest unless a lead set one; of peers' the lower median; of self hers;
    a mentor's outranks all.
    """
    latest: dict[tuple[str, str, int], m.Mark] = {}
    for row in sorted(rows, key=lambda row: row.id):
        latest[row.criterion, row.by, row.by_id] = row
    groups: dict[str, dict[str, list[m.Mark]]] = {}
    for row in latest.values():
        if row.level is not None:
            groups.setdefault(row.criterion, {}).setdefault(row.by, []).append(row)
    return {criterion: _of_highest(by) for criterion, by in groups.items()}


def _of_highest(groups: Mapping[str, list[m.Mark]]) -> str:
    by = max(groups, key=RANK.__getitem__)
    rows = groups[by]
    if by != PEERS:
        return max(rows, key=lambda row: row.id).level or "start"
    levels = sorted((row.level or "start" for row in rows), key=LEVELS.index)
    return levels[(len(levels) - 1) // 2]


def latest_mark(
    session: Session, student: int, assignment: int, criterion: str, by: str, by_id: int, before: int | None = None
) -> m.Mark | None:
    """What that person said last of that goal; `before` that mark."""
    wanted = select(m.Mark).where(
        m.Mark.student_id == student,
        m.Mark.assignment_id == assignment,
        m.Mark.criterion == criterion,
        m.Mark.by == by,
        m.Mark.by_id == by_id,
    )
    if before is not None:
        wanted = wanted.where(m.Mark.id < before)
    return session.scalars(wanted.order_by(m.Mark.id.desc()).limit(1)).first()


def counting_overrides(rows: Iterable[m.Override]) -> dict[str, m.Override]:
    """The latest change of each criterion, those taken back left out."""
    latest = {row.criterion: row for row in sorted(rows, key=lambda row: row.id)}
    return {criterion: row for criterion, row in latest.items() if row.level is not None}


def marks_of(session: Session, student: int, assignment: int) -> dict[str, str]:
    """The marks that count for her in that assignment."""
    return counting_marks(
        session.scalars(select(m.Mark).where(m.Mark.student_id == student, m.Mark.assignment_id == assignment))
    )


def lay_over(session: Session, grading: m.Grading, marks: Mapping[str, str], thawed: Thawed) -> Report | None:
    """The report of that grading with marks and overrides laid over; None when it has none."""
    if grading.report is None:
        return None
    # Imported here: the store's other parts, and the tools that use them, need no engine.
    from grader.grade import recount
    from grader.report import from_json

    overrides = counting_overrides(
        session.scalars(select(m.Override).where(m.Override.submission_id == grading.submission_id))
    )
    changed = {criterion: row.level for criterion, row in overrides.items()}
    report = from_json(grading.report)
    return recount(
        report,
        thawed.get(session, grading.kept_rubric_id),
        marks=cast("Mapping[str, Level]", marks),
        overrides=cast("Mapping[str, Level]", changed),
    )


def restand(session: Session, student: int, assignment: int, grading: int | None = None) -> None:
    """Bring `gates_met` and `share` of her gradings (or of one) in step with the marks of this moment."""
    session.flush()
    marks = marks_of(session, student, assignment)
    thawed = Thawed()
    hers = (
        select(m.Grading)
        .join(m.Submission, m.Submission.id == m.Grading.submission_id)
        .where(
            m.Submission.student_id == student,
            m.Submission.assignment_id == assignment,
            m.Grading.state == "done",
        )
    )
    for row in session.scalars(hers if grading is None else hers.where(m.Grading.id == grading)).all():
        report = lay_over(session, row, marks, thawed)
        if report is None:
            continue
        row.gates_met = report.gates_met
        row.share = None if report.share is None else str(report.share)
