"""A loaded rubric as plain JSON, and back: what the store keeps for every grading that used it.

The starter's files go to the store of files, so a starter that changes later changes no grading of before.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from grader.rubric.loaded import LoadedRubric
from grader.rubric.model import Rubric
from worker.store.files import Files


def freeze(loaded: LoadedRubric, files: Files) -> dict[str, Any]:
    """Everything a grading needs to know of the rubric, packs merged in. OSError when the starter cannot be read."""
    return {
        "rubric": loaded.rubric.model_dump(mode="json", by_alias=True, exclude_defaults=True),
        "folder": str(loaded.folder),
        "score_hash": loaded.score_hash,
        "words_hash": loaded.words_hash,
        "starter": {name: files.keep(data) for name, data in _starter(loaded).items()},
    }


def thaw(resolved: Mapping[str, Any]) -> LoadedRubric:
    """The rubric as it was, for counting and for words. For grading, see `thaw_for_grading`."""
    return LoadedRubric(
        rubric=Rubric.model_validate_json(json.dumps(resolved["rubric"])),
        folder=Path(resolved["folder"]),
        score_hash=resolved["score_hash"],
        words_hash=resolved["words_hash"],
    )


def thaw_for_grading(resolved: Mapping[str, Any], files: Files) -> LoadedRubric:
    """The rubric as it was, its starter read from the bytes of then."""
    loaded = thaw(resolved)
    if not resolved["starter"]:
        return loaded
    with TemporaryDirectory(prefix="kru-starter-") as folder:
        for name, file_hash in resolved["starter"].items():
            path = Path(folder, name)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(files.read(file_hash))
        then = LoadedRubric(loaded.rubric, Path(folder), loaded.score_hash, loaded.words_hash)
        _ = then.starter  # read now, while the files are there; it stays with the rubric
    return then


def _starter(loaded: LoadedRubric) -> dict[str, bytes]:
    """The starter's files by their path beside the rubric."""
    if loaded.rubric.starter is None:
        return {}
    path = loaded.folder / loaded.rubric.starter
    paths = sorted(path.rglob("*")) if path.is_dir() else [path]
    return {one.relative_to(loaded.folder).as_posix(): one.read_bytes() for one in paths if one.is_file()}
