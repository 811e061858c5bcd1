"""What of her rows is not hers alone: classmates, and what is not for her, are taken out before they go to her."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from worker.store import models as m
from worker.store.standing import restand
from worker.unnamed import cleaner

HIDDEN = None
WORDS = ("praise_start", "praise", "idea_start", "idea", "levels")


def as_hers(session: Session, table: str, row: Row[Any], student: int) -> dict[str, Any] | None:
    """The row as she may have it; None for what belongs to a mentor."""
    found = dict(row._mapping)  # noqa: SLF001 - SQLAlchemy's own name for it
    if table == "practice_mark":
        return None  # how a mentor practised
    if table == "practice_work":
        return {name: found[name] for name in ("id", "submission_id", "at")}
    if table == "peer_turn":
        return _turn(session, found, student)
    if table == "submission" and found["by_id"] != student:
        return {**found, "by_id": HIDDEN}  # a team mate handed it in
    if table == "mark" and found["by"] == "peer":
        other = "by_id" if found["student_id"] == student else "student_id"
        return {**found, other: HIDDEN}
    return found


def stand_anew(session: Session, her_rows: Mapping[str, Any], student: int) -> None:
    """Her levels for others went with her: what counts for them is counted again."""
    pairs = {(row.student_id, row.assignment_id) for row in her_rows.get("mark", ()) if row.student_id != student}
    for other, assignment in sorted(pairs):
        restand(session, other, assignment)


def _turn(session: Session, found: dict[str, Any], student: int) -> dict[str, Any]:
    """What a classmate said of her work comes without who, and not at all before it was released to her."""
    if found["author_id"] != student:
        return {**found, "author_id": HIDDEN, "submission_id": HIDDEN}
    reader = session.scalar(select(m.Student.nickname).where(m.Student.id == found["reader_id"]))
    found |= {"reader_id": HIDDEN, "given_at": HIDDEN}
    if found["state"] != "released":
        return {**found, "state": HIDDEN, **dict.fromkeys(WORDS, HIDDEN)}
    clean = cleaner([reader or ""])
    return {**found, "praise": clean(found["praise"]), "idea": clean(found["idea"])}
