"""Pages for what does not go as planned: kind, in both languages, and the log knows more than she does."""

from __future__ import annotations

import logging

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Pages, sb3, visible
from tools.messages import BANNED
from web import errors
from worker.store.views import AssignmentView


def test_an_address_that_is_not_there(pages: Pages, sokha: FlaskClient) -> None:
    for client in (pages.client(), sokha):
        answer = client.get("/try/nothing")
        assert answer.status_code == 404
        said = visible(answer)
        assert "We cannot find this page" in said
        assert "ស្នាដៃ" in said  # the other language stands below
        assert "Go to my work" in said


def test_a_file_that_went_after_a_term_is_no_trouble(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    receipt = pages.hand_in(sokha, dance, sb3("great"))
    pages.grade()
    (own,) = pages.cast.store.submissions.tries(pages.cast.sokha.id, dance.id)
    pages.cast.store.files.delete(own.submission.file_hash)
    assert sokha.get(receipt).status_code == 200  # what was said of it is still there
    gone = sokha.get(f"{receipt}/file")
    assert gone.status_code == 410
    assert "This file is not kept any more" in visible(gone)


def test_our_own_trouble_is_ours_and_has_a_note_for_the_log(
    pages: Pages, sokha: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("web.student.tasks.open_tasks", lambda **_how: 1 / 0)
    with caplog.at_level(logging.ERROR):
        answer = sokha.get("/work")
    assert answer.status_code == 500
    said = visible(answer)
    assert "It is not because of you." in said
    assert "ZeroDivision" not in said
    note = caplog.records[-1].getMessage().split()[0]
    assert f"note {note}" in said
    assert "Sokha" not in caplog.text


def test_the_words_of_every_trouble_are_kind() -> None:
    for trouble in (*errors.PAGES.values(), errors.TOO_OLD):
        for line in (trouble.title, *trouble.lines):
            assert not BANNED.search(line)


def test_health_tells_machines(pages: Pages) -> None:
    answer = pages.client().get("/health")
    assert answer.status_code == 200
    assert answer.get_json()["ok"] is True
