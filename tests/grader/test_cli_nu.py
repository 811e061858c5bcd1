"""`--nu` on the command line: another checker's word beside ours, marked as its own; a note where it is absent."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from grader.cli import kru
from grader.scratch.write import write
from tests.kit import fake_java
from tests.kit.blocks import scratch
from tests.kit.fake_java import FakeJava

SAYS = "Attribute “colour” not allowed."
RUBRIC = """\
rubric: 1
id: first-page
version: 1
title: {en: First page}
accepts: [website]
points: 4
criteria:
  - {id: title, title: {en: It has a title}, points: 4, check: website.title, levels: {great: 1}}
examples:
  - {file: none, expect: {}}
"""
NU = ["check", "kind", "severity", "file", "line", "column", "end_line", "end_column", "text", "says"]


@pytest.fixture(autouse=True)
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("KRU_DATA", raising=False)
    monkeypatch.delenv("KRU_NU_JAR", raising=False)
    for name in ("class/maly", "class/sokha"):
        (tmp_path / name).mkdir(parents=True)
        text = '<!doctype html>\n<html lang="en"><title>Cats</title>\n<p colour="a">Hi'
        (tmp_path / name / "index.html").write_text(text if name == "class/maly" else text.replace(' colour="a"', ""))
    (tmp_path / "cat.sb3").write_bytes(write(scratch("when flag clicked\nmove (10) steps")))
    (tmp_path / "first-page").mkdir()
    (tmp_path / "first-page" / "rubric.yaml").write_text(RUBRIC)
    return tmp_path


@pytest.fixture
def fake(place: Path, monkeypatch: pytest.MonkeyPatch) -> FakeJava:
    message = {"type": "error", "lastLine": 3, "firstColumn": 1, "lastColumn": 14, "message": SAYS}
    made = fake_java.make(place / "fake", {"colour=": [message]})
    monkeypatch.setenv("PATH", f"{made.folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("KRU_NU_JAR", str(made.jar))
    return made


def call(*words: str) -> Result:
    return CliRunner().invoke(kru, list(words), catch_exceptions=False)


def test_show_adds_its_words_marked_as_its_own(fake: FakeJava) -> None:
    lines = call("show", "class", "cat.sb3", "--nu", "--format", "json").stdout.splitlines()
    maly, sokha, cat = map(json.loads, lines)
    [told] = [finding for finding in maly["findings"] if finding["check"] == "nu"]
    assert list(told) == NU
    assert (told["severity"], told["file"], told["line"], told["says"]) == ("error", "index.html", 3, SAYS)
    assert not [one for seen in (sokha, cat) for one in seen["findings"] if one["check"] == "nu"]
    assert len(fake.runs()) == 1  # one process for all
    assert f"index.html:3:1: {SAYS} (nu)" in call("show", "class/maly", "--nu").stdout


def test_without_the_word_nobody_is_asked(fake: FakeJava) -> None:
    assert "(nu)" not in call("show", "class/maly").stdout
    result = json.loads(call("grade", "first-page", "class", "--format", "json").stdout)["results"][0]
    assert "nu" not in result
    assert not fake.runs()


def test_grade_adds_its_words_and_never_points(fake: FakeJava) -> None:
    plain = json.loads(call("grade", "first-page", "class", "--format", "json").stdout)["results"]
    with_nu = json.loads(call("grade", "first-page", "class", "--nu", "--format", "json").stdout)["results"]
    assert [[one["says"] for one in result.pop("nu")] for result in with_nu] == [[SAYS], []]
    for result in (*plain, *with_nu):
        result.pop("seconds")
    assert with_nu == plain
    assert len(fake.runs()) == 1


def test_the_pages_tell_its_words_apart(fake: FakeJava, place: Path) -> None:
    assert call("grade", "first-page", "class", "--nu", "--format", "html", "--out", "out").exit_code == 0
    maly, sokha = ((place / "out" / f"{name}.html").read_text() for name in ("001-maly", "002-sokha"))
    assert "What the Nu checker says" in maly
    assert f'<span lang="en">{SAYS}</span>' in maly
    assert "It has nothing to say about these pages." in sokha
    call("grade", "first-page", "class", "--format", "html", "--out", "out")
    assert "Nu checker" not in (place / "out" / "001-maly.html").read_text()
    assert fake.runs()


@pytest.mark.parametrize("words", [("show", "class"), ("grade", "first-page", "class")])
def test_where_it_is_not_there_one_note_and_no_trouble(
    words: tuple[str, ...], place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = call(*words, "--format", "json")
    monkeypatch.setenv("KRU_NU_JAR", str(place / "nowhere.jar"))
    monkeypatch.setenv("PATH", str(place))
    result = call(*words, "--nu", "--format", "json")
    assert result.exit_code == plain.exit_code == 0
    assert result.stderr.count("The Nu checker needs Java 17 or newer.") == 1
    assert [line for line in result.stdout.splitlines() if "seconds" not in line] == [
        line for line in plain.stdout.splitlines() if "seconds" not in line
    ]
