"""The rubrics that ship hold when their examples are played: here the quiz and the maze."""

from __future__ import annotations

import pytest

from grader.live.player import Player
from grader.rubric.loaded import LoadedRubric
from tests.grader.live.play import shipped
from tests.grader.live.play.kit import needs_player

HERE = ("m2-w07-quiz", "m2-w08-maze")
THERE = ("m2-w10-catch-game", "m2-w11-game-jam")  # in test_game_rubrics.py: files are spread over processes


@needs_player
@pytest.mark.parametrize(("loaded", "file"), shipped.examples(*HERE))
def test_an_example_plays_as_its_rubric_expects(player: Player, loaded: LoadedRubric, file: str) -> None:
    assert shipped.troubles(player, loaded, file) == []


def test_every_rubric_with_plays_is_tried_somewhere() -> None:
    assert {loaded.rubric.id for loaded in shipped.rubrics()} == {*HERE, *THERE}


def test_the_examples_of_a_rubric_expect_each_level_of_each_play() -> None:
    for loaded in shipped.rubrics():
        for criterion in loaded.rubric.criteria:
            if criterion.play is None:
                continue
            wanted = {"start", "great"} if loaded.rules[criterion.id].good is None else {"start", "good", "great"}
            found = {example.expect.get(criterion.id) for example in loaded.rubric.examples}
            assert wanted <= found, (loaded.rubric.id, criterion.id)
