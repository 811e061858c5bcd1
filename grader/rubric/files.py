"""Files beside a rubric: its starter and its examples. Trusted files of a mentor, unlike what students hand in."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from grader.upload import Project

TEXT_FORM = ".blocks"


def read_project(path: Path) -> Project:
    """A project as text (`.blocks`), a folder with a website, or any file that a student could hand in.

    UploadError, NotationError or OSError when it cannot be read.
    """
    if path.suffix == TEXT_FORM:
        from grader.scratch.notation import read_project as read_text

        return read_text(path.read_text("utf-8"))
    if path.is_dir():
        from grader.website.read import read as read_site

        return read_site(
            {
                file.relative_to(path).as_posix(): file.read_bytes()
                for file in sorted(path.rglob("*"))
                if file.is_file() and not file.name.startswith(".")
            }
        )
    from grader.upload import read

    return read(path.read_bytes(), path.name)
