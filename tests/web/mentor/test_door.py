"""In by a link, in by a password, out; a forgotten password."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests.kit.people import PASSWORD
from tests.web.conftest import Pages, post, visible
from tests.web.mentor.conftest import enter
from worker.commands import join_link, reset_link


def test_the_link_that_the_command_prints_lets_one_mentor_join(pages: Pages) -> None:
    token = pages.cast.store.people.make_invite("lead", club=pages.cast.club.id)
    address = join_link(pages.settings, token).split("8000")[-1]
    client = pages.client()
    assert "Kru Phnom Penh" in visible(client.get(address))
    form = {"name": "Maly", "login": "Maly", "password": "four-words-are-good"}
    assert post(client, address, form, page=address).headers["Location"] == "/mentor/"
    assert "Hello, Maly" in visible(client.get("/mentor/"))
    assert client.get("/mentor/members").status_code == 200
    assert pages.client().get(address).status_code == 404
    assert "This link is used up" in visible(pages.client().get(address))


def test_what_cannot_be_is_said_at_its_field_and_the_link_stays_good(pages: Pages) -> None:
    token = pages.cast.store.people.make_invite("mentor", club=pages.cast.club.id)
    client, address = pages.client(), f"/mentor/join/{token}"
    for form, said in (
        ({"name": "C", "login": "channary", "password": PASSWORD}, "Somebody has the name channary already."),
        ({"name": "C", "login": "new", "password": "short"}, "Your password needs 8 letters or more."),
        ({"name": "", "login": "", "password": PASSWORD}, "Write your name and a name to sign in."),
    ):
        answer = post(client, address, form, page=address)
        assert answer.status_code == 422
        assert said in visible(answer)
        assert "short" not in answer.get_data(as_text=True).replace("Short", "")  # a password never comes back
    assert client.get(address).status_code == 200


def test_a_password_that_does_not_fit_is_told_without_saying_which(pages: Pages) -> None:
    answers = [
        visible(post(pages.client(), "/mentor/sign-in", {"login": login, "password": "x"}, page="/mentor/sign-in"))
        for login in ("channary", "nobody")
    ]
    assert "This name and password do not fit together yet." in answers[0]
    assert answers[0] == answers[1]


def test_guessing_passwords_is_slowed_for_a_name_whatever_the_device(pages: Pages) -> None:
    codes = [
        post(pages.client(), "/mentor/sign-in", {"login": "srey", "password": "x"}, page="/mentor/sign-in").status_code
        for _ in range(32)
    ]
    assert codes[0] == 422
    assert codes[-1] == 429
    enter(pages, pages.cast.channary)  # somebody else is not slowed


def test_out_means_out(pages: Pages, channary: FlaskClient) -> None:
    assert post(channary, "/mentor/sign-out", {}, page="/mentor/me").headers["Location"] == "/mentor/sign-in"
    assert channary.get("/mentor/").headers["Location"] == "/mentor/sign-in"


def test_a_reset_link_changes_the_password_and_ends_old_sessions(pages: Pages, channary: FlaskClient) -> None:
    token = pages.cast.store.people.reset_link(pages.cast.channary.id)
    address = reset_link(pages.settings, token).split("8000")[-1]
    client = pages.client()
    assert post(client, address, {"password": "short"}, page=address).status_code == 422
    assert post(client, address, {"password": "another-good-one"}, page=address).headers["Location"] == "/mentor/"
    assert channary.get("/mentor/").headers["Location"] == "/mentor/sign-in"  # signed in with the old one
    assert client.get("/mentor/").status_code == 200
    assert pages.client().get(address).status_code == 404


def test_the_page_for_a_forgotten_password_names_who_helps(pages: Pages) -> None:
    page = visible(pages.client().get("/mentor/forgotten"))
    assert "Ask a lead of your club." in page
    assert "kru mentor reset" in page


def test_the_language_of_a_mentor_is_kept_with_her(pages: Pages, channary: FlaskClient) -> None:
    channary.get("/mentor/?lang=km")
    assert 'lang="km"' in enter(pages, pages.cast.channary).get("/mentor/").get_data(as_text=True)[:60]
