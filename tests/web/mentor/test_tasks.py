"""A mentor gives a task, sees who handed in, closes it, and finds who is next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Pages, post, sb3, visible
from tests.web.mentor.conftest import showcase
from worker.store.views import AssignmentView


@pytest.mark.usefixtures("on_the_shelf")
def test_a_task_is_given_until_the_end_of_a_day_of_the_club(pages: Pages, channary: FlaskClient) -> None:
    page = f"/mentor/class/{pages.cast.saturday.id}/give"
    assert "Week 4: Dance party" in visible(channary.get(page))
    form = {"rubric": "dance", "day": "2030-03-14", "counts": "last"}
    answer = post(channary, page, form, page=page)
    (given,) = pages.cast.store.assignments.assignments(pages.cast.saturday.id)
    assert answer.headers["Location"] == f"/mentor/task/{given.id}"
    assert (given.rubric_id, given.counts, given.closed) == ("dance", "last", False)
    assert given.due == datetime(2030, 3, 14, 16, 59, tzinfo=UTC)  # 23:59 in Phnom Penh
    assert "Her last try counts." in visible(channary.get(answer.headers["Location"]))


@pytest.mark.usefixtures("on_the_shelf")
@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"rubric": "nothing-like-it"}, "Choose what the class works on."),
        ({"rubric": "dance", "day": "31/12/2030"}, "Write the day like 2026-03-14."),
        ({"rubric": "dance", "day": "2030-03-14", "clock": "25:00"}, "Write the day like 2026-03-14."),
    ],
)
def test_what_cannot_be_given_is_told_and_nothing_is_given(
    pages: Pages, channary: FlaskClient, form: dict[str, object], said: str
) -> None:
    page = f"/mentor/class/{pages.cast.saturday.id}/give"
    answer = post(channary, page, form, page=page)
    assert answer.status_code == 422
    assert said in visible(answer)
    assert pages.cast.store.assignments.assignments(pages.cast.saturday.id) == ()


def test_the_day_and_what_counts_can_be_changed(pages: Pages, channary: FlaskClient, dance: AssignmentView) -> None:
    page = f"/mentor/task/{dance.id}"
    post(channary, page, {"day": "2030-01-02", "clock": "08:30", "counts": "last"}, page=page)
    changed = pages.cast.store.assignments.assignment(dance.id)
    assert changed is not None
    assert (changed.due, changed.counts) == (datetime(2030, 1, 2, 1, 30, tzinfo=UTC), "last")
    assert 'value="2030-01-02"' in channary.get(page).get_data(as_text=True)
    post(channary, page, {"day": "", "counts": "best"}, page=page)
    assert pages.cast.store.assignments.assignment(dance.id).due is None  # type: ignore[union-attr]


def test_a_closed_task_takes_nothing_until_it_is_opened_again(
    pages: Pages, channary: FlaskClient, dance: AssignmentView, sokha: FlaskClient
) -> None:
    page = f"/mentor/task/{dance.id}"
    post(channary, f"{page}/close", {"closed": "1"}, page=page)
    assert "There is nothing to hand in today." in visible(sokha.get("/work"))
    post(channary, f"{page}/close", {"closed": "0"}, page=page)
    assert "Dance party" in visible(sokha.get("/work"))


def test_everybody_stands_on_the_page_by_alphabet_with_a_word(
    pages: Pages, channary: FlaskClient, dance: AssignmentView, sokha: FlaskClient
) -> None:
    pages.hand_in(sokha, dance, sb3("great"))
    pages.grade()
    page = visible(channary.get(f"/mentor/task/{dance.id}"))
    assert page.index("Dara") < page.index("Sokha")
    assert "no file yet" in page
    assert "Great" in page
    assert "2 of 3" in page
    assert "8 / 8" in page  # mentors see points
    assert "Waiting for you: Sokha" in page.replace(" : ", ": ")
    assert "Nothing yet from: Dara." in page
    assert "Works that wait for your eyes: 1." in page


def test_a_file_that_does_not_open_is_shown_with_the_sentence_she_reads(
    pages: Pages, channary: FlaskClient, dance: AssignmentView, sokha: FlaskClient
) -> None:
    where = pages.hand_in(sokha, dance, b"%PDF-1.7 not a project", "dance.sb3")
    pages.grade()
    hers = visible(sokha.get(where))
    page = visible(channary.get(f"/mentor/task/{dance.id}"))
    assert "We could not open the file of Sokha." in page
    assert "newest file does not open" in page
    sentence = next(line for line in hers.splitlines() if "PDF" in line)
    assert sentence.split(".")[0] in page


def test_a_work_that_stopped_the_worker_is_a_persons_to_look_at(
    pages: Pages, channary: FlaskClient, dance: AssignmentView, sokha: FlaskClient
) -> None:
    pages.hand_in(sokha, dance, sb3("great"))
    gradings = pages.cast.store.gradings
    lease = timedelta(seconds=1)
    for _ in range(3):
        (ticket,) = gradings.queued()
        assert gradings.claim(ticket.grading, ticket.job_attempt, lease=lease)
        gradings.lost(ticket.grading, ticket.job_attempt)
    page = visible(channary.get(f"/mentor/task/{dance.id}"))
    assert "The file of Sokha stopped our worker three times." in page
    work = "/mentor/work/1"
    assert "This file stopped our worker three times." in visible(channary.get(work))
    rung = len(pages.rung)
    post(channary, f"{work}/again", {}, page=work)
    assert len(pages.rung) == rung + 1
    pages.grade()
    assert "What Sokha sees" in visible(channary.get(work))
    post(channary, f"{work}/again", {}, page=work)  # what is not stuck is not begun again
    assert len(pages.rung) == rung + 1


def test_next_leads_to_somebody_who_waits_and_never_to_the_one_before(
    pages: Pages, channary: FlaskClient, dance: AssignmentView, sokha: FlaskClient
) -> None:
    store, cast = pages.cast.store, pages.cast
    page = f"/mentor/task/{dance.id}/next"
    assert channary.get(page).headers["Location"] == f"/mentor/task/{dance.id}"
    for browser, kind in ((sokha, "great"), (pages.signed_in(cast.dara), "middle")):
        pages.hand_in(browser, dance, sb3(kind))
    pages.grade()
    hers = f"/mentor/task/{dance.id}/student/"
    assert channary.get(f"{page}?after={cast.sokha.id}").headers["Location"] == f"{hers}{cast.dara.id}"
    assert channary.get(f"{page}?after={cast.dara.id}").headers["Location"] == f"{hers}{cast.sokha.id}"
    store.marks.mark("mentor", cast.channary.id, cast.dara.id, dance.id, "friend", "good")
    assert channary.get(page).headers["Location"] == f"{hers}{cast.sokha.id}"


def test_a_task_of_people_alone_counts_levels_not_files(pages: Pages, channary: FlaskClient, tmp_path: Path) -> None:
    showcase(pages, tmp_path)
    given = pages.cast.give("showcase")
    assert "Works that wait for your eyes: 2." in visible(channary.get(f"/mentor/task/{given.id}"))
    pages.cast.store.marks.mark("mentor", pages.cast.channary.id, pages.cast.sokha.id, given.id, "presenting", "good")
    page = visible(channary.get(f"/mentor/task/{given.id}"))
    assert "Works that wait for your eyes: 1." in page
    assert "6 / 10" in page
    assert "no file yet" not in page
