"""`kru similar --sentences`: what a template wrote on the websites of a class."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.cli import kru
from grader.rubric.model import Pack
from grader.rubric.source import read as read_yaml

GIVEN = "Click here to add your own text."


@pytest.fixture
def classroom(tmp_path: Path) -> Path:
    for name in ("dara", "lina", "sokha"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "index.html").write_text(f"<h1>{name}</h1><p>{GIVEN}<p>My own words are about {name}.", "utf-8")
    (tmp_path / "game.sb3").write_bytes(b"no project")
    return tmp_path


def call(*words: str) -> Result:
    return CliRunner().invoke(kru, ["similar", *words], catch_exceptions=False)


def test_the_sentence_of_three_students_is_shown_and_not_their_own(classroom: Path) -> None:
    found = call(str(classroom), "--sentences", "--format", "json")
    told = json.loads(found.stdout)
    names = [f"{classroom}/{name}" for name in ("dara", "lina", "sokha")]
    assert told["sentences"] == [{"text": GIVEN, "files": names}]
    assert told["files"] == 3
    assert [one["file"] for one in told["unreadable"]] == [f"{classroom}/game.sb3"]
    assert found.exit_code == 1


@pytest.mark.parametrize(
    ("language", "words"),
    [("en", "Sentences that several have: 1."), ("km", "ប្រយោគ\u200bដែល\u200bមាន\u200bច្រើន\u200bគ្នា៖ 1។")],
)
def test_people_read_it(classroom: Path, language: str, words: str) -> None:
    (classroom / "game.sb3").unlink()
    found = call(str(classroom), "--sentences", "--lang", language)
    assert found.stdout.startswith(f"  3  {GIVEN}\n")
    assert words in found.stdout
    assert found.exit_code == 0


def test_nothing_in_common_is_said(classroom: Path) -> None:
    assert "No sentence stands on several of these websites." in call(str(classroom / "dara"), "--sentences").stdout


def test_it_becomes_a_pack(classroom: Path) -> None:
    found = call(str(classroom), "--sentences", "--format", "pack")
    _, tree = read_yaml(found.stdout.encode(), "seen.yaml", pack=True)
    assert Pack.model_validate(tree.value).texts == {"seen-in-class": (GIVEN,)}


def test_a_pack_is_of_sentences(classroom: Path) -> None:
    assert call(str(classroom), "--format", "pack").exit_code == 2
