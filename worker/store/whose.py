"""Whose a work is: the one place that knows it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.team_works import same_work


def owners(session: Session, works: Iterable[m.Submission]) -> dict[int, frozenset[int]]:
    """The students whose each of these works is, by its id: of a team, all who were in it when it was handed in."""
    found = {}
    for work in works:
        found[work.id] = frozenset(row.student_id for row in same_work(session, work))
    return found
