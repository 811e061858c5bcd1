"""`kru similar`: a class from the shell, with or without the starter, for people and for programs."""

from __future__ import annotations

import json
import random
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grader.cli import kru
from grader.output import likeness
from grader.output.table import width
from grader.scratch.model import ScratchProject, Target
from grader.scratch.write import write
from tests.kit.classes import Child, other_numbers, renamed

CLASS = ("dara", "maly", "sokha", "srey", "vanna", "chanthy")


def call(*words: str) -> Result:
    return CliRunner().invoke(kru, ["similar", *words], catch_exceptions=False)


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KRU_DATA", raising=False)
    folder = tmp_path / "class"
    folder.mkdir()
    given = Target("Given", stage=False, scripts=tuple(Child(77).script() for _ in range(3)))
    (tmp_path / "starter.sb3").write_bytes(write(ScratchProject((Target("Stage", stage=True), given))))
    for number, name in enumerate(CLASS):
        project = Child(number).project(60)
        if name in {"maly", "vanna"}:
            project = replace(project, targets=(*project.targets, given))
        save(folder / f"{name}.sb3", project)
    return tmp_path


def save(path: Path, project: ScratchProject) -> None:
    path.write_bytes(write(project))


def copy(folder: Path) -> None:
    """Chenda hands in what Dara made, in disguise."""
    dice = random.Random(5)  # noqa: S311 - numbers of a test
    save(folder / "class" / "chenda.sb3", other_numbers(renamed(Child(0).project(60), dice), dice))


def pairs(*words: str) -> list[tuple[str, str]]:
    result: dict[str, Any] = json.loads(call("class", "--format", "json", *words).stdout)
    return [(Path(one["files"][0]).stem, Path(one["files"][1]).stem) for one in result["pairs"]]


def test_the_documented_object(place: Path) -> None:
    copy(place)
    result = json.loads(call("class", "--starter", "starter.sb3", "--format", "json").stdout)
    assert list(result) == ["text", "files", "pairs_found", "pairs", "unreadable"]
    assert result["files"] == 7
    (pair,) = result["pairs"]
    assert list(pair) == ["files", "blocks", "of", "surprise", "scripts"]
    assert pair["files"] == ["class/chenda.sb3", "class/dara.sb3"]
    assert pair["blocks"] <= min(pair["of"])
    assert sum(one["blocks"] for one in pair["scripts"]) == pair["blocks"]
    for script in pair["scripts"]:
        assert list(script["first"]) == ["sprite", "block", "text"]
        assert script["first"]["text"] != script["second"]["text"]  # other numbers, other names
        assert script["first"]["sprite"].startswith("Mine")


def test_the_starter_is_taken_out(place: Path) -> None:
    assert pairs() == [("maly", "vanna")]
    assert pairs("--starter", "starter.sb3") == []


def test_a_rubric_names_its_starter(place: Path) -> None:
    folder = place / "fish"
    folder.mkdir()
    (place / "starter.sb3").rename(folder / "starter.sb3")
    (folder / "rubric.yaml").write_text(
        "rubric: 1\nid: fish\nversion: 1\ntitle: {en: Fish}\naccepts: [sb3]\npoints: 1\nstarter: starter.sb3\n"
        "criteria:\n  - {id: a, title: {en: A}, points: 1, check: scratch.loops}\n"
        "examples:\n  - {file: none, expect: {points: 0}}\n",
        encoding="utf-8",
    )
    assert pairs("--rubric", "fish") == []
    assert call("class", "--rubric", "fish", "--starter", "fish/starter.sb3").exit_code == 2
    assert call("class", "--rubric", "fsh").exit_code == 3


def test_people_read_both_scripts_side_by_side_and_talk_first(place: Path) -> None:
    copy(place)
    said = call("class", "--starter", "starter.sb3").stdout
    assert "class/chenda.sb3\n    class/dara.sb3\n" in said
    assert "Talk first. They may have learned together." in said
    assert "Scratch projects: 7. Pairs that are alike: 1." in said
    both = [line for line in said.splitlines() if "│" in line]
    assert any("[Mine 1]" in line and "[Sprite1]" in line for line in both)
    assert all(width(line) <= 100 for line in said.splitlines() if "class/" not in line)


def test_nobody_is_alike(place: Path) -> None:
    result = call("class", "--starter", "starter.sb3")
    assert result.exit_code == 0
    assert "No two projects are more alike than chance explains." in result.stdout


def test_khmer_columns_stand_under_each_other(place: Path) -> None:
    copy(place)
    said = call("class", "--starter", "starter.sb3", "--lang", "km").stdout
    assert "សូម" in said
    bars = {width(line[: line.index("│")]) for line in said.splitlines() if "│" in line}
    assert len(bars) == 1


def test_what_cannot_be_read_is_told_and_what_is_no_scratch_is_left_out(place: Path) -> None:
    (place / "class" / "broken.sb3").write_bytes(b"PK\x03\x04 half")
    (place / "class" / "page").mkdir()
    (place / "class" / "page" / "index.html").write_text("<h1>Hi</h1>")
    result = call("class", "--format", "json")
    assert result.exit_code == 1
    seen = json.loads(result.stdout)
    assert [one["file"] for one in seen["unreadable"]] == ["class/broken.sb3"]
    assert seen["files"] == 6
    assert "broken.sb3: " in call("class").stdout


def test_nothing_there_is_exit_code_4() -> None:
    assert call("nowhere").exit_code == 4


def test_a_starter_that_is_none_is_told(place: Path) -> None:
    (place / "notes.txt").write_text("hello")
    result = call("class", "--starter", "notes.txt")
    assert result.exit_code == 2


def test_only_so_many_pairs_are_shown(place: Path) -> None:
    copy(place)
    said = call("class", "--most", "1").stdout
    assert "Pairs that are not shown: 1." in said


def test_long_lines_are_cut_at_a_blank_and_go_on_further_in() -> None:
    line = "  say (join [a long text of many words that goes on] (answer)) for (2) seconds"
    script = {"sprite": "Cat", "text": line}
    lines = list(likeness._beside(script, script, 70))
    assert all(width(one) <= 70 for one in lines)
    left = [one.split("│")[0].strip() for one in lines[1:]]
    assert " ".join(left) == line.strip()
