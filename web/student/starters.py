"""The starter of a task, as a file that she can open."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from pathlib import Path

from grader.rubric.files import TEXT_FORM
from grader.rubric.loaded import LoadedRubric


@dataclass(frozen=True, slots=True)
class StarterFile:
    """The bytes and the name they go out under."""

    data: bytes
    name: str


def starter(loaded: LoadedRubric) -> StarterFile | None:
    """The starter beside the rubric; block text becomes a project that Scratch opens."""
    name = loaded.rubric.starter
    path = loaded.folder / name if name else None
    if path is None or not path.exists():
        return None
    if path.is_dir():
        return StarterFile(_zipped(path), f"{loaded.rubric.id}.zip")
    if path.suffix == TEXT_FORM:
        from grader.scratch.notation import read_project
        from grader.scratch.write import write

        return StarterFile(write(read_project(path.read_text("utf-8"))), f"{loaded.rubric.id}.sb3")
    return StarterFile(path.read_bytes(), f"{loaded.rubric.id}{path.suffix}")


def _zipped(folder: Path) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for path in sorted(folder.rglob("*")):
            if path.is_file() and not path.name.startswith("."):
                packed.write(path, path.relative_to(folder).as_posix())
    return out.getvalue()
