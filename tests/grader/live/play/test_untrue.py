"""What does not come about is not held; what never had its chance waits for a person. One block changes it."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.live.player import Player
from tests.grader.live.play.kit import needs_player, tried
from tests.grader.live.play.untrue import NOT_HELD, NOT_TOLD, Untrue

pytestmark = needs_player


@pytest.mark.parametrize("one", NOT_HELD, ids=lambda one: one.name)
def test_it_is_not_held_and_with_one_block_changed_it_is(player: Player, tmp_path: Path, one: Untrue) -> None:
    found = tried(player, tmp_path, one.play, one.text(), pictures=False)
    assert (found.state, found.amount) == ("measured", 0), found.values
    mended = tried(player, tmp_path, one.play, one.text(mended=True), pictures=False)
    assert (mended.state, mended.amount) == ("measured", 1), mended.values


@pytest.mark.parametrize("one", NOT_TOLD, ids=lambda one: one.name)
def test_nobody_can_tell_and_with_one_block_changed_it_is_held(player: Player, tmp_path: Path, one: Untrue) -> None:
    found = tried(player, tmp_path, one.play, one.text(), pictures=False)
    assert (found.state, found.reason) == ("person", "never-came"), found.values
    mended = tried(player, tmp_path, one.play, one.text(mended=True), pictures=False)
    assert (mended.state, mended.amount) == ("measured", 1), mended.values


def test_they_are_many() -> None:
    assert (len({one.name for one in NOT_HELD}), len({one.name for one in NOT_TOLD})) == (30, 10)
