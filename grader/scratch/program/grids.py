"""Two lists of numbers beside each other: where runs of the same numbers stand in both.

A grid has the first list as rows and the second as columns; a run goes down a diagonal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

LEAST: Final = 6  # statements of a copy
_GAP: Final = 3  # a second run starts less than so many statements after the end of the first
_MANY_CLONES: Final = 300  # from there on contained ones are not looked for
_NEAR: Final = tuple((down, right) for down in range(_GAP) for right in range(_GAP) if down or right)

Numbers = Sequence[int]


class Budget:
    """How many comparisons may still be made."""

    def __init__(self, most: int) -> None:
        self._left = most

    def spend(self, many: int) -> bool:
        """Whether so many are still to be had."""
        self._left -= many
        return self._left >= 0


@dataclass(frozen=True, slots=True)
class Run:
    """Places in both lists from where on so many numbers are the same."""

    row: int
    column: int
    length: int


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lists; `same`: a list beside itself."""

    first: Numbers
    second: Numbers
    same: bool


def full_runs(pair: Pair, least: int, budget: Budget) -> list[Run]:
    """The runs that are accepted, in the order of the scan: row by row, each row from the left.

    A run goes as far as it can, is at least so long, and does not meet one accepted before: of two lists in rows and
    columns, of a list beside itself in rows or columns, and there its two sides are apart. What is refused is tried
    again from its next place.
    """
    columns: dict[int, list[int]] = {}
    for column, number in enumerate(pair.second):
        columns.setdefault(number, []).append(column)
    lengths = _lengths(pair, columns, budget)
    taken: set[tuple[int, int]] = set()
    accepted: list[Run] = []
    for row, number in enumerate(pair.first):
        for column in columns.get(number, ()):
            length = lengths.get((row, column), 0)
            if length < least or (row, column) in taken:
                continue
            run = Run(row, column, length)
            if not budget.spend(len(accepted)):
                return accepted
            if _fits(run, accepted, pair):
                accepted.append(run)
                taken.update((row + step, column + step) for step in range(length))
    return accepted


def _lengths(pair: Pair, columns: dict[int, list[int]], budget: Budget) -> dict[tuple[int, int], int]:
    """How far the numbers are the same from each place on."""
    lengths: dict[tuple[int, int], int] = {}
    for row in range(len(pair.first) - 1, -1, -1):
        for column in columns.get(pair.first[row], ()):
            if not pair.same or column > row:
                lengths[row, column] = lengths.get((row + 1, column + 1), 0) + 1
        if not budget.spend(len(columns.get(pair.first[row], ()))):
            return {}
    return lengths


def _fits(run: Run, accepted: Sequence[Run], pair: Pair) -> bool:
    if pair.same:
        return run.row + run.length <= run.column and not any(
            _meet(run.row, run.length, one.row, one.length) or _meet(run.column, run.length, one.column, one.length)
            for one in accepted
        )
    return run.length == len(pair.first) or not any(
        _meet(run.row, run.length, one.row, one.length) and _meet(run.column, run.length, one.column, one.length)
        for one in accepted
    )


def _meet(one: int, long: int, other: int, other_long: int) -> bool:
    return one < other + other_long and other < one + long


def joined(runs: Sequence[Run]) -> Iterator[tuple[Run, Run]]:
    """Two runs with a small gap between them that are long enough together; none that lies in another."""
    starts = {(run.row, run.column): run for run in runs}
    found: list[tuple[Run, Run]] = []
    for run in runs:
        for down, right in _NEAR:
            following = starts.get((run.row + run.length + down, run.column + run.length + right))
            if following is not None and run.length + following.length >= LEAST:
                found.append((run, following))
    sides = [(_rows(pair), _columns(pair)) for pair in found]
    for number, (rows, columns) in enumerate(sides):
        inside = len(found) < _MANY_CLONES and any(
            rows <= others[0] and columns <= others[1] and (rows, columns) != others
            for other, others in enumerate(sides)
            if other != number
        )
        if not inside:
            yield found[number]


def _rows(runs: tuple[Run, Run]) -> frozenset[int]:
    return frozenset(place for run in runs for place in range(run.row, run.row + run.length))


def _columns(runs: tuple[Run, Run]) -> frozenset[int]:
    return frozenset(place for run in runs for place in range(run.column, run.column + run.length))


def may_hold(first: Numbers, second: Numbers, row: int, column: int, budget: Budget) -> tuple[bool, bool]:
    """Where three numbers are the same: may a run of six be there; may two runs with a gap, six together."""
    if row and column and first[row - 1] == second[column - 1]:
        return (False, False)  # the start of this run is looked at for itself
    length = _forward(first, second, row, column, len(first))
    budget.spend(length)
    end, right = row + length, column + length
    for down, over in _NEAR:
        after = _forward(first, second, end + down, right + over, LEAST)
        before = _back(first, second, row - 1 - down, column - 1 - over)
        if (after and length + after >= LEAST) or (before and length + before >= LEAST):
            return (length >= LEAST, True)
    return (length >= LEAST, False)


def _forward(first: Numbers, second: Numbers, row: int, column: int, most: int) -> int:
    length = 0
    while length < most and row < len(first) and column < len(second) and first[row] == second[column]:
        row, column, length = row + 1, column + 1, length + 1
    return length


def _back(first: Numbers, second: Numbers, row: int, column: int) -> int:
    length = 0
    while length < LEAST and row >= 0 and column >= 0 and first[row] == second[column]:
        row, column, length = row - 1, column - 1, length + 1
    return length
