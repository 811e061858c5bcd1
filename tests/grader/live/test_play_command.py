"""`kru play`: what it prints, what it writes, how it ends."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from grader.cli import kru
from tests.grader.live.conftest import sb3

CAT = """
    sprite "Cat"
    costume "red" "red.svg" at 20 20
    when green flag clicked
    go to x: (0) y: (0)
    say [សួស្តី]
    when [right arrow v] key pressed
    change x by (10)
"""
STEPS: list[Any] = [
    {"do": "green_flag"},
    {"do": "wait", "seconds": 0.5},
    {"do": "remember", "as": "before"},
    {"do": "press", "key": "right arrow", "seconds": 1},
    {"check": {"type": "moved", "sprite": "Cat", "axis": "x", "by": "increase", "since": "before"}},
]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cat.sb3").write_bytes(sb3(CAT))
    steps(STEPS)
    return tmp_path


def steps(given: list[Any], **more: Any) -> None:
    Path("steps.json").write_text(json.dumps({"steps": given, **more}), encoding="utf-8")


def play(*words: str) -> Result:
    return CliRunner().invoke(kru, ["play", *words])


def played(*words: str) -> Any:
    return json.loads(play("cat.sb3", "steps.json", "--format", "json", *words).stdout)


@pytest.mark.player
def test_json_is_what_the_scenario_page_says() -> None:
    found = played()
    assert list(found) == ["status", "passed", "steps", "events", "frames", "virtual_seconds", "seconds", "notes"]
    assert (found["status"], found["passed"], found["frames"], found["notes"]) == ("finished", True, 47, [])
    assert found["virtual_seconds"] == pytest.approx(47 / 30, abs=0.001)
    assert [(step["index"], step["passed"]) for step in found["steps"]] == [(at, True) for at in range(5)]
    assert found["steps"][4] == {"index": 4, "passed": True, "saw": "Cat was at 0, 0 and is at 10, 0."}
    assert found["events"] == [{"frame": 0, "kind": "say", "sprite": "Cat", "text": "សួស្តី"}]


@pytest.mark.player
def test_passed_is_0_and_not_passed_is_1() -> None:
    assert play("cat.sb3", "steps.json").exit_code == 0
    steps([*STEPS, {"check": {"type": "visible", "sprite": "Cat", "is": False}}])
    result = play("cat.sb3", "steps.json")
    assert result.exit_code == 1
    assert result.stdout.startswith("not yet (finished)")
    assert "- 5  Cat shows." in result.stdout


@pytest.mark.player
def test_what_was_seen_is_said_in_khmer() -> None:
    assert "ពីមុននៅ 0, 0" in played("--lang", "km")["steps"][4]["saw"]


@pytest.mark.player
def test_what_cannot_be_loaded_has_passed_null_and_ends_with_5(tmp_path: Path) -> None:
    (tmp_path / "cat.sb3").write_bytes(b"no project at all")
    result = play("cat.sb3", "steps.json", "--format", "json")
    found = json.loads(result.stdout)
    assert (result.exit_code, found["status"], found["passed"]) == (5, "failed-to-load", None)
    assert {step["passed"] for step in found["steps"]} == {None}
    assert found["notes"][0].startswith("The Scratch engine cannot open this project")


@pytest.mark.player
def test_a_project_as_text_is_played_too(tmp_path: Path) -> None:
    (tmp_path / "cat.blocks").write_text(
        "when green flag clicked\nwait (0.2) seconds\nmove (10) steps", encoding="utf-8"
    )
    steps([{"do": "green_flag"}, {"do": "remember", "as": "a"}, {"do": "wait", "seconds": 1},
           {"check": {"type": "moved", "sprite": "Sprite1", "axis": "x", "by": "any", "since": "a"}}])  # fmt: skip
    assert play("cat.blocks", "steps.json").exit_code == 0


@pytest.mark.player
def test_a_file_that_the_engine_is_too_strict_for_is_written_anew(tmp_path: Path) -> None:
    import zipfile

    data = io.BytesIO(sb3(CAT))
    with zipfile.ZipFile(data) as archive:
        files = {name: archive.read(name) for name in archive.namelist()}
    project = json.loads(files["project.json"])
    project["targets"].reverse()  # the engine wants the stage first
    files["project.json"] = json.dumps(project).encode()
    with zipfile.ZipFile(tmp_path / "cat.sb3", "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    assert play("cat.sb3", "steps.json").exit_code == 0


@pytest.mark.player
def test_waiting_until_something_never_comes_is_not_passed() -> None:
    condition = {"type": "says", "sprite": "Cat", "contains": "bye"}
    steps([{"do": "green_flag"}, {"do": "wait_until", "condition": condition, "max_seconds": 2}])
    found = played()
    assert found["passed"] is False
    assert found["steps"][1]["saw"] == 'It did not come about in 2 seconds: Cat says "សួស្តី".'
    assert found["frames"] == 61


@pytest.mark.player
def test_a_click_on_a_hidden_sprite_says_why(tmp_path: Path) -> None:
    (tmp_path / "cat.sb3").write_bytes(sb3("when green flag clicked\nhide"))
    steps([{"do": "green_flag"}, {"do": "click_sprite", "sprite": "Sprite1"}])
    found = played()
    assert found["steps"][1] == {
        "index": 1, "passed": False, "saw": "Sprite1 is hidden, so nobody can click it.",
    }  # fmt: skip


@pytest.mark.player
def test_the_seed_decides_what_chance_does(tmp_path: Path) -> None:
    (tmp_path / "cat.sb3").write_bytes(sb3("when green flag clicked\nsay (pick random (1) to (1000000))"))
    said = []
    for seed in (1, 1, 2):
        steps([{"do": "green_flag"}, {"do": "wait", "seconds": 0.1}], seed=seed)
        said.append(played()["events"][0]["text"])
    assert said[0] == said[1] != said[2]


@pytest.mark.player
def test_a_gif_of_play_is_small_and_its_first_picture_is_of_the_game(tmp_path: Path) -> None:
    noisy = """
        sprite "Cat"
        costume "red" "red.svg" at 20 20
        when green flag clicked
        hide
        wait (0.5) seconds
        show
        set pen size to (9)
        pen down
        forever
          go to (random position v)
          set pen (color v) to (pick random (1) to (100))
          change [color v] effect by (25)
        end
    """
    (tmp_path / "cat.sb3").write_bytes(sb3(noisy))
    steps([{"do": "green_flag"}, {"do": "wait", "seconds": 5}])
    assert play("cat.sb3", "steps.json", "--gif", "cat.gif").exit_code == 0
    assert Path("cat.gif").stat().st_size <= 300_000
    with Image.open("cat.gif") as moving:
        assert moving.size == (240, 180)
        pictures = getattr(moving, "n_frames", 1)
        lasts = sum(moving.seek(at) or moving.info["duration"] for at in range(pictures))
        moving.seek(0)
        colours = moving.convert("RGB").getcolors(maxcolors=100_000)
    assert 2500 <= lasts <= 3100
    assert colours is not None
    assert len(colours) > 2  # not the empty stage from before the set-up


@pytest.mark.player
def test_a_strip_has_a_picture_for_each_check() -> None:
    steps([*STEPS, {"check": {"type": "visible", "sprite": "Cat", "is": False}}])
    assert play("cat.sb3", "steps.json", "--strip", "cat.png").exit_code == 1
    with Image.open("cat.png") as strip:
        assert strip.size == (2 * 240 + 4, 180 + 2 * 17 + 4)


@pytest.mark.parametrize(
    ("words", "code"), [((), 2), (("cat.sb3",), 2), (("none.sb3", "steps.json"), 2), (("cat.sb3", "cat.sb3"), 3)]
)
def test_what_is_missing_is_usage_and_what_is_no_scenario_is_invalid(words: tuple[str, ...], code: int) -> None:
    assert play(*words).exit_code == code


def test_a_slip_in_the_scenario_is_named_with_its_file() -> None:
    steps([{"do": "wiat", "seconds": 1}])
    result = play("cat.sb3", "steps.json")
    assert result.exit_code == 3
    assert result.stderr == "steps.json: steps[0] does not know `wiat`. Is it `wait`?\n"


def test_without_its_parts_it_says_what_it_needs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KRU_PARTS", str(tmp_path / "nothing"))
    result = play("cat.sb3", "steps.json")
    assert result.exit_code == 5
    assert result.stderr.startswith("unchecked: needs the player\n")
    assert "kru play --install" in result.stderr
