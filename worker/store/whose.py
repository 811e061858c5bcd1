"""Whose a work is: the one place that knows it."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session

from worker.store import models as m


def owners(session: Session, works: Iterable[m.Submission]) -> dict[int, frozenset[int]]:
    """The students whose each of these works is, by its id."""
    del session
    return {work.id: frozenset((work.student_id,)) for work in works}
