"""The way in for whoever grades: are there plays, and what comes of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from grader.live.play.outcome import NEEDS_PLAYER, Played, PlayOutcome

if TYPE_CHECKING:
    from grader.live.player import Player
    from grader.rubric.loaded import LoadedRubric
    from grader.scratch.model import ScratchProject


def has_plays(loaded: LoadedRubric) -> bool:
    """Whether any criterion of the rubric is a play."""
    return any(criterion.play is not None for criterion in loaded.rubric.criteria)


def without_player(loaded: LoadedRubric) -> PlayOutcome:
    """What comes of the plays where there is no player."""
    names = [criterion.id for criterion in loaded.rubric.criteria if criterion.play is not None]
    return PlayOutcome(dict.fromkeys(names, Played("unchecked", NEEDS_PLAYER)))


def play_all(
    data: bytes,
    project: ScratchProject,
    loaded: LoadedRubric,
    player: Player | None,
    choices: Mapping[str, str] | None = None,
    *,
    pictures: bool = True,
) -> PlayOutcome:
    """Every play of the rubric, tried. Never raises for what a project does; without a player all is unchecked.

    `data` are the bytes of `project`; `choices` are a person's, by the key of a `Choice`.
    """
    from grader.live.play.company import Company
    from grader.live.play.starter import without_the_starters

    if player is None:
        return without_player(loaded)
    outcome = Company(data, project, loaded, player, choices or {}, pictures=pictures).play()
    return without_the_starters(outcome, loaded, player)
