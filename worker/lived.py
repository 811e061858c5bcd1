"""What comes of live work, whatever was looked at: the report filled in, what need not be done again, pictures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from grader.report import Report
from worker.store.live_pictures import NewPicture


@dataclass(frozen=True, slots=True)
class Lived:
    """`outcome` has `state`, `reason` and `choices` of each goal, by its id; None where it is not to be kept."""

    report: Report
    outcome: Mapping[str, Any] | None
    pictures: tuple[NewPicture, ...]
