"""One slip in a style sheet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip from one offset of a sheet's text up to another; `key` names its sentence, `values` fill it."""

    key: str
    start: int
    end: int
    values: Mapping[str, str | int] = field(default_factory=dict)
