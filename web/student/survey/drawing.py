"""Steps over weeks as a picture: one way with a mark a week. Numbers stand beside it in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

LEFT, TOP, STEP, WIDE = 28, 14, 24, 90


@dataclass(frozen=True, slots=True)
class Spot:
    """A mark: where it stands, its week, its step as it is written."""

    x: int
    y: float
    week: int
    step: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """Marks, the way through them, and the size of all."""

    spots: tuple[Spot, ...]
    way: str
    width: int
    height: int
    rules: tuple[tuple[int, int], ...]  # each step and its height


def draw(values: Sequence[tuple[int, float]]) -> Drawing:
    """The steps of some weeks, the earliest first."""
    spots = tuple(
        Spot(LEFT + 30 + WIDE * place, _height(step), week, f"{step:g}") for place, (week, step) in enumerate(values)
    )
    way = "".join(f"{'L' if place else 'M'}{one.x} {one.y:g}" for place, one in enumerate(spots))
    rules = tuple((step, int(_height(step))) for step in range(1, 6))
    return Drawing(spots, way, LEFT + 60 + WIDE * max(0, len(spots) - 1), TOP + 4 * STEP + 34, rules)


def _height(step: float) -> float:
    return round(TOP + (5 - step) * STEP, 1)
