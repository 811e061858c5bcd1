"""The starter of a task, as a file that she can open."""

from __future__ import annotations

from dataclasses import dataclass

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
    if path is None or not path.is_file():
        return None
    data = path.read_bytes()
    if path.suffix == ".blocks":
        from grader.scratch.notation import read_project
        from grader.scratch.write import write

        return StarterFile(write(read_project(data.decode("utf-8"))), f"{loaded.rubric.id}.sb3")
    return StarterFile(data, f"{loaded.rubric.id}{path.suffix}")
