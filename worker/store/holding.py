"""A result she could open never goes down by itself: a lower one is held back until a mentor says why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.standing import LEVELS, lay_over, marks_of
from worker.store.thawed import Thawed

if TYPE_CHECKING:
    from grader.report import Report

SHOWN = ("done", "unreadable")


def goes_down(before: Report, after: Report) -> bool:
    """Whether anything she read is less now: a level, the whole, or a gate that she had passed.

    A level that nobody can tell any more is less too. Goals that only one of the two has are not compared.
    """
    if before.gates_met and not after.gates_met:
        return True
    pairs: list[tuple[str | None, str | None]] = [(before.band, after.band)]
    new = {result.id: result.level for result in after.results}
    pairs += [(result.level, new[result.id]) for result in before.results if result.id in new]
    return any(_rank(then) > 0 and _rank(now) < _rank(then) for then, now in pairs)


def keep_back(session: Session, grading: int) -> bool:
    """Hold a regrade that has just ended when it is lower than what she has. Whether it was held.

    A mentor's reason lets it through; where nothing went down there is nothing to explain, and it is forgotten.
    """
    row = session.get_one(m.Grading, grading, populate_existing=True)
    if row.queue != "regrade":
        return False
    before = session.scalar(
        select(m.Grading)
        .where(m.Grading.submission_id == row.submission_id, m.Grading.id < row.id, m.Grading.state.in_(SHOWN))
        .order_by(m.Grading.id.desc())
        .limit(1)
    )
    lower = before is not None and before.state == "done" and _is_lower(session, before, row)
    if not lower:
        session.execute(delete(m.Lowered).where(m.Lowered.grading_id == grading))
        return False
    if session.get(m.Lowered, grading) is not None:
        return False
    row.state = "held"
    session.flush()
    return True


def _is_lower(session: Session, before: m.Grading, row: m.Grading) -> bool:
    handed_in = session.get_one(m.Submission, row.submission_id)
    marks = marks_of(session, handed_in.student_id, handed_in.assignment_id)
    thawed = Thawed()
    then, now = lay_over(session, before, marks, thawed), lay_over(session, row, marks, thawed)
    return then is not None and (now is None or goes_down(then, now))


def _rank(level: str | None) -> int:
    return LEVELS.index(level) if level in LEVELS else -1
