"""What two sequences have in the same order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final

_LONGEST_WALK: Final = 200  # differences until which the exact longest common order is looked for


def common(mine: Sequence[int], theirs: Sequence[int]) -> list[int]:
    """Positions in `mine` of a longest order that both have.

    Time grows with length times the number of differences; past some hundreds of these, what both hold in any order
    is taken instead: so different a script has no order left to compare.
    """
    start = 0
    while start < min(len(mine), len(theirs)) and mine[start] == theirs[start]:
        start += 1
    tail = 0
    while tail < min(len(mine), len(theirs)) - start and mine[-1 - tail] == theirs[-1 - tail]:
        tail += 1
    first, second = mine[start : len(mine) - tail], theirs[start : len(theirs) - tail]
    middle = _walk(first, second)
    return [
        *range(start),
        *(start + position for position in middle),
        *range(len(mine) - tail, len(mine)),
    ]


def _walk(first: Sequence[int], second: Sequence[int]) -> list[int]:
    """The greedy shortest edit walk between two sequences; positions in `first` on its diagonals."""
    furthest = {1: 0}
    history = []
    for differences in range(min(len(first) + len(second), _LONGEST_WALK) + 1):
        history.append(dict(furthest))
        for diagonal in range(-differences, differences + 1, 2):
            down = diagonal == -differences or (
                diagonal != differences and furthest[diagonal - 1] < furthest[diagonal + 1]
            )
            x = furthest[diagonal + 1] if down else furthest[diagonal - 1] + 1
            y = x - diagonal
            while x < len(first) and y < len(second) and first[x] == second[y]:
                x, y = x + 1, y + 1
            furthest[diagonal] = x
            if x >= len(first) and y >= len(second):
                return _back(history, len(first), len(second))
    left = Counter(second)
    found = []
    for position, value in enumerate(first):
        if left[value] > 0:
            left[value] -= 1
            found.append(position)
    return found


def _back(history: Sequence[dict[int, int]], x: int, y: int) -> list[int]:
    found = []
    for differences in range(len(history) - 1, -1, -1):
        furthest = history[differences]
        diagonal = x - y
        down = diagonal == -differences or (diagonal != differences and furthest[diagonal - 1] < furthest[diagonal + 1])
        before = diagonal + 1 if down else diagonal - 1
        previous_x = furthest[before]
        previous_y = previous_x - before
        while x > max(previous_x, 0) and y > max(previous_y, 0):
            x, y = x - 1, y - 1
            found.append(x)
        x, y = previous_x, previous_y
    return found[::-1]
