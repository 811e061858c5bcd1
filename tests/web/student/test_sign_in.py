"""In with a card, out with "Not you?"."""

from __future__ import annotations

import pytest

from tests.web.conftest import Pages, post, visible


def test_a_card_code_opens_her_work_in_any_spelling(pages: Pages) -> None:
    code = pages.cast.sokha.code
    for typed in (code, code.lower(), code.replace("-", " "), f" {code} "):
        client = pages.client()
        answer = post(client, "/sign-in", {"code": typed}, page="/sign-in")
        assert answer.headers["Location"] == "/work"
        assert "Hello, Sokha" in visible(client.get("/work"))


def test_the_picture_of_a_card_fills_the_code_in(pages: Pages) -> None:
    code = pages.cast.sokha.code
    client = pages.client()
    page = client.get(f"/c/{code}")
    assert f'value="{code}"' in page.get_data(as_text=True)
    assert "Sokha" not in visible(page)  # who found a card does not learn whose it is before she is in
    assert post(client, "/sign-in", {"code": code}, page=f"/c/{code}").headers["Location"] == "/work"


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("MANG 7K", "Is one missing?"),
        ("MANG 7K4P9", "Is one too many?"),
        ("XXXX-XXXX", "We do not know this code yet."),
    ],
)
def test_a_slip_in_the_code_is_named(pages: Pages, typed: str, said: str) -> None:
    answer = post(pages.client(), "/sign-in", {"code": typed}, page="/sign-in")
    assert answer.status_code == 422
    assert said in visible(answer)
    assert 'aria-invalid="true"' in answer.get_data(as_text=True)


def test_guessing_is_slowed_down_on_one_device_and_not_in_the_whole_room(pages: Pages) -> None:
    client = pages.client()
    answers = [post(client, "/sign-in", {"code": "XXXX-XXXX"}, page="/sign-in").status_code for _ in range(14)]
    assert answers[0] == 422
    assert answers[-1] == 429
    assert pages.signed_in(pages.cast.sokha).get("/work").status_code == 200  # her neighbour, same address


def test_signing_in_that_works_is_never_counted(pages: Pages) -> None:
    client = pages.client()
    for _ in range(14):
        assert post(client, "/sign-in", {"code": pages.cast.sokha.code}, page="/sign-in").status_code == 302


def test_not_you_asks_and_signs_out(pages: Pages) -> None:
    client = pages.signed_in(pages.cast.sokha)
    assert "Are you Sokha?" in visible(client.get("/not-you"))
    assert post(client, "/sign-out", {}, page="/not-you").headers["Location"] == "/sign-in"
    assert client.get("/work").headers["Location"] == "/sign-in"


def test_a_new_card_ends_the_sessions_of_the_old_one(pages: Pages) -> None:
    client = pages.signed_in(pages.cast.sokha)
    pages.cast.store.people.new_card(pages.cast.sokha.id)
    assert client.get("/work").headers["Location"] == "/sign-in"
    assert post(pages.client(), "/sign-in", {"code": pages.cast.sokha.code}, page="/sign-in").status_code == 422


def test_a_new_session_begins_at_sign_in(pages: Pages) -> None:
    client = pages.client()
    with client.session_transaction() as session:
        session["planted"] = "by somebody else"
    post(client, "/sign-in", {"code": pages.cast.sokha.code}, page="/sign-in")
    with client.session_transaction() as session:
        assert "planted" not in session


def test_a_shared_device_forgets_and_her_own_remembers(pages: Pages) -> None:
    client = pages.client()
    post(client, "/sign-in", {"code": pages.cast.sokha.code, "shared": "1"}, page="/sign-in")
    with client.session_transaction() as session:
        assert not session.permanent
        session["seen"] = 1  # long ago
    assert client.get("/work").headers["Location"] == "/sign-in"
    post(client, "/sign-in", {"code": pages.cast.sokha.code}, page="/sign-in")
    with client.session_transaction() as session:
        assert session.permanent
