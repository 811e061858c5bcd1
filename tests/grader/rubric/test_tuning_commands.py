"""`kru rubric diff|whatif|pull|push`: what changes, who moves, and files that go to Kru and back."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.commands.rubric import command
from grader.rubric.load import load
from tests.kit.projects import project, rubric_folder


def kru(*words: object) -> Result:
    return CliRunner().invoke(command, [*map(str, words)])


def changed(folder: Path, before: str, after: str) -> Path:
    path = folder / "rubric.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after), encoding="utf-8")
    return folder


@pytest.fixture
def old(tmp_path: Path) -> Path:
    return rubric_folder(tmp_path / "old")


@pytest.fixture
def new(tmp_path: Path) -> Path:
    return changed(rubric_folder(tmp_path / "new", version=2), "{good: 1, great: 2}", "{good: 2, great: 3}")


@pytest.fixture
def works(tmp_path: Path) -> Path:
    folder = tmp_path / "works"
    folder.mkdir()
    for scripts in (0, 2, 4):
        (folder / f"girl{scripts}.sb3").write_bytes(project(scripts))
    return folder


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KRU_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def test_what_changed_in_words(old: Path, new: Path) -> None:
    done = kru("diff", old, new)
    assert done.exit_code == 1
    assert "Version 1 becomes 2." in done.output
    assert "good and great begin at 2, 3, not at 1, 2." in done.output
    same = kru("diff", old, old)
    assert (same.exit_code, same.output) == (0, "Nothing changed.\n")
    assert kru("diff", old, new, "--lang", "km").output != done.output


def test_who_would_move_and_why(old: Path, new: Path, works: Path) -> None:
    done = kru("whatif", old, new, works, "--jobs", 1)
    assert done.exit_code == 1
    assert "girl2.sb3: starts: Great -> Good. Great begins at 3 now. Here are 2." in done.output
    assert "0 go up, 1 go down, 2 stay." in done.output
    assert "girl4.sb3:" not in done.output
    assert "anew" not in done.output
    same = kru("whatif", old, old, works, "--jobs", 1)
    assert (same.exit_code, same.output) == (0, "0 go up, 0 go down, 3 stay.\n")


def test_a_check_that_changed_is_looked_at_anew(old: Path, tmp_path: Path, works: Path) -> None:
    other = changed(
        rubric_folder(tmp_path / "other", version=2),
        "check: scratch.scripts",
        "check: scratch.scripts\n    with: {min_blocks: 9}",
    )
    done = kru("whatif", old, other, works, "--jobs", 1)
    assert done.exit_code == 1
    assert "Kru looked anew for: starts." in done.output
    assert "girl4.sb3: starts: Great -> Getting started. Kru looks for something else now. It finds 0." in done.output


def test_no_files_and_files_that_cannot_be_read(old: Path, new: Path, works: Path, tmp_path: Path) -> None:
    assert kru("whatif", old, new, tmp_path / "nothing").exit_code == 4
    (works / "broken.sb3").write_bytes(b"PK\x03\x04")
    done = kru("whatif", old, new, works, "--jobs", 1)
    assert "1 files could not be graded with both." in done.output


def test_there_and_back(old: Path, data: Path, tmp_path: Path) -> None:
    assert kru("push", old).exit_code == 0
    name = load(old).rubric.id
    there = data / "rubrics" / name
    assert (there / "rubric.yaml").read_bytes() == (old / "rubric.yaml").read_bytes()
    assert [one.name for one in data.iterdir()] == ["rubrics"]  # nothing is left beside it
    target = tmp_path / "mine"
    assert kru("pull", "--to", target).exit_code == 0
    assert (target / name / "rubric.yaml").is_file()
    (target / name / "rubric.yaml").write_text("mine", encoding="utf-8")
    assert kru("pull", name, "--to", target).exit_code == 4
    assert (target / name / "rubric.yaml").read_text(encoding="utf-8") == "mine"
    assert kru("pull", name, "--to", target, "--over").exit_code == 0
    assert kru("push", target / name).exit_code == 0


def test_what_does_not_pass_is_not_pushed(old: Path, data: Path, tmp_path: Path) -> None:
    assert kru("push", old).exit_code == 0
    there = data / "rubrics" / load(old).rubric.id / "rubric.yaml"
    before = there.read_bytes()
    failing = changed(
        rubric_folder(tmp_path / "failing", version=3), "examples:", "examples:\n  - {file: none, expect: {points: 3}}"
    )
    better = rubric_folder(tmp_path / "better", version=2, points=8)
    done = kru("push", better, failing)
    assert done.exit_code == 1
    assert "none: points should be 3. It came out as 0." in done.output
    assert kru("push", changed(rubric_folder(tmp_path / "bad"), "points: 6", "pionts: 6")).exit_code == 3
    silent = rubric_folder(tmp_path / "silent", points=8)
    assert kru("push", silent).exit_code == 4  # another meaning under the same number
    assert there.read_bytes() == before  # the first of two was not pushed either
    assert kru("push", better).exit_code == 0
    assert there.read_bytes() != before
