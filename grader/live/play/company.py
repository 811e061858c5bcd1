"""Tries every play of a rubric with one project."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from typing import TYPE_CHECKING

from grader.live.bounds import CutError, LoadError, MissingError
from grader.live.play.outcome import NEEDS_PLAYER, Played, PlayOutcome
from grader.live.play.read import play_of

if TYPE_CHECKING:
    from grader.live.play.model import Play
    from grader.live.player import Player
    from grader.rubric.loaded import LoadedRubric
    from grader.scratch.model import ScratchProject

_log = logging.getLogger(__name__)


class Company:
    """One project and the plays it is asked for."""

    def __init__(
        self,
        data: bytes,
        project: ScratchProject,
        loaded: LoadedRubric,
        player: Player,
        choices: Mapping[str, str],
        *,
        pictures: bool,
    ) -> None:
        self._data = data
        self._project = project
        self._loaded = loaded
        self._player = player
        self._choices = choices
        self._pictures = pictures

    def play(self) -> PlayOutcome:
        """All of them."""
        return PlayOutcome(
            {
                criterion.id: self._one(criterion.id, play_of(criterion.play))
                for criterion in self._loaded.rubric.criteria
                if criterion.play is not None
            }
        )

    def _one(self, name: str, play: Play | None) -> Played:
        try:
            return self._try(name, play) if play else Played("unchecked", "crash")
        except CutError:
            return Played("person", "cut", values={"told": "cut"})
        except LoadError:
            return Played("person", "load", values={"told": "load"})
        except MissingError:
            return Played("unchecked", NEEDS_PLAYER)
        except Exception:  # noqa: BLE001 - ours to answer for, never hers
            _log.exception("play %s crashed (rubric %s)", name, self._loaded.rubric.id)
            return Played("unchecked", "crash")

    def _try(self, name: str, play: Play) -> Played:
        raise NotImplementedError
