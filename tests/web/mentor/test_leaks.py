"""What a student can fetch never holds points, another's name, or what mentors keep among themselves."""

from __future__ import annotations

import re

from flask.testing import FlaskClient

from tests.web.conftest import Pages, post, sb3, visible
from worker.store.views import AssignmentView

POINTS = re.compile(r"\bpoints?\b|ពិន្ទុ", re.IGNORECASE)


def _pages(client: FlaskClient, where: str) -> dict[str, str]:
    return {address: visible(client.get(address)) for address in ("/work", where, f"{where}/ask", "/not-you")}


def test_her_pages_are_the_same_with_and_without_everybody_elses_work(
    pages: Pages, dance: AssignmentView, sokha: FlaskClient
) -> None:
    where = pages.hand_in(sokha, dance, sb3("middle"))
    pages.grade()
    alone = _pages(sokha, where)
    store, cast = pages.cast.store, pages.cast
    hers = pages.hand_in(pages.signed_in(cast.dara), dance, sb3("great"))
    pages.grade()
    store.marks.mark("mentor", cast.channary.id, cast.dara.id, dance.id, "friend", "great", "For Dara alone")
    store.marks.override(int(hers.rsplit("/", 1)[1]), "flag", "start", "A reason for Dara", cast.channary.id)
    store.marks.ask(int(hers.rsplit("/", 1)[1]), "flag", "Dara asks")
    assert _pages(sokha, where) == alone
    for text in alone.values():
        assert "Dara" not in text


def test_no_page_of_hers_says_points(
    pages: Pages, dance: AssignmentView, sokha: FlaskClient, channary: FlaskClient
) -> None:
    where = pages.hand_in(sokha, dance, sb3("great"))
    pages.grade()
    marks = f"/mentor/task/{dance.id}/student/{pages.cast.sokha.id}/marks"
    post(channary, marks, {"level-friend": "good"}, page="/mentor/me")
    assert POINTS.search(visible(channary.get(f"/mentor/task/{dance.id}")))  # the pattern finds them where they are
    for language in ("en", "km"):
        sokha.get(f"/work?lang={language}")
        for text in _pages(sokha, where).values():
            assert not POINTS.search(text)
            assert "10.4" not in text


def test_the_back_button_after_signing_out_shows_nothing(
    pages: Pages, channary: FlaskClient, dance: AssignmentView
) -> None:
    assert channary.get(f"/mentor/task/{dance.id}").headers["Cache-Control"] == "no-store"
