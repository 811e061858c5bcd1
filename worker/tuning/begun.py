"""Rubrics that were begun in the browser: their files lie where the watch does not look until they are published."""

from __future__ import annotations

import re
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from grader.rubric.model import ID
from worker import rubrics
from worker.settings import Settings
from worker.store import Store

# Below the club's own, so that a backup has them; deeper than rubrics are looked for.
_PLACE = Path(".begun", "in-the-browser")


def folder(settings: Settings, rubric_id: str) -> Path | None:
    """Where its files lie; None when nobody began it, or it was published."""
    if not re.fullmatch(ID, rubric_id):
        return None
    found = settings.own_rubrics / _PLACE / rubric_id
    return found if (found / rubrics.NAME).is_file() else None


def is_free(store: Store, settings: Settings, rubric_id: str) -> bool:
    """Whether nothing is called so, or ever was: a version that was used keeps its meaning."""
    return (
        folder(settings, rubric_id) is None
        and rubric_id not in rubrics.folders(settings)
        and store.rubrics.newest_version(rubric_id) is None
    )


def begin(settings: Settings, rubric_id: str, files: Mapping[str, bytes]) -> None:
    """Write its files, all or nothing. FileExistsError or OSError when the place is taken."""
    place = settings.own_rubrics / _PLACE / rubric_id
    place.parent.mkdir(parents=True, exist_ok=True)
    aside = Path(tempfile.mkdtemp(prefix=".rubric-", dir=settings.data))
    try:
        for name, data in files.items():
            file = aside / "new" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        (aside / "new").rename(place)
    finally:
        shutil.rmtree(aside)


def drop(settings: Settings, rubric_id: str) -> None:
    """Throw its files away; nothing happens when there are none."""
    found = folder(settings, rubric_id)
    if found is not None:
        shutil.rmtree(found)
