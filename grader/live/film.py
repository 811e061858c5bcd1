"""A project as it looks by itself: the stage a second after the flag, and three seconds that move."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from grader.live import camera
from grader.live.bounds import CutError, LoadError, MissingError

if TYPE_CHECKING:
    from grader.live.player import Player

_log = logging.getLogger(__name__)

FIRST_LOOK: Final = 1.0  # seconds after the flag: by then a game has set itself up
SMALL: Final = camera.WIDTH / 480


@dataclass(frozen=True, slots=True)
class Shots:
    """A PNG of the stage, and a GIF; None where nothing moves by itself."""

    still: bytes
    moving: bytes | None


def of(player: Player, data: bytes) -> Shots | None:
    """Press the flag and look. None for what cannot be run."""
    try:
        game = player.open(data)
        game.start()
        game.green_flag()
        game.wait(FIRST_LOOK)
        first = game.picture()
        looks = [game.picture(SMALL)]
        while len(looks) < camera.LONGEST:
            game.wait(1 / camera.A_SECOND)
            looks.append(game.picture(SMALL))
    except (CutError, LoadError, MissingError, RuntimeError, OSError) as trouble:
        _log.info("no pictures of this project: %s", type(trouble).__name__)
        return None
    return Shots(first, camera.gif(looks) if len(set(looks)) > 1 else None)
