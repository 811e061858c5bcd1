"""`kru find`: a pattern from the shell or from a file; who has it, where, how often; and when it does not read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from grader.cli import kru
from grader.scratch.write import write
from tests.kit.blocks import scratch

CAT = """
    sprite "Cat"

    when flag clicked
    forever
      if <touching (edge v)?> then
        change [score v] by (1)
      else
        hide
      end
    end

    sprite "Dog"

    define jump (high)
    change y by (high)

    change [score v] by (5)
"""
PATTERN = "forever\n  if <touching (_)?> then\n    change [_ v] by (_)\n"


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cat.sb3").write_bytes(write(scratch(CAT)))
    (tmp_path / "other.sb3").write_bytes(write(scratch("when flag clicked\nif <touching (edge v)?> then\nshow")))
    return tmp_path


def call(*words: str) -> Result:
    return CliRunner().invoke(kru, ["find", *words], catch_exceptions=False)


def seen(*words: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in call(*words, "--format", "json").stdout.splitlines()]


def test_the_script_is_shown_with_the_place_marked() -> None:
    result = call(PATTERN, "cat.sb3")
    assert result.exit_code == 0
    assert result.stdout == (
        "cat.sb3: Cat\n"
        "  when green flag clicked\n"
        ". forever\n"
        ".   if <touching (edge v)?> then\n"
        ">     change [score v] by (1)\n"
        "    else\n"
        "      hide\n"
        "    end\n"
        "  end\n\n"
    )


def test_blocks_that_cannot_run_are_found_and_said_so() -> None:
    result = call("change [_ v] by (5)", "cat.sb3")
    assert result.exit_code == 0
    assert result.stdout == "cat.sb3: Dog (cannot run yet)\n> change [score v] by (5)\n\n"


def test_blocks_speak_khmer() -> None:
    assert ">     លាក់" in call("hide", "cat.sb3", "--lang", "km").stdout.replace("      លាក់", "    លាក់")
    assert call("លាក់", "cat.sb3").exit_code == 0


def test_nothing_found_is_1_and_what_is_near_is_told() -> None:
    result = call(PATTERN, "other.sb3")
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "other.sb3: Your if _ then is there, but not inside forever yet.\n"
    assert call(PATTERN, "other.sb3", "cat.sb3").exit_code == 0


def test_counts() -> None:
    result = call("change [_ v] by (_)", "cat.sb3", "other.sb3", "--count")
    assert (result.exit_code, result.stdout) == (0, "cat.sb3: 2\nother.sb3: 0\n")
    assert seen("hide", "cat.sb3", "--count") == [{"file": "cat.sb3", "kind": "scratch", "count": 1}]


def test_only_some_sprites() -> None:
    assert call("change [_ v] by (_)", "cat.sb3", "--in", "Dog", "--count").stdout == "cat.sb3: 1\n"
    assert call("change [_ v] by (_)", "cat.sb3", "--in", "Dog, Cat", "--count").stdout == "cat.sb3: 2\n"
    assert call("change [_ v] by (_)", "cat.sb3", "--in", "stage", "--count").exit_code == 1


def test_neighbours() -> None:
    assert call("when flag clicked\nforever", "cat.sb3", "--exactly").exit_code == 0
    assert call("forever\nhide", "cat.sb3", "--exactly").exit_code == 1
    assert call("if <_> then\nhide", "cat.sb3").exit_code == 1  # it stands below the `else`
    assert call("when flag clicked\nhide", "cat.sb3").exit_code == 0


def test_json_has_a_line_for_each_file() -> None:
    cat, other = seen(PATTERN, "cat.sb3", "other.sb3")
    assert list(cat) == ["file", "kind", "count", "places", "scripts", "near"]
    assert (cat["file"], cat["kind"], cat["count"], cat["near"]) == ("cat.sb3", "scratch", 1, None)
    [place] = cat["places"]
    assert list(place) == ["sprite", "block", "text", "runs", "beside"]
    assert (place["sprite"], place["text"], place["runs"]) == ("Cat", "change [score v] by (1)", True)
    assert len(place["beside"]) == 3
    [script] = cat["scripts"]
    assert (script["sprite"], script["marked"], script["beside"], script["runs"]) == ("Cat", [4], [2, 3], True)
    assert script["text"].split("\n")[3].strip() == "change [score v] by (1)"
    assert other["count"] == 0
    assert (other["near"]["kind"], other["near"]["there"]) == ("inside", "control_if")


def test_a_pattern_that_does_not_read_is_3() -> None:
    result = call("forver\n  hid", "cat.sb3")
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == (
        "pattern:1:1: Kru does not know this block: forver. Did you mean forever?\n    forver\n    ^\n"
        "pattern:2:3: Kru does not know this block: hid. Did you mean hide?\n      hid\n      ^\n"
    )
    assert "តើអ្នកចង់សរសេរ" in call("forver", "cat.sb3", "--lang", "km").stderr


def test_a_pattern_can_be_a_file(place: Path) -> None:
    (place / "reacts.blocks").write_text(PATTERN, "utf-8")
    (place / "reacts.txt").write_text(PATTERN, "utf-8")
    (place / "odd.blocks").write_text("forver", "utf-8")
    assert call("reacts.blocks", "cat.sb3", "--count").stdout == "cat.sb3: 1\n"
    assert call("@reacts.txt", "cat.sb3", "--count").stdout == "cat.sb3: 1\n"
    assert call("odd.blocks", "cat.sb3").stderr.startswith("odd.blocks:1:1: ")
    assert call("@nothere.blocks", "cat.sb3").exit_code == 2


def test_projects_as_text_and_files_of_other_kinds(place: Path) -> None:
    (place / "cat.blocks").write_text("when flag clicked\nhide", "utf-8")
    (place / "odd.blocks").write_text("forver", "utf-8")
    (place / "page.html").write_text("<p>Hi", "utf-8")
    (place / "empty.sb3").touch()
    result = call("hide", "cat.blocks", "odd.blocks", "page.html", "empty.sb3", "--count")
    assert result.exit_code == 0
    assert result.stdout == "cat.blocks: 1\npage.html: 0\n"
    assert "odd.blocks: 1:1: Kru does not know this block: forver" in result.stderr
    assert "empty.sb3: " in result.stderr
    assert seen("hide", "page.html")[0]["kind"] == "website"


def test_no_files_is_4() -> None:
    assert call("hide", "nothere").exit_code == 4


def test_of_a_long_script_the_lines_around_are_shown(place: Path) -> None:
    lines = ["when flag clicked", *["move (1) steps"] * 30, "hide", *["turn cw (15) degrees"] * 30]
    (place / "long.sb3").write_bytes(write(scratch("\n".join(lines))))
    shown = call("hide", "long.sb3").stdout.splitlines()
    assert shown[1:] == [
        "  ...", "  move (1) steps", "  move (1) steps", "> hide",
        "  turn cw (15) degrees", "  turn cw (15) degrees", "  ...", "",
    ]  # fmt: skip


def test_parameters_are_shown_by_their_names() -> None:
    assert "> change y by (high)" in call("change y by (_)", "cat.sb3").stdout
