"""The rubrics that ship hold when their examples are played: here the games."""

from __future__ import annotations

import pytest

from grader.live.player import Player
from grader.rubric.loaded import LoadedRubric
from tests.grader.live.play import shipped
from tests.grader.live.play.kit import needs_player
from tests.grader.live.play.test_rubrics import THERE

pytestmark = needs_player


@pytest.mark.parametrize(("loaded", "file"), shipped.examples(*THERE))
def test_an_example_plays_as_its_rubric_expects(player: Player, loaded: LoadedRubric, file: str) -> None:
    assert shipped.troubles(player, loaded, file) == []
