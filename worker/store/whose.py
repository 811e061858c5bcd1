"""Whose a work is: the one place that knows it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import select
from sqlalchemy.orm import Session

from worker.store import models as m


def owners(session: Session, works: Iterable[m.Submission]) -> dict[int, frozenset[int]]:
    """The students whose each of these works is, by its id: of a team all who handed in that file together."""
    return {work.id: _owners(session, work) for work in works}


def _owners(session: Session, work: m.Submission) -> frozenset[int]:
    if work.team_id is None:
        return frozenset((work.student_id,))
    together = select(m.Submission.student_id).where(
        m.Submission.assignment_id == work.assignment_id,
        m.Submission.team_id == work.team_id,
        m.Submission.file_hash == work.file_hash,
    )
    return frozenset(session.scalars(together))
