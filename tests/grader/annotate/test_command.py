from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.commands.show import command
from grader.scratch.write import write
from tests.kit.blocks import scratch

GAME = """
    when green flag clicked
    if <touching (edge v)?> then
      move (10) steps
    end
"""


@pytest.fixture
def game(tmp_path: Path) -> Path:
    path = tmp_path / "cat.sb3"
    path.write_bytes(write(scratch(GAME)))
    return path


def shown(*words: object) -> Result:
    return CliRunner().invoke(command, [str(word) for word in words])


def comments(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        project = json.loads(archive.read("project.json"))
    return [one["text"] for target in project["targets"] for one in target["comments"].values()]


def test_the_copy_has_comments_and_the_file_stays_as_it_was(game: Path, tmp_path: Path) -> None:
    before, out = game.read_bytes(), tmp_path / "out.sb3"
    said = shown(game, "--annotate", out)
    assert said.exit_code == 0
    assert comments(out)
    assert f"Comments in {out}: {len(comments(out))}." in said.stderr
    assert game.read_bytes() == before


def test_they_are_in_the_language_that_was_asked_for(game: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.sb3"
    shown(game, "--annotate", out, "--lang", "km")
    assert any("\u1780" <= letter <= "\u17ff" for text in comments(out) for letter in text)


def test_what_is_there_is_written_over_only_on_demand(game: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.sb3"
    out.write_bytes(b"hers")
    assert shown(game, "--annotate", out).exit_code == 2
    assert out.read_bytes() == b"hers"
    assert shown(game, "--annotate", out, "--force").exit_code == 0
    assert comments(out)


def test_the_file_itself_is_never_written_over(game: Path) -> None:
    before = game.read_bytes()
    assert shown(game, "--annotate", game, "--force").exit_code == 2
    assert game.read_bytes() == before


def test_one_project_at_a_time_and_a_name_that_scratch_opens(game: Path, tmp_path: Path) -> None:
    assert shown(game, tmp_path / "other.sb3", "--annotate", tmp_path / "out.sb3").exit_code == 2
    assert shown(game, "--annotate", tmp_path / "out.zip").exit_code == 2


def test_a_web_page_has_no_blocks(tmp_path: Path) -> None:
    page, out = tmp_path / "index.html", tmp_path / "out.sb3"
    page.write_text("<!doctype html><title>Hello</title><p>Hello", "utf-8")
    said = shown(page, "--annotate", out)
    assert said.exit_code == 1
    assert "no blocks to comment on" in said.stderr
    assert not out.exists()
