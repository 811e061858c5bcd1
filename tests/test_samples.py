"""Real projects, the whole way: every one is graded by every rubric, or gets its sentence; nothing raises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from grader.cli import kru
from grader.rubric.load import rubric_files

pytestmark = pytest.mark.samples
# Every one of these plays every game, for a minute or two: one of them in an ordinary run.
LONG = ("m2-w07-quiz", "m2-w08-maze", "m2-w11-game-jam")
RUBRICS = [
    pytest.param(file.parent, marks=[pytest.mark.long] if file.parent.name in LONG else [], id=file.parent.name)
    for file in rubric_files()
]


def rows(*words: str) -> list[Any]:
    """What `kru grade --format json` prints, and nothing on stderr but what was left out."""
    result = CliRunner().invoke(kru, ["grade", *words, "--format", "json"], catch_exceptions=False)
    told = [line for line in result.stderr.splitlines() if not line.startswith("Left out")]
    assert told == [], "a crash inside a check is told here"
    return list(json.loads(result.stdout)["results"])


@pytest.mark.parametrize("rubric", RUBRICS)
@pytest.mark.parametrize("folder", ["sb3", "sites", "execute"])
def test_every_sample_is_graded_or_gets_its_sentence(samples: Path, rubric: Path, folder: str) -> None:
    found = rows(str(rubric), str(samples / folder))
    assert len(found) >= 10
    for row in found:
        assert row["status"] in {"graded", "unreadable"}, row
        if row["status"] == "unreadable":
            assert row["text"].endswith("."), row
        assert all(criterion["level"] != "unchecked" for criterion in row["criteria"]), row


@pytest.mark.parametrize("paths", ["sb3", "sites", "execute", "nu/*.html"])
def test_every_sample_is_shown(samples: Path, paths: str) -> None:
    given = [str(path) for path in sorted(samples.glob(paths))]
    result = CliRunner().invoke(kru, ["show", *given, "--format", "json"], catch_exceptions=False)
    assert result.stderr == ""
    shown = [json.loads(line) for line in result.stdout.splitlines()]
    assert len(shown) >= 10
    for seen in shown:
        assert seen["kind"] in {"scratch", "website", "unreadable"}, seen
        assert all(note.get("key") != "check-stopped" for note in seen.get("notes", ())), seen["notes"]
