"""How many of what there are, for machines that watch. Numbers only."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import func, select

from worker.store import models as m
from worker.store.database import Database


def gradings(database: Database) -> Mapping[str, int]:
    """How many gradings stand in each state."""
    with database.read() as session:
        rows = session.execute(select(m.Grading.state, func.count()).group_by(m.Grading.state)).all()
    return {row[0]: row[1] for row in rows}


def submissions(database: Database) -> int:
    """How many files were handed in."""
    with database.read() as session:
        return session.scalar(select(func.count()).select_from(m.Submission)) or 0
