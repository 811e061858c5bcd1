"""What a limit is for: work that never ends, work that takes all memory, work that raises."""

from __future__ import annotations


def prepare() -> None:
    """Nothing to load."""


def look(number: int) -> None:
    """0 is well; 1 never ends, 2 takes a gigabyte, 3 raises."""
    if number == 1:
        while True:
            pass
    if number == 2:
        bytearray(1_000_000_000)
    if number == 3:
        raise ZeroDivisionError
