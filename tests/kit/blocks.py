"""Programs in tests are text."""

from __future__ import annotations

import textwrap

from grader.scratch.model import ScratchProject, Script
from grader.scratch.notation import read_project, read_scripts


def scratch(text: str) -> ScratchProject:
    """The project of a text: scripts of one sprite, or a whole project. It may be indented as the test is."""
    return read_project(textwrap.dedent(text).strip("\n"))


def script(text: str) -> Script:
    """The one script of a text."""
    (found,) = read_scripts(textwrap.dedent(text).strip("\n"))
    return found
