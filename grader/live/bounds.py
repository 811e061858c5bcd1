"""What a project may use while it runs, and how a run ends that needed more."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Reason = Literal["time", "memory", "crash"]
Missing = Literal["node", "parts"]

MOST_BYTES: Final = 600 * 1024**2
TIRED_BYTES: Final = 450 * 1024**2
MOST_PROJECTS: Final = 50
RUN_SECONDS: Final = 10.0
SUBMISSION_SECONDS: Final = 60.0


class MissingError(Exception):
    """There is no player here: `what` it lacks."""

    def __init__(self, what: Missing) -> None:
        super().__init__(what)
        self.what = what


class LoadError(Exception):
    """The engine could not load this project."""


class CutError(Exception):
    """A run was cut."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a project may use."""

    run_seconds: float = RUN_SECONDS
    submission_seconds: float = SUBMISSION_SECONDS
    most_bytes: int = MOST_BYTES
    tired_bytes: int = TIRED_BYTES
    most_projects: int = MOST_PROJECTS


STANDARD: Final = Bounds()
