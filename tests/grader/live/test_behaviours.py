"""What a scenario says of projects that behave, and of the same projects with one block changed."""

from __future__ import annotations

import pytest

from grader.live.perform import perform
from grader.live.player import Player
from grader.live.scenario import from_json
from tests.grader.live.behaviours import BEHAVIOURS, Behaviour
from tests.grader.live.conftest import sb3

pytestmark = pytest.mark.player
NAMED = [pytest.param(one, id=one.name) for one in BEHAVIOURS]


@pytest.mark.parametrize("behaviour", NAMED)
def test_it_holds_and_with_one_block_changed_it_does_not(player: Player, behaviour: Behaviour) -> None:
    steps = from_json(behaviour.scenario())
    right = perform(player.open(sb3(behaviour.text())), steps)
    assert right.passed is True, right.steps[-1].seen.say()
    other = perform(player.open(sb3(behaviour.text(mutant=True))), steps)
    assert other.passed is False, other.steps[-1].seen.say()
    assert [step.passed for step in other.steps[:-1]] == [True] * (len(other.steps) - 1)


def test_they_are_many_and_all_different() -> None:
    assert len(BEHAVIOURS) >= 60
    assert len({one.name for one in BEHAVIOURS}) == len(BEHAVIOURS)
