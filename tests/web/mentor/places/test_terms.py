"""Files go so many days after the term in which they were handed in, and everybody is told before."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from flask.testing import FlaskClient

from tests.kit.people import PASSWORD, Cast
from tests.web.conftest import Pages, post, visible
from tests.web.mentor.conftest import enter
from worker.privacy import privacy
from worker.store import models as m
from worker.store.views import AssignmentView

TODAY = datetime.now(UTC)


def hand_in(cast: Cast, student: int, given: AssignmentView, data: bytes, days_ago: int) -> str:
    """A file of so many days ago; its hash."""
    receipt = cast.store.submissions.hand_in(student, given.id, data, "a.sb3")
    with cast.store.database.write() as session:
        row = session.get_one(m.Submission, receipt.submission_id)
        row.at = TODAY - timedelta(days=days_ago)
        return row.file_hash


def ago(days: int) -> date:
    """The day so many days ago."""
    return (TODAY - timedelta(days=days)).date()


def test_only_the_files_of_the_ended_term_go(pages: Pages, dance: AssignmentView) -> None:
    cast, store = pages.cast, pages.cast.store
    store.terms.add(cast.saturday.id, "Spring", ago(300), ago(200))
    store.terms.add(cast.saturday.id, "Autumn", ago(100), ago(1))
    old = hand_in(cast, cast.sokha.id, dance, b"old", 250)
    both = hand_in(cast, cast.sokha.id, dance, b"both", 240)
    hand_in(cast, cast.dara.id, dance, b"both", 50)
    new = hand_in(cast, cast.sokha.id, dance, b"new", 50)
    between = hand_in(cast, cast.sokha.id, dance, b"between", 150)
    (spring,) = privacy.old(store, 180)
    assert (spring.term, set(spring.files)) == ("Spring", {old, both})
    assert privacy.old(store, 210) == ()
    assert privacy.purge(store, [spring]).files == 1
    assert [store.files.has(one) for one in (old, both, new, between)] == [False, True, True, True]


def test_the_days_are_one_setting(pages: Pages, dance: AssignmentView) -> None:
    cast, store = pages.cast, pages.cast.store
    store.terms.add(cast.saturday.id, "Spring", ago(60), ago(40))
    hand_in(cast, cast.sokha.id, dance, b"old", 50)
    assert privacy.soon(store, cast.saturday.id) == ()
    people = store.people
    rith = enter(pages, people.join(people.make_invite("admin", club=cast.club.id), "rith", "Rith", PASSWORD))
    assert post(rith, "/mentor/clubs/keep", {"days": "60"}, page="/mentor/clubs").status_code == 302
    assert privacy.keep_days(store) == 60
    assert [one.term for one in privacy.soon(store, cast.saturday.id)] == ["Spring"]
    for days in ("29", "x", "99999"):
        assert post(rith, "/mentor/clubs/keep", {"days": days}, page="/mentor/clubs").status_code == 422
    assert privacy.keep_days(store) == 60


def test_mentor_and_student_are_told_before(
    pages: Pages, channary: FlaskClient, sokha: FlaskClient, dance: AssignmentView
) -> None:
    cast, store = pages.cast, pages.cast.store
    page = f"/mentor/class/{cast.saturday.id}"
    store.terms.add(cast.saturday.id, "Spring", ago(300), ago(160))
    hand_in(cast, cast.sokha.id, dance, b"old", 200)
    assert "Files of Spring go from" in visible(channary.get(page))
    assert "Files of Spring go from" in visible(channary.get(f"{page}/terms"))
    assert "Your files are kept here until" in visible(sokha.get("/work"))
    assert "Your files are kept" not in visible(pages.signed_in(cast.dara).get("/work"))  # she has none there
    store.settings.set(privacy.KEEP, {"days": 365})
    assert "go from" not in visible(channary.get(page))
    assert "Your files are kept" not in visible(sokha.get("/work"))


def test_a_term_is_kept_and_taken_away(pages: Pages, channary: FlaskClient, vanna: FlaskClient) -> None:
    page = f"/mentor/class/{pages.cast.saturday.id}/terms"
    terms = pages.cast.store.terms
    post(channary, page, {"name": " Spring  1 ", "first": "2026-01-10", "last": "2026-06-20"}, page=page)
    (kept,) = terms.of(pages.cast.saturday.id)
    assert (kept.name, kept.first, kept.last) == ("Spring 1", date(2026, 1, 10), date(2026, 6, 20))
    assert vanna.get(page).status_code == 404
    terms.drop(pages.cast.sunday.id, kept.id)  # of another class
    assert terms.of(pages.cast.saturday.id) == (kept,)
    post(channary, f"{page}/{kept.id}/drop", {}, page=page)
    assert terms.of(pages.cast.saturday.id) == ()


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"name": "", "first": "2026-01-01", "last": "2026-02-01"}, "A term needs a name."),
        ({"name": "A", "first": "soon", "last": "2026-02-01"}, "Write the day like 2026-03-14."),
        ({"name": "A", "first": "2026-03-01", "last": "2026-02-01"}, "A term ends after it begins."),
        ({"name": "A", "first": "2025-03-01", "last": "2025-05-01"}, "Some of these days belong to Old already."),
    ],
)
def test_what_cannot_be_a_term_is_told(pages: Pages, channary: FlaskClient, form: dict[str, object], said: str) -> None:
    pages.cast.store.terms.add(pages.cast.saturday.id, "Old", date(2025, 5, 1), date(2025, 9, 1))
    page = f"/mentor/class/{pages.cast.saturday.id}/terms"
    answer = post(channary, page, form, page=page)
    assert answer.status_code == 422
    assert said in visible(answer)
    assert len(pages.cast.store.terms.of(pages.cast.saturday.id)) == 1


def test_a_day_belongs_to_the_term_by_the_clock_of_the_club(pages: Pages, dance: AssignmentView) -> None:
    cast, store = pages.cast, pages.cast.store
    store.terms.add(cast.saturday.id, "Spring", date(2020, 1, 1), date(2020, 5, 31))
    receipt = store.submissions.hand_in(cast.sokha.id, dance.id, b"x", "a.sb3")
    with store.database.write() as session:  # 18:00 in London, 1 June in Phnom Penh
        session.get_one(m.Submission, receipt.submission_id).at = datetime(2020, 5, 31, 18, tzinfo=UTC)
    assert [one.term for one in privacy.old(store, 1, TODAY + timedelta(days=9))] == [""]
