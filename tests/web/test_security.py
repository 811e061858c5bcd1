"""What a browser is told: policies, cookies, tokens; whom each view lets in."""

from __future__ import annotations

import gzip
import re
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from tests.web.conftest import Pages, sb3, visible
from web import create_app
from web.access import rule_of
from worker.store.views import AssignmentView


def test_every_view_says_whom_it_lets_in(pages: Pages) -> None:
    silent = [endpoint for endpoint in pages.app.view_functions if rule_of(pages.app, endpoint) is None]
    assert silent == []


def test_a_view_that_says_nothing_lets_nobody_in(pages: Pages) -> None:
    app = create_app(
        pages.cast.store, pages.app.extensions["kru"].shelf, print, pages.settings, pages.app.extensions["kru"].health
    )
    app.add_url_rule("/forgotten", "forgotten", lambda: "secret")
    answer = app.test_client().get("/forgotten")
    assert answer.status_code == 403
    assert "secret" not in answer.get_data(as_text=True)


def test_policies_stand_on_every_answer(pages: Pages, sokha: FlaskClient) -> None:
    for client, address in ((pages.client(), "/sign-in"), (sokha, "/work"), (sokha, "/nothing"), (sokha, "/health")):
        headers = client.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Cache-Control"] == "no-store"


def test_the_style_sheet_is_kept_and_its_name_changes_with_its_bytes(pages: Pages) -> None:
    client = pages.client()
    page = client.get("/sign-in").get_data(as_text=True)
    address = re.search(r'<link rel="stylesheet" href="([^"]+)"', page)
    assert address
    answer = client.get(address[1])
    assert answer.mimetype == "text/css"
    assert "immutable" in answer.headers["Cache-Control"]
    assert client.get("/assets/000000000000/kru.css").status_code == 404
    assert client.get("/assets/000000000000/..%2fbase.html").status_code == 404


def test_pages_have_no_inline_style_and_no_inline_script(
    pages: Pages, dance: AssignmentView, sokha: FlaskClient
) -> None:
    where = pages.hand_in(sokha, dance, sb3("great"))
    waiting = sokha.get(where).get_data(as_text=True)
    pages.grade()
    others = [sokha.get(address).get_data(as_text=True) for address in (where, "/work", "/not-you", "/nothing")]
    for page in (waiting, *others):
        assert not re.search(r"\sstyle\s*=", page)
        assert "<style" not in page
        assert not re.search(r"\son[a-z]+\s*=", page)
        assert all(tag.startswith("<script src=") for tag in re.findall(r"<script[^>]*>", page))
        assert not re.search(r"(src|href)=\"(https?:)?//", page)
        ids = re.findall(r'\sid="([^"]+)"', page)
        assert len(ids) == len(set(ids))


def test_cookies_are_secure_exactly_when_the_address_is(pages: Pages) -> None:
    def cookie(public: str | None) -> str:
        kru = pages.app.extensions["kru"]
        settings = replace(pages.settings, public_url=public)
        app = create_app(kru.store, kru.shelf, print, settings, kru.health)
        return app.test_client().get("/sign-in").headers["Set-Cookie"]

    plain, safe = cookie("http://192.168.1.4:8000"), cookie("https://kru.example.org")
    assert "Secure" not in plain
    assert "Secure" in safe
    for one in (plain, safe):
        assert "HttpOnly" in one
        assert "SameSite=Lax" in one


def test_a_form_without_our_token_changes_nothing(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    for address in ("/sign-in", "/sign-out", f"/work/{dance.id}"):
        answer = sokha.post(address, data={"code": "x"})
        assert answer.status_code == 400
        assert "This page was open for a long time" in visible(answer)
    assert sokha.get("/work").status_code == 200


def test_one_account_cannot_hand_in_without_end(pages: Pages, dance: AssignmentView, sokha: FlaskClient) -> None:
    page = sokha.get("/work").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    codes = [sokha.post(f"/work/{dance.id}", data={"csrf_token": token[1]}).status_code for _ in range(31)]
    assert codes[:30] == [302] * 30
    assert codes[30] == 429
    dara = pages.signed_in(pages.cast.dara)
    assert pages.hand_in(dara, dance, sb3("great"))  # her neighbour is not stopped


def test_pages_are_sent_packed(sokha: FlaskClient) -> None:
    answer = sokha.get("/work", headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "Hello, Sokha" in gzip.decompress(answer.get_data()).decode()
    lengths = {len(sokha.get("/private", headers={"Accept-Encoding": "gzip"}).get_data()) for _ in range(12)}
    assert len(lengths) > 1  # the length says little


@pytest.mark.parametrize("kind", ["great", "middle", "zero"])
def test_the_first_view_is_light(pages: Pages, dance: AssignmentView, sokha: FlaskClient, kind: str) -> None:
    where = pages.hand_in(sokha, dance, sb3(kind))
    pages.grade()
    packed = {"Accept-Encoding": "gzip"}
    for language in ("en", "km"):
        sokha.get(f"{where}?lang={language}")
        page = sokha.get(where, headers=packed)
        sheet = re.search(r'<link rel="stylesheet" href="([^"]+)"', gzip.decompress(page.get_data()).decode())
        assert sheet
        total = len(page.get_data()) + len(sokha.get(sheet[1], headers=packed).get_data())
        assert total <= 60_000


def test_a_counter_that_is_away_stops_nobody(pages: Pages) -> None:
    kru = pages.app.extensions["kru"]
    settings = replace(pages.settings, redis_url="redis://127.0.0.1:1/0")
    app = create_app(kru.store, kru.shelf, print, settings, kru.health)
    away = replace(pages, app=app)
    assert away.signed_in(pages.cast.sokha).get("/work").status_code == 200
