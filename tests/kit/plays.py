"""A rubric with a play, and games for it, for whoever tests the lane in which projects are played."""

from __future__ import annotations

from pathlib import Path

from tests.grader.live.conftest import ASSETS, sb3
from tests.kit.people import Cast
from tests.kit.projects import rubric_folder
from tests.worker.conftest import keep_rubric
from worker.store.views import AssignmentView

MOVES = """\
criteria:
  - id: moves
    title: {en: It moves, km: ផ្លាស់ទី}
    points: 4
    play:
      who: {player: {moved_by: [right arrow]}}
      given: [green flag, wait 1]
      when: [hold right arrow for 1]
      then: [player moves right by at least 20]
"""
HIDDEN = "if <key (right arrow v) pressed?> then\nchange x by (8)\nend"
GAME = """
sprite "Bowl"
costume "red"

when flag clicked
go to x: (0) y: (-120)
forever
{inside}
end
"""
MOVING = GAME.format(inside=HIDDEN)
STILL = GAME.format(inside="turn cw (5) degrees")
TWO = MOVING + MOVING.replace("Bowl", "Cup").replace("-120", "120").replace("red", "blue")


def played_rubric(cast: Cast, root: Path, name: str = "played", *, version: int = 1, more: str = "") -> Path:
    """The rubric `tiny` with a goal that is played, in use."""
    folder = rubric_folder(root, name, version=version)
    path = folder / "rubric.yaml"
    text = path.read_text("utf-8").replace("criteria:\n", MOVES, 1).replace("points: 6\n", "points: 10\n", 1) + more
    path.write_text(text, "utf-8")
    return keep_rubric(cast.store, folder)


def given_play(cast: Cast, root: Path) -> AssignmentView:
    """That rubric, given to the class."""
    played_rubric(cast, root)
    return cast.give("played")


def game(text: str = MOVING) -> bytes:
    """A game as Scratch saves it."""
    return sb3(text, ASSETS)
