"""Metrics as `kru show` prints them in words: by their published names, several on a line."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Mapping
from typing import Final

from grader.language import N_, say

METRICS: Final = N_("Numbers")
_WIDTH: Final = 100


def lines(metrics: Mapping[str, int | float], language: str) -> Iterator[str]:
    """A title, and the numbers."""
    if metrics:
        yield say(METRICS, language)
        words = " ".join(f"{name}={value:.6g}" for name, value in metrics.items())
        yield from (f"  {line}" for line in textwrap.wrap(words, _WIDTH, break_long_words=False))
