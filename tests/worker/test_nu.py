"""The Nu checker in the service: a setting, kept among a report's notes, never in the way of a grading."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest

from grader.report import Report, from_json
from grader.second_opinion import words_in
from tests.kit import fake_java
from tests.kit.people import Cast
from tests.kit.queue import settings_for
from tests.worker.conftest import keep_rubric
from worker import jobs
from worker.settings import Settings, SettingsError

PAGE = b'<!doctype html><title>Cats</title>\n<p colour="a">Hi'
SAYS = "Attribute colour not allowed."


@pytest.fixture
def java(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> fake_java.FakeJava:
    message = {"type": "error", "lastLine": 2, "firstColumn": 1, "lastColumn": 14, "message": SAYS}
    made = fake_java.make(tmp_path / "fake", {"colour=": [message]})
    monkeypatch.setenv("PATH", f"{made.folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.delenv("JAVA_HOME", raising=False)
    monkeypatch.setenv("KRU_NU_JAR", str(made.jar))
    return made


def report_of(cast: Cast, settings: Settings, data: bytes, name: str, given: int) -> Report:
    receipt = cast.store.submissions.hand_in(cast.sokha.id, given, data, name)
    assert receipt.grading_id is not None
    assert jobs.run(cast.store, settings, receipt.grading_id, 1)
    found = cast.store.gradings.grading(receipt.grading_id)
    assert found is not None
    assert found.state == "done"
    assert found.report is not None
    return from_json(found.report)


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


@pytest.fixture
def given(cast: Cast, tmp_path: Path) -> int:
    folder = tmp_path / "rubrics" / "first-page"
    folder.mkdir(parents=True)
    (folder / "rubric.yaml").write_text(RUBRIC, encoding="utf-8")
    keep_rubric(cast.store, folder)
    return cast.give("first-page").id


def test_its_words_are_kept_beside_the_report_and_change_nothing(
    cast: Cast, tmp_path: Path, java: fake_java.FakeJava, given: int
) -> None:
    settings = settings_for(tmp_path)
    plain = report_of(cast, settings, PAGE, "one.html", given)
    assert not java.runs()
    asked = report_of(cast, replace(settings, nu=True), PAGE + b" ", "one.html", given)
    [word] = words_in(asked.notes) or ()
    assert (word.file, word.line, word.says) == ("one.html", 2, SAYS)
    assert words_in(plain.notes) is None
    assert replace(asked, notes=()) == replace(plain, notes=())
    assert len(java.runs()) == 1


def test_without_java_the_grading_goes_on(
    cast: Cast, tmp_path: Path, given: int, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    report = report_of(cast, replace(settings_for(tmp_path), nu=True), PAGE, "one.html", given)
    assert words_in(report.notes) is None
    assert report.result("title").level == "great"
    assert "The Nu checker needs Java 17" in caplog.text


def test_the_setting_reaches_the_workers(tmp_path: Path) -> None:
    for text, is_on in (("1", True), ("true", True), ("0", False), ("", False)):
        settings = Settings.from_env({"KRU_NU": text}, data=tmp_path)
        assert settings.nu is is_on
        assert Settings.from_env(settings.environment()).nu is is_on
    with pytest.raises(SettingsError, match="KRU_NU"):
        Settings.from_env({"KRU_NU": "perhaps"}, data=tmp_path)
