from __future__ import annotations

import pytest

from grader.live.rendering.boxes import beside, in_the_middle, too_near, with_neighbour
from grader.live.rendering.model import Box

HERE = Box(0, 0, 100, 40)


@pytest.mark.parametrize(
    ("other", "found"),
    [
        (Box(100, 0, 100, 40), True),
        (Box(99.5, 0, 100, 40), True),
        (Box(90, 0, 100, 40), False),
        (Box(110, 20, 100, 40), True),
        (Box(110, 21, 100, 40), False),
        (Box(110, 0, 100, 400), True),
        (Box(0, 40, 100, 40), False),
        (Box(-100, 0, 100, 40), True),
    ],
)
def test_beside_is_next_to_each_other_at_half_the_height(other: Box, found: bool) -> None:  # noqa: FBT001
    assert beside(HERE, other) == beside(other, HERE) == found


def test_each_box_is_asked_for_a_neighbour() -> None:
    assert with_neighbour([HERE, Box(120, 0, 100, 40), Box(0, 60, 100, 40)]) == (True, True, False)
    assert with_neighbour([HERE]) == (False,)
    assert with_neighbour([]) == ()


@pytest.mark.parametrize(("x", "found"), [(50, True), (53, True), (47, True), (54, False), (46, False)])
def test_the_middle_may_be_six_pixels_off(x: float, found: bool) -> None:  # noqa: FBT001
    assert in_the_middle(Box(x, 0, 100, 40), Box(0, 0, 200, 40)) == found


@pytest.mark.parametrize(("x", "found"), [(25, True), (26.9, True), (27, False), (60, False)])
def test_a_finger_reaches_half_its_size_from_the_middle(x: float, found: bool) -> None:  # noqa: FBT001
    assert too_near(Box(10, 0, 10, 10), [Box(x, 0, 10, 10)], 24) == found
