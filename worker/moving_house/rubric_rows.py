"""Rubrics that come along: found by what is in them, never by what an archive says that it is."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from worker.moving_house import values
from worker.moving_house.opened import MoveError, Opened
from worker.store import models as m
from worker.store.files import Files

NOWHERE = "moved"  # its folder was on another computer


def kept(session: Session, files: Files, archive: Opened, row: dict[str, Any]) -> tuple[int, bool]:
    """The number of the row that holds this rubric, and whether it is new. It comes into use by no archive."""
    resolved = _resolved(files, archive, row)
    same = {
        "rubric_id": resolved["rubric"]["id"],
        "version": resolved["rubric"]["version"],
        "score_hash": resolved["score_hash"],
        "words_hash": resolved["words_hash"],
    }
    found = session.scalar(select(m.KeptRubric.id).filter_by(**same))
    if found is not None:
        return found, False
    new = m.KeptRubric(**same, resolved=resolved, in_use=False, at=row["at"])
    session.add(new)
    session.flush()
    return new.id, True


def _resolved(files: Files, archive: Opened, row: dict[str, Any]) -> dict[str, Any]:
    """The rubric, its prints taken anew: with those of another rubric it could stand in that one's place later."""
    from pydantic import ValidationError

    from grader.rubric.hashes import hashes
    from grader.rubric.model import Rubric

    written = row["resolved"]
    starter = values.starter_of(written)
    try:
        rubric = Rubric.model_validate_json(json.dumps(written.get("rubric")))
    except ValidationError as trouble:
        raise MoveError(f"The rubric {row['rubric_id']} in this archive cannot be read by this Kru.") from trouble
    if rubric.starter is not None and not values.inside(rubric.starter):
        raise MoveError("A rubric names a file outside its folder. This archive is not ours.")
    with TemporaryDirectory(prefix="kru-moved-") as folder:
        for name, file_hash in starter.items():
            place = Path(folder, name)
            place.parent.mkdir(parents=True, exist_ok=True)
            data = archive.data(file_hash) if file_hash in archive.files else files.read(file_hash)
            place.write_bytes(data)
        score_hash, words_hash = hashes(rubric, Path(folder))
    whole = rubric.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return {
        "rubric": whole,
        "folder": NOWHERE,
        "score_hash": score_hash,
        "words_hash": words_hash,
        "starter": starter,
    }
