"""What happens after the day of a task, and another day for one girl."""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import DANCE, Pages, post, sb3, use, visible
from worker.store import StoreError
from worker.store.dates import Days
from worker.store.views import AssignmentView

DAY = timedelta(days=1)
LATE = datetime.now(UTC) - 3 * DAY


@pytest.fixture
def over(pages: Pages) -> AssignmentView:
    """A task whose day was three days ago."""
    return pages.cast.give("dance", due=LATE)


def test_each_policy_says_what_is_late_and_what_is_not_taken() -> None:
    def days(policy: str, grace: int = 0) -> Days:
        return Days(LATE, policy, grace, None, {2: LATE + 9 * DAY})  # type: ignore[arg-type]

    assert not days("welcome").is_late(1, LATE + DAY)
    assert days("label").is_late(1, LATE + DAY)
    assert not days("label").is_late(1, LATE)
    assert not days("label").is_late(2, LATE + DAY)
    assert days("welcome").ends(1) is None
    assert days("label").ends(1) is None
    assert days("close", 2).ends(1) == LATE + 2 * DAY
    assert days("close", 2).ends(2) == LATE + 11 * DAY
    assert Days(None, "close", 0, None, {}).ends(1) is None


def test_the_rubric_decides_until_the_task_does(pages: Pages, tmp_path: object) -> None:
    text = DANCE.replace("id: dance", "id: strict").replace(
        "points: 12", "points: 12\nlate: {policy: close, grace_days: 7}"
    )
    use(pages.cast.store, tmp_path, "strict", text)  # type: ignore[arg-type]
    dates, given = pages.cast.store.dates, pages.cast.give("strict", due=LATE)
    found = dates.of(given.id)
    assert (found.policy, found.grace_days, found.chosen) == ("close", 7, None)
    dates.set_policy(given.id, "label", 5)
    found = dates.of(given.id)
    assert (found.policy, found.grace_days, found.chosen) == ("label", 0, "label")
    dates.set_policy(given.id, None)
    assert dates.of(given.id).grace_days == 7


def test_a_file_after_the_last_day_is_refused_kindly_and_in_the_time_of_the_club(
    pages: Pages, sokha: FlaskClient, over: AssignmentView
) -> None:
    page = visible(sokha.get("/work"))
    assert "Later is welcome too." in page
    pages.cast.store.dates.set_policy(over.id, "close", 1)
    page = visible(sokha.get("/work"))
    assert "This task takes no more files. Ask your mentor for another day." in page
    assert "Send your first try" not in page
    other = pages.cast.give("dance")  # its form has the token
    answer = post(sokha, f"/work/{over.id}", {"file": (io.BytesIO(sb3("great")), "a.sb3")}, page="/work")
    assert answer.status_code == 302
    at = (LATE + DAY + timedelta(hours=7)).strftime("%H:%M")
    said = visible(sokha.get("/work"))
    assert "This task took files until" in said
    assert at in said
    store = pages.cast.store.submissions
    assert not store.tries(pages.cast.sokha.id, over.id)
    pages.cast.store.dates.set_policy(over.id, "close", 4)
    assert "You can send it until" in visible(sokha.get("/work"))
    assert store.hand_in(pages.cast.sokha.id, over.id, b"x", "a.sb3").attempt == 1
    assert other.id != over.id


def test_a_girl_with_another_day_may_still_send_hers(
    pages: Pages, channary: FlaskClient, sokha: FlaskClient, over: AssignmentView
) -> None:
    store, page = pages.cast.store, f"/mentor/task/{over.id}/dates"
    store.dates.set_policy(over.id, "close", 0)
    answer = post(channary, page, {"student": pages.cast.sokha.id, "day": "2099-03-14"}, page=page)
    assert answer.status_code == 302
    assert "Sokha has time until 14 March at 23:59." in visible(channary.get(page))
    assert "Girls with another day: 1" in visible(channary.get(f"/mentor/task/{over.id}"))
    assert "Until 14 March at 23:59." in visible(sokha.get("/work"))
    assert store.submissions.hand_in(pages.cast.sokha.id, over.id, b"x", "a.sb3").attempt == 1
    with pytest.raises(StoreError, match="assignment-over"):
        store.submissions.hand_in(pages.cast.dara.id, over.id, b"x", "a.sb3")
    post(channary, f"{page}/{pages.cast.sokha.id}/drop", {}, page=page)
    assert store.dates.of(over.id).own == {}


@pytest.mark.parametrize(
    ("form", "status"),
    [({"day": ""}, 422), ({"day": "soon"}, 422), ({"day": "2099-01-01", "student": "bopha"}, 404)],
)
def test_a_day_that_cannot_be_is_not_kept(
    pages: Pages, channary: FlaskClient, over: AssignmentView, form: dict[str, object], status: int
) -> None:
    page = f"/mentor/task/{over.id}/dates"
    who = pages.cast.bopha.id if form.get("student") else pages.cast.sokha.id
    assert post(channary, page, {**form, "student": who}, page=page).status_code == status
    assert pages.cast.store.dates.of(over.id).own == {}


def test_dates_of_another_class_are_not_found(pages: Pages, vanna: FlaskClient, over: AssignmentView) -> None:
    assert vanna.get(f"/mentor/task/{over.id}/dates").status_code == 404


def test_the_policy_is_chosen_with_the_day(pages: Pages, channary: FlaskClient, dance: AssignmentView) -> None:
    page = f"/mentor/task/{dance.id}"
    post(channary, page, {"day": "2030-01-02", "late": "close", "grace": "3"}, page=page)
    found = pages.cast.store.dates.of(dance.id)
    assert (found.policy, found.grace_days, found.chosen) == ("close", 3, "close")
    answer = post(channary, page, {"day": "2030-01-02", "late": "close", "grace": "99"}, page=page)
    assert answer.status_code == 422
    assert "Write a number of days from 0 to 60." in visible(answer)
    assert pages.cast.store.dates.of(dance.id).grace_days == 3
