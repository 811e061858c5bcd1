"""`kru show` prints skills and numbers: as JSON, as text, also where one of them stops."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from grader.cli import kru
from grader.output import seen
from grader.scratch.skills import cards
from grader.scratch.write import write
from grader.show import show
from grader.upload import read
from tests.kit.blocks import scratch

CAT = 'sprite "Cat"\n\nwhen flag clicked\nforever\nmove (1) steps\nend'


def test_from_the_shell(tmp_path: Path) -> None:
    (tmp_path / "cat.sb3").write_bytes(write(scratch(CAT)))
    path = str(tmp_path / "cat.sb3")
    whole = json.loads(CliRunner().invoke(kru, ["show", path, "--format", "json"], catch_exceptions=False).stdout)
    flow = whole["skills"]["dr-scratch-2014"]["FlowControl"]
    assert (flow["level"], flow["of"], len(flow["blocks"])) == (2, 3, 1)
    assert whole["metrics"]["statement_count"] == 3
    text = CliRunner().invoke(kru, ["show", path], catch_exceptions=False).stdout
    assert "  Skills. These levels are for mentors. A student does not see them.\n" in text
    assert "FlowControl 2/3 · Cat: forever" in text
    assert "  Numbers\n" in text
    assert " statement_count=3" in text


def test_a_text_and_its_file_have_the_same_levels_and_numbers() -> None:
    text = scratch('stage\nbackdrop "sky"\n\n' + CAT.replace('"Cat"', '"Cat"\ncostume "cat"'))
    there, here = show("a", read(write(text), "cat.sb3")), show("a", text)
    assert there["metrics"] == here["metrics"]
    for rubric, levels in here["skills"].items():
        assert {name: level["level"] for name, level in levels.items()} == {
            name: level["level"] for name, level in there["skills"][rubric].items()
        }


def test_one_part_that_stops_hides_nothing_else(monkeypatch: pytest.MonkeyPatch) -> None:
    def stops(_index: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(cards, "cards", stops)
    whole = show("cat.sb3", scratch(CAT))
    assert whole["skills"] == {}
    assert whole["metrics"]["statement_count"] == 3
    assert whole["notes"] == [{"key": "part-stopped", "values": {"part": "skills", "trouble": "ZeroDivisionError"}}]
    text = seen.write(whole, "en")
    assert "Numbers" in text
    assert "Skills" not in text
