"""Two lists of numbers beside each other: where runs of the same numbers stand in both.

A grid has the first list as rows and the second as columns; a run goes down a diagonal.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

LEAST: Final = 6  # statements of a copy
_GAP: Final = 3  # a second run starts less than so many statements after the end of the first
_SMALL: Final = 40_000  # places of a grid in which every run may be walked by itself
_MANY_CLONES: Final = 300  # from there on contained ones are not looked for
_NEAR: Final = tuple((down, right) for down in range(_GAP) for right in range(_GAP) if down or right)

Numbers = Sequence[int]


class Budget:
    """How many comparisons may still be made, in all and by one who asks."""

    def __init__(self, most: int, most_of_one: int) -> None:
        self._left = most
        self._most_of_one = most_of_one
        self._left_of_one = most_of_one

    def begin(self) -> None:
        """Somebody else asks now."""
        self._left_of_one = self._most_of_one

    def spend(self, many: int) -> bool:
        """Whether so many are still to be had."""
        self._left -= many
        self._left_of_one -= many
        return self._left >= 0 and self._left_of_one >= 0


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
    first, second = pair.first, pair.second
    columns: dict[int, list[int]] = {}
    for column, number in enumerate(second):
        columns.setdefault(number, []).append(column)
    ends = _ends_at_the_edges(pair)  # by diagonal: the row behind the run that was met last
    taken: dict[int, int] = {}  # the same of the run that was accepted last
    accepted: list[Run] = []
    budget.begin()
    for row, number in enumerate(first):
        met = columns.get(number, ())
        if not budget.spend(len(met)):
            break
        for column in met:
            if pair.same and column <= row:
                continue
            diagonal = column - row
            if ends.get(diagonal, 0) <= row:
                length = _forward(first, second, row, column, len(first))
                ends[diagonal] = row + length
                budget.spend(length)
            length = ends[diagonal] - row
            if length >= least and taken.get(diagonal, 0) <= row:
                run = Run(row, column, length)
                if budget.spend(len(accepted)) and _fits(run, accepted, pair):
                    accepted.append(run)
                    taken[diagonal] = row + length
    return accepted


def _ends_at_the_edges(pair: Pair) -> dict[int, int]:
    """By diagonal: where the run ends that begins in the first row or column. Of small grids nothing: not needed.

    All diagonals begin there, and where both lists are one number over and over each goes on to the end.
    """
    first, second = pair.first, pair.second
    if len(first) * len(second) <= _SMALL:
        return {}
    ends = {-row: row + length for row, length in enumerate(_prefixes(second, first)) if length}
    ends.update((column, length) for column, length in enumerate(_prefixes(first, second)) if length)
    return ends


def _prefixes(sought: Numbers, numbers: Numbers) -> list[int]:
    """For each place of `numbers` how far `sought` stands there from its start on. Linear (known as the Z function)."""
    whole = [*sought, None, *numbers]
    found = [0] * len(whole)
    left = right = 0
    for place in range(1, len(whole)):
        length = min(right - place, found[place - left]) if place < right else 0
        while place + length < len(whole) and whole[length] == whole[place + length]:
            length += 1
        found[place] = length
        if place + length > right:
            left, right = place, place + length
    return found[len(sought) + 1 :]


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
    length = _forward(first, second, row, column, LEAST)
    budget.spend(length)
    if length == LEAST:
        return (True, True)  # a full comparison will see about a gap
    end, right = row + length, column + length
    for down, over in _NEAR:
        after = _forward(first, second, end + down, right + over, LEAST)
        if after and length + after >= LEAST:
            return (False, True)
        # What is refused at its start is tried again from its next place: a run may begin later than it could.
        for start in range(max(1, length - 3)):
            before = _back(first, second, row + start - 1 - down, column + start - 1 - over)
            if before and length - start + before >= LEAST:
                return (False, True)
    return (False, False)


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
