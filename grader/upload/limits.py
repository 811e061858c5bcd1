"""How large an upload may be, and the one exception that says why a file cannot be taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from grader.upload.sentences import SENTENCES


@dataclass(frozen=True, slots=True)
class Limits:
    """Bytes, except where said otherwise. Counted while reading, never taken from a header."""

    upload: int = 50_000_000
    unpacked: int = 200_000_000
    entries: int = 2_000  # files and folders in a zip
    project_json: int = 32_000_000
    page: int = 1_000_000
    builder_page: int = 5_000_000
    json_depth: int = 200  # levels
    pixels: int = 100_000_000  # of one picture
    # A picture of one colour packs a hundredfold; what packs better than this and is large was made to do harm.
    ratio: int = 200
    ratio_from: int = 10_000_000


STANDARD = Limits()


class UploadError(Exception):
    """A file that is no project: `key` of SENTENCES, and the values of its placeholders."""

    def __init__(self, key: str, values: Mapping[str, str | int] | None = None) -> None:
        self.key = key
        self.values: Mapping[str, str | int] = dict(values or {})
        super().__init__(key, self.values)  # both, so that it crosses from one process to another

    @property
    def sentence(self) -> str:
        """What it is and what to do, in English."""
        return SENTENCES[self.key].format(**self.values)

    def __str__(self) -> str:
        return self.sentence
