"""Two girls, two classes: nobody sees what is not hers."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.web.conftest import Pages, post, sb3, visible
from worker.store.views import AssignmentView

READ = ("", "/file", "/ask")
WRITE = ("/ask", "/hint", "/move")


def test_another_girls_try_is_not_found(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    where = pages.hand_in(sokha, dance, sb3("great"))
    pages.grade()
    for other in (pages.cast.dara, pages.cast.bopha):
        client = pages.signed_in(other)
        for address in READ:
            answer = client.get(f"{where}{address}")
            assert answer.status_code == 404
            assert "Sokha" not in visible(answer)
        for address in WRITE:
            assert post(client, f"{where}{address}", {"text": "hello"}, page="/not-you").status_code == 404
    assert sokha.get(where).status_code == 200


def test_a_task_of_another_class_takes_nothing_and_shows_nothing(pages: Pages, dance: AssignmentView) -> None:
    bopha = pages.signed_in(pages.cast.bopha)
    assert "There is nothing to hand in today." in visible(bopha.get("/work?lang=en", follow_redirects=True))
    assert post(bopha, f"/work/{dance.id}", {}, page="/not-you").status_code == 404
    assert bopha.get(f"/work/{dance.id}/starter").status_code == 404


def test_without_a_card_there_is_the_door_and_nothing_else(pages: Pages, dance: AssignmentView) -> None:
    client = pages.client()
    for address in ("/work", "/try/1", "/try/1/file", f"/work/{dance.id}/starter", "/not-you"):
        assert client.get(address).headers["Location"] == "/sign-in"


def test_no_page_of_hers_names_another_girl(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    dara = pages.signed_in(pages.cast.dara)
    pages.hand_in(dara, dance, sb3("great"))
    where = pages.hand_in(sokha, dance, sb3("middle"))
    pages.grade()
    for address in ("/work", where, "/not-you", "/private"):
        assert "Dara" not in visible(sokha.get(address))
