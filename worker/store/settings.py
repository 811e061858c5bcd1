"""Values of this installation that outlive a restart, and who did what."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, select

from worker.store import models as m
from worker.store.database import Database


@dataclass(frozen=True, slots=True)
class StoredSettings:
    """Small JSON objects by name."""

    database: Database

    def get(self, key: str) -> Mapping[str, Any] | None:
        """The value, None when it was never set."""
        with self.database.read() as session:
            row = session.get(m.Setting, key)
            return row.value if row else None

    def set(self, key: str, value: Mapping[str, Any]) -> None:
        """Set it, in place of what was there."""
        with self.database.write() as session:
            session.merge(m.Setting(key=key, value=dict(value)))

    def all(self, prefix: str) -> dict[str, Mapping[str, Any]]:
        """Every value whose name begins so, by the rest of its name."""
        with self.database.read() as session:
            rows = session.scalars(select(m.Setting).where(m.Setting.key.startswith(prefix, autoescape=True)))
            return {row.key.removeprefix(prefix): row.value for row in rows}

    def drop(self, key: str) -> None:
        """Forget it."""
        with self.database.write() as session:
            session.execute(delete(m.Setting).where(m.Setting.key == key))

    def note(self, mentor: int | None, action: str, **what: Any) -> None:
        """Write into the audit: ids, never names or content."""
        with self.database.write() as session:
            session.add(m.Audit(mentor_id=mentor, action=action, what=what))
