"""What if, for a class: who would move and why; a regrade pressed twice is one; nothing goes down without words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.kit.projects import project, rubric_folder
from tests.web.conftest import Pages, post, visible
from worker.rubrics import consider
from worker.store.views import AssignmentView
from worker.tuning.drafts import in_file


@pytest.fixture
def tiny(pages: Pages, tmp_path: Path) -> Path:
    folder = rubric_folder(tmp_path / "made")
    place = pages.settings.own_rubrics / "tiny"
    place.parent.mkdir()
    shutil.copytree(folder, place)
    assert consider(pages.cast.store, pages.settings, place) is None
    return place


@pytest.fixture
def given(pages: Pages, tiny: Path) -> AssignmentView:
    assert tiny.is_dir()
    return pages.cast.give()


@pytest.fixture
def submission(pages: Pages, given: AssignmentView) -> int:
    receipt = pages.cast.store.submissions.hand_in(pages.cast.sokha.id, given.id, project(2), "a.sb3")
    pages.grade()
    return receipt.submission_id


def harder(pages: Pages, version: int = 2) -> str:
    text = in_file(pages.cast.store, pages.settings, "tiny").replace("version: 1", f"version: {version}")
    text = text.replace("{good: 1, great: 2}", "{good: 2, great: 3}")
    return text.replace("{starts: good}", "{starts: start}").replace("{starts: great}", "{starts: good}")


def use(pages: Pages, place: Path, text: str) -> None:
    (place / "rubric.yaml").write_text(text, encoding="utf-8")
    assert consider(pages.cast.store, pages.settings, place) is None


def test_who_would_move_with_her_draft(
    pages: Pages, channary: FlaskClient, given: AssignmentView, submission: int
) -> None:
    address = f"/mentor/task/{given.id}/what-if"
    assert submission
    page = visible(channary.get(address))
    assert "Counted with what is in use, version 1." in page
    assert "up: 0, down: 0, stay: 1." in page
    pages.cast.store.tuning.save("tiny", pages.cast.channary.id, harder(pages))
    page = visible(channary.get(address))
    assert "Counted with your draft, version 2." in page
    assert "up: 0, down: 1, stay: 0." in page
    assert "Sokha" in page
    assert "Great begins at 3 now. Here are 2." in page
    assert "good and great begin at 2, 3, not at 1, 2." in page
    other = harder(pages).replace("check: scratch.scripts", "check: scratch.scripts\n    with: {min_blocks: 9}")
    pages.cast.store.tuning.save("tiny", pages.cast.channary.id, other)
    page = visible(channary.get(address))
    assert "Needs a look: Something starts." in page
    pages.cast.store.tuning.save("tiny", pages.cast.channary.id, "rubric: 1\n")
    assert "Your draft is not ready to count with." in visible(channary.get(address))


def test_a_class_of_others_is_not_found(vanna: FlaskClient, given: AssignmentView) -> None:
    assert vanna.get(f"/mentor/task/{given.id}/what-if").status_code == 404
    assert post(vanna, f"/mentor/task/{given.id}/regrade", {}, page="/mentor/me").status_code == 404


def test_regrade_twice_is_once_and_a_reason_is_read_by_her(
    pages: Pages, channary: FlaskClient, given: AssignmentView, submission: int, tiny: Path, sokha: FlaskClient
) -> None:
    address, press = f"/mentor/task/{given.id}/what-if", f"/mentor/task/{given.id}/regrade"
    use(pages, tiny, harder(pages))
    assert "Graded by older rules: 1." in visible(channary.get(address))
    for _ in range(2):
        assert post(channary, press, {}, page="/mentor/me").status_code == 303
    assert len(pages.rung) == 1
    assert "Graded again so far: 0 of 1." in visible(channary.get(address))
    old = sokha.get(f"/try/{submission}").get_data(as_text=True)
    assert "We look at it once more" in old
    assert "stale" in old
    pages.grade()
    assert "stale" not in sokha.get(f"/try/{submission}").get_data(as_text=True)
    page = visible(channary.get(address))
    assert "Held back: they would be lower" in page
    assert "Sokha" in page
    answer = post(channary, press, {"lower": "1", "reason": "  "}, page="/mentor/me")
    assert answer.status_code == 422
    assert "Write why first. She reads it." in visible(answer)
    before = visible(sokha.get(f"/try/{submission}"))
    post(channary, press, {"lower": "1", "reason": "We look for <b>three</b> scripts now."}, page="/mentor/me")
    page = visible(channary.get(address))
    assert "Let through: 1." in page
    assert "Held back" not in page
    after = visible(sokha.get(f"/try/{submission}"))
    assert "We look for <b>three</b> scripts now." in after
    assert "We look for" not in before
