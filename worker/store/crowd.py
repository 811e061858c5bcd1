"""Numbers of many girls that tell nothing of one: never under five, and never two that differ by fewer than five."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

FEWEST = 5

Steps = Mapping[int, int]  # a girl's step, by her number
Numbers = Mapping[str, Any]


def count(now: Steps, earlier: Iterable[tuple[int, Steps, Numbers | None]], week: int) -> dict[str, Any] | None:
    """How many girls and their mean step; with it, the same girls then and now. None when they are too few.

    `earlier` are the rounds that were counted before: their week, their answers, and their numbers.
    """
    if len(now) < FEWEST:
        return None
    found: dict[str, Any] = {"girls": len(now), "mean": _mean(now.values())}
    before = [(when, steps, numbers) for when, steps, numbers in earlier if when < week and numbers]
    if before:
        when, first, _ = before[0]
        same = now.keys() & first.keys()
        told = [frozenset(first), *(frozenset(first.keys() & steps.keys()) for _, steps, one in before if _same(one))]
        if len(same) >= FEWEST and all(apart(same, other) for other in (now, *told)):
            found["same"] = {
                "week": when,
                "girls": len(same),
                "then": _mean(first[girl] for girl in same),
                "now": _mean(now[girl] for girl in same),
            }
    return found


def apart(some: Iterable[int], others: Iterable[int]) -> bool:
    """Whether the girls in which two groups differ are none, or enough that nobody can reckon one of them out."""
    one, other = frozenset(some), frozenset(others)
    return all(not left or len(left) >= FEWEST for left in (one - other, other - one))


def _same(numbers: Numbers | None) -> bool:
    return bool(numbers and "same" in numbers)


def _mean(steps: Iterable[int]) -> float:
    all_ = tuple(steps)
    return round(sum(all_) / len(all_), 1)
