"""The language of a page: chosen, hers, the browser's; the same page in another one."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

from flask.testing import FlaskClient

from tests.web.conftest import Pages, sb3, visible
from web import language
from worker.store.views import AssignmentView

KHMER = re.compile("[\u1780-\u17ff]")


def test_the_switch_keeps_the_page_and_its_question(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    where = pages.hand_in(sokha, dance, sb3("middle"))
    pages.grade()
    page = sokha.get(f"{where}/ask?goal=repeats").get_data(as_text=True)
    link = f"{where}/ask?goal=repeats&amp;lang=km"
    assert f'href="{link}" lang="km" hreflang="km"' in page
    answer = sokha.get(link.replace("&amp;", "&"))
    assert answer.headers["Location"] == f"{where}/ask?goal=repeats"
    page = sokha.get(answer.headers["Location"]).get_data(as_text=True)
    assert '<html lang="km">' in page


def test_what_she_chose_is_hers_on_every_device(pages: Pages, sokha: FlaskClient) -> None:
    sokha.get("/work?lang=km")
    assert pages.cast.store.people.student(pages.cast.sokha.id).language == "km"  # type: ignore[union-attr]
    assert "សួស្តី Sokha" in visible(pages.signed_in(pages.cast.sokha).get("/work"))
    assert "Hello, Dara" in visible(pages.signed_in(pages.cast.dara).get("/work"))


def test_a_stranger_gets_the_language_of_her_phone(pages: Pages) -> None:
    page = pages.client().get("/sign-in", headers={"Accept-Language": "km-KH,km;q=0.9,en;q=0.5"})
    assert '<html lang="km">' in page.get_data(as_text=True)
    page = pages.client().get("/sign-in", headers={"Accept-Language": "fr"})
    assert '<html lang="en">' in page.get_data(as_text=True)


def test_the_next_girl_on_a_shared_device_starts_in_her_own_language(pages: Pages) -> None:
    client = pages.signed_in(pages.cast.sokha)
    client.get("/work?lang=km")
    client.get("/sign-in")
    with client.session_transaction() as session:
        session.clear()
    assert '<html lang="en">' in client.get("/sign-in").get_data(as_text=True)


def test_an_unknown_language_changes_nothing(pages: Pages) -> None:
    answer = pages.client().get("/sign-in?lang=xx", follow_redirects=True)
    assert '<html lang="en">' in answer.get_data(as_text=True)


def test_khmer_pages_say_that_nobody_has_reviewed_them(pages: Pages) -> None:
    assert "No native reader" not in visible(pages.client().get("/sign-in"))
    assert "មិនទាន់" in visible(pages.client().get("/sign-in?lang=km", follow_redirects=True)).splitlines()[-1]


def test_days_are_said_as_people_say_them(pages: Pages) -> None:
    now = datetime.now(UTC)
    with pages.app.test_request_context("/", headers={"Accept-Language": "en"}):
        assert language.day(now) == "today"
        assert language.day(now - timedelta(days=1)) == "yesterday"
        assert re.fullmatch(r"[A-Z][a-z]+day", language.day(now + timedelta(days=3)))
        assert re.fullmatch(r"\d+ [A-Z][a-z]+", language.day(now + timedelta(days=30)))
        assert re.fullmatch(r"today at \d\d:\d\d", language.when(now))
    with pages.app.test_request_context("/?lang=km", headers={"Accept-Language": "km"}):
        assert KHMER.search(language.day(now + timedelta(days=3)))


def test_sizes() -> None:
    assert [language.size(n) for n in (1, 412_300, 50_000_000, 3_140_000)] == [
        "1 KB",
        "412 KB",
        "50 MB",
        "3.1 MB",
    ]
