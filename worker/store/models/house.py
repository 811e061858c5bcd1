"""What Kru keeps for itself."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from worker.store.database import now
from worker.store.models.base import Base


class Setting(Base):
    """A value of this installation that outlives a restart."""

    __tablename__ = "setting"
    key: Mapped[str] = mapped_column(String(80), primary_key=True)
    value: Mapped[dict[str, Any]]


class Audit(Base):
    """Who did what, without names or content: ids only."""

    __tablename__ = "audit"
    id: Mapped[int] = mapped_column(primary_key=True)
    mentor_id: Mapped[int | None] = mapped_column(ForeignKey("mentor.id"))
    action: Mapped[str] = mapped_column(String(40))
    what: Mapped[dict[str, Any]]
    at: Mapped[datetime] = mapped_column(default=now)
