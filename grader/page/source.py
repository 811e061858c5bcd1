"""The files of a website as a page shows them: by lines, private details masked, each decoded when it is shown."""

from __future__ import annotations

from collections.abc import Mapping

from grader.website.decode import text_of
from grader.website.private import masked, tells_name

LONGEST_FILE = 5_000_000  # bytes: as much as the engine reads of a page


class Source:
    """A website's files for the eye. `paths` are all of them, by name."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        self._files = files
        self._lines: dict[str, tuple[str, ...]] = {}
        self._schools: dict[str, bool] = {}
        self.paths = tuple(sorted(files))

    def lines(self, path: str) -> tuple[str, ...] | None:
        """The lines of a file as they were read; None when there is no such file."""
        if path not in self._files:
            return None
        if path not in self._lines:
            text, _ = text_of(self._files[path][:LONGEST_FILE])
            self._lines[path] = tuple(text.split("\n"))
        return self._lines[path]

    def safe(self, path: str, text: str) -> str:
        """A stretch of that file as others may read it. Masked text is as long as it was."""
        if path not in self._schools:
            self._schools[path] = tells_name(self.lines(path) or ())
        return masked(text, schools=self._schools[path])
