"""Pictures of what was played or looked at: where they are kept, and what is said under them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, cast

from sqlalchemy import select

from worker.store import models as m
from worker.store.database import Database
from worker.store.files import Files

What = Literal["start", "film", "play", "phone", "laptop", "look"]


@dataclass(frozen=True, slots=True)
class NewPicture:
    """A picture whose bytes are kept as a file. `caption` is sentences of the catalogue with what fills them."""

    file_hash: str
    what: What
    criterion: str = ""
    moment: str = ""
    caption: tuple[Mapping[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class PictureView(NewPicture):
    """One that is kept: its number and whose it is."""

    id: int = 0
    submission: int = 0

    def say(self, language: str) -> str:
        """What is said under it, in that language."""
        from grader.language import say

        return " ".join(say(one["sentence"], language, **one["values"]) for one in self.caption)


@dataclass(frozen=True, slots=True)
class LivePictures:
    """All of them."""

    database: Database
    files: Files

    def of(self, submission: int) -> tuple[PictureView, ...]:
        """Those of a submission whose files are there, in the order they were taken."""
        with self.database.read() as session:
            rows = session.scalars(
                select(m.LivePicture).where(m.LivePicture.submission_id == submission).order_by(m.LivePicture.id)
            ).all()
        return tuple(_view(row) for row in rows if self.files.has(row.file_hash))

    def bytes_of(self, submission: int, picture: int) -> bytes | None:
        """The bytes of one of that submission; None when there is no such picture."""
        with self.database.read() as session:
            row = session.get(m.LivePicture, picture)
        if row is None or row.submission_id != submission or not self.files.has(row.file_hash):
            return None
        return self.files.read(row.file_hash)


def _view(row: m.LivePicture) -> PictureView:
    return PictureView(
        file_hash=row.file_hash,
        what=cast("What", row.what),
        criterion=row.criterion,
        moment=row.moment,
        caption=tuple(row.caption),
        id=row.id,
        submission=row.submission_id,
    )
