"""Stretches that are repeated, right behind one another, in a row of numbers."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import Final

_COPIES: Final = 3  # of a stretch, one after the other, are a repetition
# How much is tried for each number of the row, and how much at least: the longest rows of students need a part of it.
# When it is spent, short stretches alone are tried.
_EACH: Final = 20
_AT_LEAST: Final = 10_000
_SHORT: Final = 20
_QUICK: Final = 64  # numbers that are compared in the time that finding a stretch takes


def repetitions(row: tuple[int, ...], filled: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Start and length of every repeated stretch. A stretch of one counts where `filled` says so.

    From each start the longest stretch is tried first. Behind all copies of it the search goes on at once, with
    shorter stretches alone; when there are no more, one number is left out.
    """
    search = _Search(row, filled)
    start = 0
    while start + _COPIES <= len(row):
        most = len(row)
        while (length := search.longest(start, most)) > 0:
            yield start, length
            start = search.behind(start, length)
            most = length - 1
        start += 1


class _Search:
    """A row, and where each number stands in it."""

    def __init__(self, row: tuple[int, ...], filled: Sequence[bool]) -> None:
        self._row = row
        self._filled = filled
        self._left = _AT_LEAST + _EACH * len(row)
        self._where: dict[int, list[int]] = {}
        for place, number in enumerate(row):
            self._where.setdefault(number, []).append(place)

    def longest(self, start: int, most: int) -> int:
        """The longest stretch from there on, of at most so many, that is repeated; 0 when there is none."""
        row = self._row
        most = min(most, (len(row) - start) // _COPIES)
        if most < 1:
            return 0
        # A copy begins with the same number.
        places = self._where[row[start]]
        at = bisect_right(places, start + most) - 1
        while (length := places[at] - start) > 0:
            at -= 1
            if self._left <= 0 and length > _SHORT:
                at = bisect_right(places, start + _SHORT) - 1
            elif self._repeated(start, length):
                return length
        return 0

    def _repeated(self, start: int, length: int) -> bool:
        row = self._row
        self._left -= 1
        if row[start + 2 * length] != row[start] or (length == 1 and not self._filled[start]):
            return False
        self._left -= length // _QUICK
        stretch = row[start : start + length]
        return stretch == row[start + length : start + 2 * length] == row[start + 2 * length : start + 3 * length]

    def behind(self, start: int, length: int) -> int:
        """The place behind the last copy of a stretch."""
        row = self._row
        stretch = row[start : start + length]
        while row[start : start + length] == stretch:
            start += length
        return start
