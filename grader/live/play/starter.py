"""What the starter does already is not hers: the same plays, tried with it. Asked once of each player."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from grader.live.play.company import Company
from grader.live.play.outcome import Played, PlayOutcome
from grader.scratch.model import ScratchProject

if TYPE_CHECKING:
    from grader.live.player import Player
    from grader.rubric.loaded import LoadedRubric

_log = logging.getLogger(__name__)


def without_the_starters(outcome: PlayOutcome, loaded: LoadedRubric, player: Player) -> PlayOutcome:
    """Plays in which nothing came about that the starter does not do count as nothing.

    As with blocks: what came with the starter may complete what is hers, and never suffices.
    """
    names = [name for name, one in outcome.played.items() if one.state == "measured" and one.amount]
    if loaded.rubric.starter is None or not names:
        return outcome
    starters = _held_by_starter(loaded, player, names)
    return PlayOutcome({name: _hers(one, starters.get(name, frozenset())) for name, one in outcome.played.items()})


def _hers(one: Played, starters: frozenset[int]) -> Played:
    if one.state != "measured" or any(place.counts_as not in starters for place in one.places) or not one.places:
        return one
    return replace(one, amount=0, places=(), near=(*one.places, *one.near), values={"told": "starter-does"})


def _held_by_starter(loaded: LoadedRubric, player: Player, names: list[str]) -> Mapping[str, frozenset[int]]:
    known = player.starters.setdefault(loaded.score_hash, {})
    missing = [name for name in names if name not in known]
    if missing:
        known |= _tried(loaded, player, missing)
    return known


def _tried(loaded: LoadedRubric, player: Player, names: list[str]) -> Mapping[str, frozenset[int]]:
    from grader.scratch.write import write

    try:
        starter = loaded.starter
    except Exception:  # noqa: BLE001 - a starter that cannot be read is told by `kru rubric test`
        _log.warning("the starter of %s cannot be read", loaded.rubric.id)
        return {}
    if not isinstance(starter, ScratchProject):
        return {}
    outcome = Company(write(starter), starter, loaded, player, {}, pictures=False).play(names)
    return {
        name: frozenset(place.counts_as for place in one.places if isinstance(place.counts_as, int))
        for name, one in outcome.played.items()
    }
