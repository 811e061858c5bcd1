"""Plays and games as text."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

from grader.live import machine
from grader.live.play.lane import play_all
from grader.live.play.outcome import Played
from grader.live.player import Player
from grader.rubric.load import load
from grader.rubric.loaded import LoadedRubric
from tests.grader.live.conftest import ASSETS, sb3
from tests.kit.blocks import scratch

needs_player = pytest.mark.skipif(not machine.has_parts(), reason="the player's parts are not here")
RUBRIC = """\
rubric: 1
id: played
version: 1
title: {{en: Played}}
accepts: [sb3]
points: 2
criteria:
  - id: works
    title: {{en: It works}}
    points: 2
    play:
{play}
"""
Try = Callable[..., Played]


def rubric(folder: Path, play: str) -> LoadedRubric:
    """A rubric with one criterion, `works`, that is this play."""
    place = folder / "played"
    place.mkdir(exist_ok=True)
    levels = ""
    if "\nlevels:" in play:  # they stand beside the play
        play, levels = play.split("\nlevels:")
        levels = f"    levels:{levels}\n"
    said = textwrap.indent(textwrap.dedent(play).strip("\n"), " " * 6)
    (place / "rubric.yaml").write_text(RUBRIC.format(play=said) + levels, encoding="utf-8")
    return load(place)


def tried(
    player: Player | None,
    folder: Path,
    play: str,
    game: str,
    *,
    choices: Mapping[str, str] | None = None,
    assets: Mapping[str, bytes] = ASSETS,
    **more: Any,
) -> Played:
    """What came of a play with a game."""
    loaded = rubric(folder, play)
    return play_all(sb3(game, assets), scratch(game), loaded, player, choices, **more).played["works"]
