"""What the store hands out about classmates who read each other, and what can be set."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from worker.store.views import Level

Release = Literal["mentor", "hours"]
State = Literal["open", "given", "released", "stopped"]

KINDS = ("sb3", "website", "picture")  # what a page can show without whose it is
MOST_EACH, MOST_HOURS = 5, 24 * 14
LONGEST = 300


@dataclass(frozen=True, slots=True)
class RoundView:
    """How classmates read each other in a task. `each` 0: they do not."""

    each: int
    release: Release = "mentor"
    hours: int = 24


@dataclass(frozen=True, slots=True)
class Words:
    """What a reader says: sentence starters by their key, what follows them, and levels by criterion."""

    praise_start: str
    praise: str
    idea_start: str
    idea: str
    levels: Mapping[str, Level]


@dataclass(frozen=True, slots=True)
class TurnView:
    """One reading, for the reader and for mentors. Never for the author: it names who reads."""

    id: int
    assignment: int
    submission: int
    reader: int
    author: int
    state: State
    words: Words
    at: datetime
    given_at: datetime | None
    mentor: int | None


@dataclass(frozen=True, slots=True)
class Said:
    """What a classmate said, for the author: nothing tells who it was."""

    id: int
    words: Words
    reader_name: str  # to be taken out of her words before anybody sees them
