"""The rubrics with plays that ship, and each of their examples as one test."""

from __future__ import annotations

import pytest
from _pytest.mark import ParameterSet

from grader.commands._plays import record
from grader.live.play.lane import has_plays
from grader.live.player import Player
from grader.rubric.load import load, rubric_files
from grader.rubric.loaded import LoadedRubric
from grader.rubric.trial import test as try_all


def rubrics() -> tuple[LoadedRubric, ...]:
    """Those with plays."""
    return tuple(loaded for path in rubric_files() if has_plays(loaded := load(path)))


def examples(*names: str) -> list[ParameterSet]:
    """Each example of these rubrics, for parametrize."""
    return [
        pytest.param(loaded, example.file, id=f"{loaded.rubric.id}-{example.file.split('/')[-1]}")
        for loaded in rubrics()
        if loaded.rubric.id in names
        for example in loaded.rubric.examples
    ]


def troubles(player: Player, loaded: LoadedRubric, file: str) -> list[str]:
    """What came out otherwise than the example says."""
    report = try_all(loaded, None, record(loaded, player), only=(file,))
    assert report.tried("example") == 1
    return [outcome.say("en") for outcome in report.outcomes if not outcome.passed]
