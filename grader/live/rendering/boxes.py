"""How boxes lie to each other: beside, below, in the middle."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

from grader.live.rendering.model import Box

NEAR = 1.0  # px that browsers round away
MIDDLE = 6.0  # px that nobody sees


def beside(first: Box, second: Box) -> bool:
    """Whether two boxes stand in one row: next to each other, at least half of the lower one's height."""
    common = min(first.bottom, second.bottom) - max(first.y, second.y)
    apart = first.right <= second.x + NEAR or second.right <= first.x + NEAR
    return apart and common >= min(first.height, second.height) / 2


def with_neighbour(boxes: Sequence[Box]) -> tuple[bool, ...]:
    """For each box whether another one stands in its row."""
    found = [False] * len(boxes)
    for one, other in combinations(range(len(boxes)), 2):
        if not (found[one] and found[other]) and beside(boxes[one], boxes[other]):
            found[one] = found[other] = True
    return tuple(found)


def in_the_middle(box: Box, around: Box) -> bool:
    """Whether a box has the same room on its left and right."""
    return abs((box.x - around.x) - (around.right - box.right)) <= MIDDLE


def too_near(box: Box, others: Sequence[Box], size: float) -> bool:
    """Whether a finger that aims at the middle of a box would also reach another one."""
    across, down = box.x + box.width / 2, box.y + box.height / 2
    return any(_distance(across, down, other) < size / 2 for other in others)


def _distance(across: float, down: float, box: Box) -> float:
    left = max(box.x - across, 0.0, across - box.right)
    top = max(box.y - down, 0.0, down - box.bottom)
    return float((left**2 + top**2) ** 0.5)
