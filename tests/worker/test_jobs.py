"""What a worker does with a file: a report, a sentence, a suggestion, or the ticket given back."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from grader.report import from_json
from tests.kit.people import Cast
from tests.kit.projects import project, rubric_folder
from tests.kit.queue import settings_for
from tests.worker.conftest import keep_rubric
from worker import jobs
from worker.sentences import say
from worker.store.leases import LEASES
from worker.store.views import GradingView

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000d49444154789c6360606060000000050001a5f645400000000049454e44ae426082"
)


@pytest.fixture
def grade(cast: Cast, tmp_path: Path, tiny: Path) -> Any:
    """Hand in, grade in this process; the grading afterwards."""
    del tiny
    settings = settings_for(tmp_path)

    def run(data: bytes, assignment: int, name: str = "a.sb3") -> GradingView:
        receipt = cast.store.submissions.hand_in(cast.sokha.id, assignment, data, name)
        assert receipt.grading_id is not None
        assert jobs.run(cast.store, settings, receipt.grading_id, 1)
        found = cast.store.gradings.grading(receipt.grading_id)
        assert found is not None
        return found

    return run


def test_a_project_gets_its_report(cast: Cast, grade: Any) -> None:
    found = grade(project(2), cast.give().id)
    assert found.state == "done"
    report = from_json(found.report)
    assert (report.rubric, report.version, report.kind) == ("tiny", 1, "sb3")
    assert report.result("starts").level == "great"
    assert report.result("friend").reason == "person"
    assert (report.score_hash, report.words_hash) == (found.score_hash, found.words_hash)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 cut off", b"hello", b"%PDF-1.7 x"])
def test_a_file_that_cannot_be_read_gets_a_sentence(cast: Cast, grade: Any, data: bytes) -> None:
    found = grade(data or b" ", cast.give().id)
    assert found.state == "unreadable"
    for language in ("en", "km"):
        assert say(found.unreadable_key, language, found.unreadable_values)
    assert found.suggestion is None


def test_another_kind_is_told_what_the_task_takes(cast: Cast, grade: Any) -> None:
    found = grade(b"<!doctype html><title>Me</title><p>Hi", cast.give().id, "me.html")
    assert (found.state, found.unreadable_key) == ("unreadable", "not-accepted")
    sentence = say(found.unreadable_key, "en", found.unreadable_values)
    assert "website" in sentence
    assert "Scratch project" in sentence


def test_another_kind_is_offered_the_task_that_takes_it(cast: Cast, grade: Any, tmp_path: Path) -> None:
    keep_rubric(cast.store, rubric_folder(tmp_path / "rubrics", "photo", accepts="picture"))
    here, there = cast.give(), cast.give("photo")
    assert grade(PNG, here.id, "me.png").suggestion == there.id
    cast.store.assignments.change(there.id, due=None, counts="best", closed=True)
    assert grade(PNG + b"\n", here.id, "me.png").suggestion is None


def test_a_project_that_shows_nothing_here_is_offered_where_it_shows_much(
    cast: Cast, grade: Any, tmp_path: Path
) -> None:
    folder = rubric_folder(tmp_path / "rubrics", "clones")
    path = folder / "rubric.yaml"
    path.write_text(path.read_text("utf-8").replace("scratch.scripts", "scratch.clones"), "utf-8")
    keep_rubric(cast.store, folder)
    clones, tiny = cast.give("clones"), cast.give("tiny")
    assert grade(project(2), clones.id).suggestion == tiny.id
    assert grade(project(3), tiny.id).suggestion is None


def test_the_starter_of_then_is_used_even_when_the_file_is_gone(cast: Cast, grade: Any, tmp_path: Path) -> None:
    folder = rubric_folder(tmp_path / "rubrics", "started")
    (folder / "starter.json").write_bytes(project(2))
    path = folder / "rubric.yaml"
    path.write_text(path.read_text("utf-8").replace("points: 6\n", "points: 6\nstarter: starter.json\n", 1), "utf-8")
    keep_rubric(cast.store, folder)
    (folder / "starter.json").unlink()
    given = cast.give("started")
    assert from_json(grade(project(2), given.id).report).result("starts").level == "start"
    assert from_json(grade(project(4), given.id).report).result("starts").level != "start"


def test_what_breaks_on_our_side_gives_the_ticket_back(
    cast: Cast, tmp_path: Path, tiny: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del tiny
    settings = settings_for(tmp_path)
    receipt = cast.store.submissions.hand_in(cast.sokha.id, cast.give().id, project(1), "a.sb3")
    assert receipt.grading_id is not None

    def breaks(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(jobs, "read", breaks)
    for attempt in range(1, LEASES + 1):
        with pytest.raises(MemoryError):
            jobs.run(cast.store, settings, receipt.grading_id, attempt)
    found = cast.store.gradings.grading(receipt.grading_id)
    assert found is not None
    assert (found.state, found.leases_lost) == ("stuck", 3)
    assert not jobs.run(cast.store, settings, receipt.grading_id, LEASES + 1)


def test_the_same_ticket_twice_grades_once(cast: Cast, tmp_path: Path, tiny: Path) -> None:
    del tiny
    settings = settings_for(tmp_path)
    receipt = cast.store.submissions.hand_in(cast.sokha.id, cast.give().id, project(1), "a.sb3")
    assert receipt.grading_id is not None
    assert [jobs.run(cast.store, settings, receipt.grading_id, 1) for _ in range(3)] == [True, False, False]
