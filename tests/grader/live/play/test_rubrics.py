"""The rubrics that ship hold when their examples are played."""

from __future__ import annotations

from pathlib import Path

import pytest

from grader.commands._plays import record
from grader.live.play.lane import has_plays
from grader.live.player import Player
from grader.rubric.load import load, rubric_files
from grader.rubric.trial import test as try_all
from tests.grader.live.play.kit import needs_player

pytestmark = needs_player
PLAYED = [path for path in rubric_files() if has_plays(load(path))]


@pytest.mark.parametrize("path", PLAYED, ids=lambda path: path.parent.name)
def test_every_example_plays_as_its_rubric_expects(player: Player, path: Path) -> None:
    loaded = load(path)
    report = try_all(loaded, None, record(loaded, player))
    assert [outcome.say("en") for outcome in report.outcomes if not outcome.passed] == []
    assert report.missing == ()
