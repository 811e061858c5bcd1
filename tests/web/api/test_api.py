"""Programs ask with a token: of their club alone, without names unless they may, and told why when it cannot be."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.kit.people import PASSWORD
from tests.web.conftest import Pages, post, sb3, visible
from tests.web.mentor.conftest import enter
from web.access import rule_of
from web.api.errors import SENTENCES, STATUS
from worker.store import models as m
from worker.store.views import AssignmentView

DOCS = Path(__file__).resolve().parents[3] / "docs" / "api.md"
PAGE = "/mentor/programs"


def secret_of(pages: Pages, *, names: bool = False, hands_in: bool = False) -> str:
    return pages.cast.store.exchange.make_token(pages.cast.srey.id, "Sheets", names=names, hands_in=hands_in)[1]


def bearer(secret: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {secret}"}


def ask(pages: Pages, secret: str, address: str) -> TestResponse:
    return pages.client().get(f"/api/v1/{address}", headers=bearer(secret))


def send(pages: Pages, secret: str, given: AssignmentView, form: Mapping[str, object]) -> TestResponse:
    return pages.client().post(f"/api/v1/assignments/{given.id}/submissions", headers=bearer(secret), data=dict(form))


def told(answer: TestResponse) -> tuple[int, str]:
    """Status and key; every answer of this kind has a sentence too."""
    data = answer.get_json()
    assert set(data) == {"key", "sentence"}
    assert data["sentence"].endswith((".", "។"))
    return answer.status_code, data["key"]


@pytest.fixture
def srey(pages: Pages) -> FlaskClient:
    """The browser of the lead."""
    return enter(pages, pages.cast.srey)


@pytest.fixture
def her_try(pages: Pages, dance: AssignmentView) -> int:
    """A file of Sokha's with a result; its name tells who she is."""
    store, cast = pages.cast.store, pages.cast
    receipt = store.submissions.hand_in(cast.sokha.id, dance.id, sb3("great"), "sokha-dance.sb3")
    store.submissions.hand_in(cast.dara.id, dance.id, b"%PDF-1.7 no project", "dara.pdf")
    pages.grade()
    return receipt.submission_id


def test_the_lists_and_a_result_are_those_of_the_export(pages: Pages, dance: AssignmentView, her_try: int) -> None:
    secret = secret_of(pages, names=True)
    (given,) = ask(pages, secret, "assignments").get_json()["assignments"]
    assert (given["id"], given["rubric"], given["class"]["name"]) == (dance.id, "dance", "Saturday A")
    data = ask(pages, secret, f"assignments/{dance.id}/submissions").get_json()
    export = enter(pages, pages.cast.srey).get(f"/mentor/task/{dance.id}/export.json").get_json()
    more = {"submission", "student_number"}
    stripped = [{key: value for key, value in one.items() if key not in more} for one in data.pop("results")]
    assert stripped == export.pop("results")
    assert data == export
    one = ask(pages, secret, f"submissions/{her_try}").get_json()
    assert (one["submission"], one["student"], one["points"], one["assignment"]) == (her_try, "Sokha", 8, dance.id)


def test_without_the_right_to_names_nothing_tells_who_she_is(pages: Pages, dance: AssignmentView, her_try: int) -> None:
    secret = secret_of(pages)
    for address in ("assignments", f"assignments/{dance.id}/submissions", f"submissions/{her_try}"):
        text = ask(pages, secret, address).get_data(as_text=True).lower()
        assert "sokha" not in text, address
        assert "dara" not in text, address
        assert pages.cast.sokha.code.lower() not in text
    rows = ask(pages, secret, f"assignments/{dance.id}/submissions").get_json()["results"]
    assert {row["student_number"] for row in rows} == {pages.cast.sokha.id, pages.cast.dara.id}
    assert {row["status"] for row in rows} == {"graded", "unreadable"}


def test_a_file_comes_in_by_card_or_by_number_and_the_same_file_is_no_new_try(
    pages: Pages, dance: AssignmentView
) -> None:
    secret, cast = secret_of(pages, hands_in=True), pages.cast
    first = send(pages, secret, dance, {"card": cast.sokha.code.lower(), "file": (io.BytesIO(sb3("great")), "a.sb3")})
    assert (first.status_code, first.get_json()["try"], first.get_json()["repeated"]) == (201, 1, False)
    assert len(pages.rung) == 1
    again = send(pages, secret, dance, {"student": cast.sokha.id, "file": (io.BytesIO(sb3("great")), "a.sb3")})
    assert (again.status_code, again.get_json()["repeated"]) == (200, True)
    pages.grade()
    assert ask(pages, secret, f"submissions/{first.get_json()['submission']}").get_json()["status"] == "graded"
    with cast.store.database.read() as session:
        notes = session.query(m.Audit).filter_by(action="api.hand-in").all()
    assert notes[0].what["submission"] == first.get_json()["submission"]


def test_what_cannot_be_handed_in_is_told_with_a_key(pages: Pages, dance: AssignmentView) -> None:
    reads, writes, cast = secret_of(pages), secret_of(pages, hands_in=True), pages.cast

    def file() -> tuple[io.BytesIO, str]:
        return io.BytesIO(sb3("zero")), "a.sb3"

    hers = {"student": cast.sokha.id}
    assert told(send(pages, reads, dance, {**hers, "file": file()})) == (403, "right-missing")
    assert told(send(pages, writes, dance, hers)) == (400, "file-missing")
    assert told(send(pages, writes, dance, {"file": file()})) == (404, "student-missing")
    # Bopha is in another class: her card opens nothing here.
    assert told(send(pages, writes, dance, {"card": cast.bopha.code, "file": file()})) == (404, "student-missing")
    heavy = pages.client().post(
        f"/api/v1/assignments/{dance.id}/submissions",
        headers=bearer(writes),
        data=b"x" * 3_000_000,
        content_type="multipart/form-data; boundary=x",
    )
    assert told(heavy) == (413, "file-too-big")
    cast.store.assignments.change(dance.id, due=None, counts="best", closed=True)
    assert told(send(pages, writes, dance, {**hers, "file": file()})) == (409, "assignment-closed")
    assert cast.store.submissions.tries(cast.sokha.id, dance.id) == ()


@pytest.mark.parametrize("header", ["", "Bearer", "Bearer kru_guess", "Basic a2V5"])
def test_without_a_token_nothing_opens(pages: Pages, dance: AssignmentView, header: str) -> None:
    answer = pages.client().get(f"/api/v1/assignments/{dance.id}/submissions", headers={"Authorization": header})
    assert told(answer) == (401, "token-missing")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    assert "Set-Cookie" not in answer.headers


def test_a_lead_who_is_signed_in_is_no_program(pages: Pages, dance: AssignmentView, srey: FlaskClient) -> None:
    assert told(srey.get(f"/api/v1/assignments/{dance.id}/submissions")) == (401, "token-missing")
    assert told(srey.post(f"/api/v1/assignments/{dance.id}/submissions")) == (401, "token-missing")


def test_another_club_is_not_found(pages: Pages, dance: AssignmentView, her_try: int) -> None:
    store = pages.cast.store
    club = store.people.make_club("Siem Reap", "km", "Asia/Phnom_Penh")
    far = store.people.join(store.people.make_invite("lead", club=club.id), "far", "Far", PASSWORD)
    secret = store.exchange.make_token(far.id, "x", names=True, hands_in=True)[1]
    assert ask(pages, secret, "assignments").get_json() == {"assignments": []}
    assert told(ask(pages, secret, f"assignments/{dance.id}/submissions")) == (404, "not-found")
    assert told(ask(pages, secret, f"submissions/{her_try}")) == (404, "not-found")
    file = (io.BytesIO(sb3("zero")), "a.sb3")
    assert told(send(pages, secret, dance, {"card": pages.cast.sokha.code, "file": file})) == (404, "not-found")


def test_what_is_not_there_is_told_as_json(pages: Pages) -> None:
    secret = secret_of(pages)
    for address in ("nothing", "submissions/99999", "assignments/99999/submissions"):
        assert told(ask(pages, secret, address)) == (404, "not-found")


def test_a_mistake_of_ours_tells_nothing_of_it(pages: Pages, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = secret_of(pages)
    monkeypatch.setattr("web.api.blueprint._assignment", lambda _: 1 / 0)
    pages.cast.give("dance")
    answer = ask(pages, secret, "assignments")
    assert told(answer) == (500, "stopped")
    assert "Zero" not in answer.get_data(as_text=True)


def test_one_token_that_asks_too_often_waits_and_another_does_not(pages: Pages) -> None:
    first, second = secret_of(pages), secret_of(pages)
    client = pages.client()
    statuses = [client.get("/api/v1/assignments", headers=bearer(first)).status_code for _ in range(120)]
    assert set(statuses) == {200}
    answer = client.get("/api/v1/assignments", headers=bearer(first))
    assert told(answer) == (429, "too-many")
    assert answer.headers["Retry-After"] == "60"
    assert client.get("/api/v1/assignments", headers=bearer(second)).status_code == 200


def test_a_lead_makes_a_token_that_is_shown_once_and_takes_it_back(pages: Pages, srey: FlaskClient) -> None:
    made = post(srey, PAGE, {"label": "<b>Sheets</b>", "names": "on"}, page=PAGE).get_data(as_text=True)
    found = re.search(r'value="(kru_[^"]+)"', made)
    assert found
    secret = found[1]
    assert "<b>Sheets" not in made
    assert ask(pages, secret, "assignments").status_code == 200
    assert secret not in srey.get(PAGE).get_data(as_text=True)
    with pages.cast.store.database.read() as session:
        row = session.query(m.ApiToken).one()
        assert secret not in json.dumps([str(getattr(row, column.name)) for column in m.ApiToken.__table__.columns])
        assert (row.names, row.hands_in, row.used is None) == (True, False, False)
    answer = post(srey, f"{PAGE}/take-back", {"number": row.id}, page=PAGE)
    assert answer.status_code == 302
    assert told(ask(pages, secret, "assignments")) == (401, "token-missing")
    assert "is let in no more" in visible(srey.get(PAGE))


def test_a_token_without_a_name_is_asked_for_one(srey: FlaskClient) -> None:
    answer = post(srey, PAGE, {"label": "  "}, page=PAGE)
    assert answer.status_code == 422
    assert "Give it a name that you will know again." in visible(answer)


def test_another_club_cannot_take_it_back(pages: Pages) -> None:
    exchange, secret = pages.cast.store.exchange, secret_of(pages)
    assert exchange.revoke(pages.cast.club.id + 1, exchange.tokens(pages.cast.club.id)[0].id) is None
    assert exchange.token(secret) is not None


def test_who_leads_no_more_has_no_program_either(pages: Pages) -> None:
    secret = secret_of(pages)
    with pages.cast.store.database.write() as session:
        session.get_one(m.Mentor, pages.cast.srey.id).role = "mentor"
    assert pages.cast.store.exchange.token(secret) is None


def test_sentences_come_in_khmer_too(pages: Pages) -> None:
    answer = pages.client().get("/api/v1/assignments", headers={"Accept-Language": "km"})
    assert re.search("[ក-៿]", answer.get_json()["sentence"])


def test_the_page_of_the_api_has_every_address_and_every_key(pages: Pages) -> None:
    text = DOCS.read_text(encoding="utf-8")
    named = set(re.findall(r"^## `(GET|POST) (/api/[^`]+)`$", text, re.MULTILINE))
    routes = {
        (method, re.sub(r"<int:(\w+)>", r"{\1}", route.rule))
        for route in pages.app.url_map.iter_rules()
        if rule_of(pages.app, route.endpoint) == "token" and "<path:" not in route.rule
        for method in (route.methods or set()) & {"GET", "POST", "PUT", "DELETE", "PATCH"}
    }
    assert named == routes
    keys = dict(re.findall(r"^\| `([a-z-]+)` \| (\d+) \|", text, re.MULTILINE))
    assert {key: int(status) for key, status in keys.items()} == {
        key: STATUS.get(key, 400) for key in {*SENTENCES, *STATUS}
    }
