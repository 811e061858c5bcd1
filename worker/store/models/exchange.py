"""Other programs: the tokens with which they may ask."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from worker.store.database import now
from worker.store.models.base import Base


class ApiToken(Base):
    """What a program shows to be let in. It is kept as a hash: who reads the table cannot use it."""

    __tablename__ = "api_token"
    id: Mapped[int] = mapped_column(primary_key=True)
    club_id: Mapped[int] = mapped_column(ForeignKey("club.id"), index=True)
    mentor_id: Mapped[int] = mapped_column(ForeignKey("mentor.id"))  # who made it
    label: Mapped[str] = mapped_column(String(80))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    names: Mapped[bool]  # it may read who a student is
    hands_in: Mapped[bool]  # it may hand in for a student
    at: Mapped[datetime] = mapped_column(default=now)
    used: Mapped[datetime | None]
    revoked: Mapped[datetime | None]
