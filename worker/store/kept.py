"""Rubrics as they were resolved: what gradings used, and which one is in use for the next hand-in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select, update

from worker.store import models as m
from worker.store.database import Database
from worker.store.views import KeptRubricView


@dataclass(frozen=True, slots=True)
class KeptRubrics:
    """Everything about kept rubrics."""

    database: Database

    def keep(
        self, rubric_id: str, version: int, score_hash: str, words_hash: str, resolved: Mapping[str, Any]
    ) -> KeptRubricView:
        """Keep it (once) and use it for the next hand-in."""
        with self.database.write() as session:
            same = {
                "rubric_id": rubric_id,
                "version": version,
                "score_hash": score_hash,
                "words_hash": words_hash,
            }
            row = session.scalar(select(m.KeptRubric).filter_by(**same))
            if row is None:
                row = m.KeptRubric(**same, resolved=dict(resolved))
                session.add(row)
                session.flush()
            session.execute(
                update(m.KeptRubric)
                .where(m.KeptRubric.rubric_id == rubric_id, m.KeptRubric.in_use.is_(True), m.KeptRubric.id != row.id)
                .values(in_use=False)
            )
            row.in_use = True
            return _view(row)

    def kept(self, kept: int) -> KeptRubricView | None:
        """That one."""
        with self.database.read() as session:
            row = session.get(m.KeptRubric, kept)
            return _view(row) if row else None

    def in_use(self) -> dict[str, int]:
        """The id of the kept one in use, by rubric id."""
        with self.database.read() as session:
            rows = session.execute(
                select(m.KeptRubric.rubric_id, m.KeptRubric.id).where(m.KeptRubric.in_use.is_(True))
            ).all()
        return {row.rubric_id: row.id for row in rows}

    def score_hash_of(self, rubric_id: str, version: int) -> str | None:
        """The score hash under which that version was first used; None when it never was."""
        with self.database.read() as session:
            return session.scalar(
                select(m.KeptRubric.score_hash)
                .where(m.KeptRubric.rubric_id == rubric_id, m.KeptRubric.version == version)
                .order_by(m.KeptRubric.id)
                .limit(1)
            )

    def newest_version(self, rubric_id: str) -> int | None:
        """The highest version that was ever in use."""
        with self.database.read() as session:
            return session.scalar(select(func.max(m.KeptRubric.version)).where(m.KeptRubric.rubric_id == rubric_id))


def _view(row: m.KeptRubric) -> KeptRubricView:
    return KeptRubricView(
        id=row.id,
        rubric_id=row.rubric_id,
        version=row.version,
        score_hash=row.score_hash,
        words_hash=row.words_hash,
        resolved=row.resolved,
    )
