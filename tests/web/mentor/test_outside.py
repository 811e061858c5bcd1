"""Pages of what goes out by itself: a lead's addresses, a mentor's letters."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Pages, post, visible
from web import create_app
from worker.mail.links import link
from worker.store.outside import EVENTS
from worker.webhooks.send import Answer
from worker.webhooks.sender import Sender

HOOKS, MAIL = "/mentor/webhooks", "/mentor/me/mail"
HERE = "http://127.0.0.1:9/hook"


@pytest.fixture
def pages(pages: Pages) -> Pages:
    """The same with letters, and with webhooks into the house."""
    settings = replace(
        pages.settings, webhooks_private=True, smtp_url="smtp://127.0.0.1:9", mail_from="kru@example.org"
    )
    before = pages.app.extensions["kru"]
    app = create_app(before.store, before.shelf, before.enqueue, settings, before.health)
    app.testing = True
    return replace(pages, app=app, settings=settings)


def add(srey: FlaskClient, **form: object) -> str:
    return visible(post(srey, HOOKS, {"address": HERE, "events": list(EVENTS), **form}, page=HOOKS))


def test_a_lead_adds_an_address_and_sees_its_secret_once(pages: Pages, srey: FlaskClient) -> None:
    answer = post(srey, HOOKS, {"address": HERE, "events": [EVENTS[0]]}, page=HOOKS)
    assert "whsec_" in answer.get_data(as_text=True)
    assert "whsec_" not in srey.get(HOOKS).get_data(as_text=True)
    (hook,) = pages.cast.store.outside.webhooks(pages.cast.club.id)
    assert (hook.address, hook.events, hook.names) == (HERE, (EVENTS[0],), False)


def test_an_address_that_may_not_be_used_gets_a_sentence_and_stays(pages: Pages, srey: FlaskClient) -> None:
    for address in ("", "ftp://x/", "http://10.0.0.1/", "https://169.254.169.254/", "https://a:b@c/"):
        answer = post(srey, HOOKS, {"address": address, "events": [EVENTS[0]]}, page=HOOKS)
        assert answer.status_code == 422
        assert "address-fix" in answer.get_data(as_text=True)
    assert pages.cast.store.outside.webhooks(pages.cast.club.id) == ()
    assert "Choose one thing" in add(srey, events=[])


def test_what_became_of_it_is_seen_and_it_can_be_sent_again(pages: Pages, srey: FlaskClient) -> None:
    add(srey)
    (hook,) = pages.cast.store.outside.webhooks(pages.cast.club.id)
    assert post(srey, f"{HOOKS}/test", {"number": hook.id}, page=HOOKS).status_code == 302
    Sender(pages.cast.store, pages.settings, post=lambda *_: Answer(None, "no-answer")).round()
    text = visible(srey.get(HOOKS))
    assert "was given up Nobody answered in time." in " ".join(text.split())
    (told,) = pages.cast.store.outside.deliveries(hook.id)
    post(srey, f"{HOOKS}/again", {"number": told.id}, page=HOOKS)
    Sender(pages.cast.store, pages.settings, post=lambda *_: Answer(204)).round()
    assert "has arrived It answered 204. tried 2 times" in " ".join(visible(srey.get(HOOKS)).split())
    post(srey, f"{HOOKS}/take-away", {"number": hook.id}, page=HOOKS)
    assert "127.0.0.1" not in visible(srey.get(HOOKS))


def test_the_page_about_what_is_kept_says_when_names_leave(pages: Pages, srey: FlaskClient) -> None:
    sent = "Nothing is sent to another company."
    add(srey)
    assert sent in visible(pages.client().get("/private"))
    add(srey, names="on")
    assert sent not in visible(pages.client().get("/private"))


def test_another_clubs_address_is_not_there(pages: Pages, srey: FlaskClient) -> None:
    people = pages.cast.store.people
    club = people.make_club("Far", "km", "UTC")
    far = people.join(people.make_invite("lead", club=club.id), "far", "Far", "mango-and-rice")
    hook, _ = pages.cast.store.outside.add(far.id, HERE, EVENTS, names=True)
    for what in ("test", "take-away", "again"):
        assert post(srey, f"{HOOKS}/{what}", {"number": hook.id}, page=HOOKS).status_code == 404
    assert pages.cast.store.outside.webhooks(club.id) == (hook,)


def test_a_mentor_asks_for_letters_confirms_and_ends_them(pages: Pages, channary: FlaskClient) -> None:
    me = pages.cast.channary.id
    assert MAIL in channary.get("/mentor/me").get_data(as_text=True)
    refused = post(channary, MAIL, {"address": "nowhere", "often": "daily"}, page=MAIL)
    assert (refused.status_code, "nowhere" in refused.get_data(as_text=True)) == (422, True)
    post(channary, MAIL, {"address": "channary@example.org", "often": "daily"}, page=MAIL)
    assert "not confirmed yet" in visible(channary.get(MAIL))
    wish = pages.cast.store.mail.wish(me)
    assert wish is not None
    nobody = pages.client()
    confirm = link(pages.settings.secret_key, "", "confirm", me, wish.stamp)
    assert nobody.get(confirm).status_code == 200
    assert not (pages.cast.store.mail.wish(me) or wish).confirmed  # a program that looked did nothing
    assert "Thank you" in visible(post(nobody, confirm, {}, page=confirm))
    stop = link(pages.settings.secret_key, "", "stop", me, wish.stamp)
    assert nobody.get(stop).status_code == 200
    assert nobody.post(stop, data={"List-Unsubscribe": "One-Click"}).status_code == 200  # as mail programs do
    after = pages.cast.store.mail.wish(me)
    assert (after and after.often, after and after.confirmed) == ("none", True)
    post(channary, MAIL, {"address": "", "often": "daily"}, page=MAIL)
    assert pages.cast.store.mail.wish(me) is None
    assert [nobody.get(stop).status_code, nobody.post(stop).status_code, nobody.get(confirm[:-3]).status_code] == [
        404
    ] * 3
