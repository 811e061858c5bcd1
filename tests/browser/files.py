"""Files that students of the browser tests hand in: the shipped rubrics' own examples, as they come from a computer."""

from __future__ import annotations

from pathlib import Path

from grader.scratch.notation import read_project
from grader.scratch.write import write
from tests.kit.sb3 import zipped
from worker.settings import SHIPPED_RUBRICS


def example(rubric: str, name: str) -> bytes:
    """An example of a shipped rubric: block text as the `.sb3` that Scratch saves, a folder as a zip."""
    (path,) = SHIPPED_RUBRICS.glob(f"*/{rubric}/examples/{name}")
    if path.is_dir():
        return folder(path)
    return sb3(path.read_text("utf-8")) if path.suffix == ".blocks" else path.read_bytes()


def sb3(text: str) -> bytes:
    """A project as text, as a file of the editor."""
    return write(read_project(text))


def folder(path: Path) -> bytes:
    """A folder as a zip."""
    files = (file for file in sorted(path.rglob("*")) if file.is_file())
    return zipped({file.relative_to(path).as_posix(): file.read_bytes() for file in files})
