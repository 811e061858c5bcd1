"""A copy of a Scratch project with comments at the blocks worth looking at. Nothing else in the file changes.

First what works, then what could be better; a few of each. The text of the file is not read and written anew: comments
are put into it, so every other sign of it stays as it was.
"""

from __future__ import annotations

from grader.annotate.notes import Note, notes
from grader.annotate.splice import splice
from grader.annotate.zipped import zipped
from grader.scratch.model import ScratchProject

__all__ = ["Note", "annotate", "notes"]


def annotate(data: bytes, project: ScratchProject, language: str) -> tuple[bytes, tuple[Note, ...]]:
    """The file with comments in that language, and the comments. `project` is what `upload.read` made of the bytes."""
    found = notes(project, language)
    if project.source is None:
        raise ValueError("the project was not read from a file")
    return zipped(data, project.source.data, splice(project.source.data, found)), found
