"""What waits, what stopped the workers, and the two buttons."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.conftest import Pages, post, sb3, visible
from worker.store.jobs import Jobs
from worker.store.views import AssignmentView


def _handed_in(pages: Pages, dance: AssignmentView) -> int:
    receipt = pages.cast.store.submissions.hand_in(pages.cast.sokha.id, dance.id, sb3("middle"), "dance.sb3")
    grading = pages.cast.store.gradings.grading_of(receipt.submission_id)
    assert grading
    return grading.id


def test_what_waits_is_shown_and_can_be_taken_out(pages: Pages, dance: AssignmentView, srey: FlaskClient) -> None:
    grading = _handed_in(pages, dance)
    assert "dance.sb3" in visible(srey.get("/mentor/jobs"))
    post(srey, f"/mentor/jobs/{grading}/cancel", {}, page="/mentor/jobs")
    page = visible(srey.get("/mentor/jobs"))
    assert "stopped the workers" in page
    assert pages.cast.store.gradings.queued() == ()
    pages.grade()  # nothing to do: no worker takes it
    assert "stopped the workers" in visible(srey.get("/mentor/jobs"))


def test_all_that_stopped_goes_on(pages: Pages, dance: AssignmentView, srey: FlaskClient) -> None:
    grading = _handed_in(pages, dance)
    jobs = Jobs(pages.cast.store.database)
    assert jobs.cancel(grading)
    post(srey, "/mentor/jobs/again", {}, page="/mentor/jobs")
    assert pages.rung[-1] == grading
    pages.grade()
    assert "Nothing waits." in visible(srey.get("/mentor/jobs"))


def test_what_a_worker_holds_is_not_taken_away(pages: Pages, dance: AssignmentView, srey: FlaskClient) -> None:
    grading = _handed_in(pages, dance)
    pages.grade()
    answer = post(srey, f"/mentor/jobs/{grading}/cancel", {}, page="/mentor/me")
    assert answer.status_code == 404
    found = pages.cast.store.gradings.grading(grading)
    assert found
    assert found.state == "done"
