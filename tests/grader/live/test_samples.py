"""Real projects: scenarios with known answers, projects that check themselves, and equal frames twice."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from grader.live.bounds import LoadError
from grader.live.game import Game
from grader.live.mend import mended
from grader.live.perform import perform
from grader.live.player import Player
from grader.live.scenario import read
from grader.scratch.model import ScratchProject
from grader.upload import UploadError
from grader.upload import read as read_upload
from tests.conftest import SAMPLES

pytestmark = [pytest.mark.player, pytest.mark.samples]
KEYS = ("right arrow", "space", "left arrow", "up arrow", "a", "down arrow")


def cases() -> list[dict[str, str]]:
    path = SAMPLES / "plays" / "manifest.json"
    found: list[dict[str, str]] = json.loads(path.read_text(encoding="utf-8"))["cases"] if path.is_file() else []
    return found


def files(folder: str, pattern: str) -> list[Path]:
    return sorted((SAMPLES / folder).glob(pattern))


PROJECTS = [*files("sb3", "*.sb3"), *files("plays/projects", "*.sb3")]


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_a_scenario_says_what_its_manifest_says(player: Player, case: dict[str, str]) -> None:
    folder = SAMPLES / "plays"
    steps = read((folder / f"{case['id']}.json").read_bytes())
    found = perform(player.open((folder / "projects" / case["project"]).read_bytes()), steps)
    assert found.passed is (case["expected"] == "pass"), [step.seen.say() for step in found.steps]


@pytest.mark.parametrize("path", files("execute", "*.sb*"), ids=lambda path: path.name)
def test_a_project_that_checks_itself_is_content(player: Player, path: Path) -> None:
    game = player.open(path.read_bytes())
    game.start()
    game.green_flag()
    for _ in range(30):
        game.wait(1)
        if any(event.text == "end" for event in game.events):
            break
    said = [event.text.split(maxsplit=1)[0] for event in game.events if event.kind == "say"]
    (plan,) = (int(event.text.split()[1]) for event in game.events if event.text.startswith("plan"))
    assert (said.count("pass"), said.count("fail"), said[-1]) == (plan, 0, "end")


@pytest.mark.parametrize(
    "path", [*files("sb3", "*.sb3"), *files("plays/projects", "*.sb3")], ids=lambda path: path.name
)
def test_thirty_seconds_twice_are_the_same_frames(player: Player, path: Path) -> None:
    data = path.read_bytes()
    try:
        if not isinstance(read_upload(data), ScratchProject):
            pytest.skip("not a Scratch project")
    except UploadError:
        pytest.skip("not readable")
    first, second = played(opened(player, data)), played(opened(player, data))
    assert first.recording.frames[-1].second == pytest.approx(30, abs=1)
    assert first.recording == second.recording


def opened(player: Player, data: bytes) -> Game:
    game = player.open(data)
    try:
        game.start()
    except LoadError:
        anew = mended(data)
        assert anew is not None
        game = player.open(anew)
        game.start()
    return game


def played(game: Game) -> Game:
    game.green_flag()
    for second in range(30):
        key = KEYS[second % len(KEYS)]
        game.key(key, down=True)
        game.mouse(second * 10 - 150, 100 - second * 7, down=second % 3 == 0)
        game.wait(0.5, record=True)
        game.key(key, down=False)
        game.wait(0.5, record=True)
        if game.frame.question is not None:
            game.answer("5")
    return game
