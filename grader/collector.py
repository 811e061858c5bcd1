"""How often Python looks for cycles that nobody holds any more, in a process that only grades."""

from __future__ import annotations

import gc

# A project is a large tree that stays until its report is written. Python's own 700 makes the collector walk that tree
# again and again: measured, two fifths of the time for 100,000 blocks. What really is garbage waits a little longer.
THRESHOLDS = (50_000, 20, 20)


def collect_rarely() -> None:
    """For a whole process; only a program's start may ask for it, no part of the engine."""
    gc.set_threshold(*THRESHOLDS)
