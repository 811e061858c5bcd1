"""Every route, every role, own and others': all decided, and a route that nobody decided about fails here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import pytest
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from tests.kit.people import PASSWORD
from tests.web.conftest import Pages, sb3, visible
from tests.web.mentor.conftest import enter
from web.access import rule_of
from worker.store import models as m
from worker.store.views import MentorView

# What anybody may open. All other routes let in those of their own journey and nobody else.
PUBLIC = frozenset(
    [
        "start",
        "health",
        "private",
        "style",
        "student.sign_in",
        "student.sign_in_post",
        "student.card",
        "student.sign_out",
        "mentor.sign_in",
        "mentor.sign_in_post",
        "mentor.sign_out",
        "mentor.forgotten",
        "mentor.join",
        "mentor.join_post",
        "mentor.reset",
        "mentor.reset_post",
        "mentor.mail_confirm",
        "mentor.mail_confirm_post",
        "mentor.mail_stop",
        "mentor.mail_stop_post",
        "catalogue.index",
        "catalogue.check",
        "guides.index",
        "guides.guide",
        "guides.picture",
        "metrics",
        "certificate.find",
        "certificate.check",
    ]
)
JOURNEYS = {
    **{name: {"student"} for name in ("student", "path", "showcase", "certificate", "survey", "peers")},
    "api": {"token"},
    "exchange": {"lead"},
    "lead": {"mentor", "lead", "admin"},
    "mentor": {"mentor", "lead", "admin"},
    "practice": {"mentor", "lead"},
    "sheet": {"mentor"},
    "teams": {"mentor"},
}
# What belongs to a class.
BELONGS = frozenset({"shown", "classroom", "student", "assignment", "submission", "question", "grading", "turn"})


@dataclass(frozen=True, slots=True)
class Case:
    """A route and one of its methods."""

    endpoint: str
    method: str
    address: str
    rule: str
    belongs: bool
    arguments: frozenset[str]


@pytest.fixture
def people(pages: Pages, tmp_path: Path) -> dict[str, FlaskClient]:
    """A browser for everybody, by role."""
    store = pages.cast.store
    admin = store.people.join(store.people.make_invite("admin", club=pages.cast.club.id), "boss", "Boss", PASSWORD)
    return {
        "nobody": pages.client(),
        "student": pages.signed_in(pages.cast.sokha),
        "student of another class": pages.signed_in(pages.cast.bopha),
        "mentor": enter(pages, pages.cast.channary),
        "mentor of another class": enter(pages, pages.cast.vanna),
        "lead": enter(pages, pages.cast.srey),
        "lead of another club": enter(pages, _stranger(pages)),
        "admin": enter(pages, admin),
    }


def test_every_route_has_a_rule_and_what_is_public_is_listed(pages: Pages) -> None:
    rules = {rule.endpoint: rule_of(pages.app, rule.endpoint) for rule in pages.app.url_map.iter_rules()}
    assert {endpoint for endpoint, rule in rules.items() if rule == "anyone"} == PUBLIC
    for endpoint in rules.keys() - PUBLIC:
        assert rules[endpoint] in JOURNEYS[endpoint.partition(".")[0]], endpoint


def test_a_view_without_a_rule_lets_nobody_in(pages: Pages) -> None:
    pages.app.add_url_rule("/undecided", "undecided", lambda: "secret")
    clients = (pages.client(), pages.signed_in(pages.cast.sokha), enter(pages, pages.cast.srey))
    assert {client.get("/undecided").status_code for client in clients} == {403}


def test_every_route_for_every_role(pages: Pages, people: dict[str, FlaskClient]) -> None:
    found = cases(pages)
    assert len(found) > len(PUBLIC)
    for role, client in people.items():  # students first: a mentor's new card ends a student's session
        token = _token(client)
        for case in found:
            status, location = _ask(client, case, token)
            wanted = _wanted(case.rule, role, belongs=case.belongs)
            note = f"{role}: {case.method} {case.address} gave {status}"
            if wanted == "door":
                assert status == 302, note
                assert location.endswith("/sign-in"), note
            elif wanted == "in":
                # 400 and 422: the empty form was read and answered; 404 alone: this work has no such part.
                assert status not in {401, 403, 405, 500}, note
                assert status != 404 or case.endpoint in MAY_BE_ABSENT, note
            else:
                assert status == wanted, note


def test_what_is_not_hers_is_not_told_apart_from_what_is_not_there(pages: Pages, vanna: FlaskClient) -> None:
    for case in cases(pages):
        if case.rule == "mentor" and case.belongs and case.method == "GET":
            there = visible(vanna.get(case.address))
            nowhere = visible(vanna.get(re.sub(r"\d+", "99999", case.address)))
            assert there == nowhere, case.address
            assert "Sokha" not in there


def test_a_form_without_its_token_changes_nothing(pages: Pages, channary: FlaskClient) -> None:
    for case in cases(pages):
        if case.method == "POST" and case.rule == "mentor":
            answer = channary.post(case.address, data={"closed": "1", "text": "x", "level-friend": "great"})
            assert answer.status_code == 400, case.address
    store = pages.cast.store
    assert store.marks.marks(pages.cast.sokha.id, 1) == ()
    assert len(store.marks.questions(pages.cast.saturday.id)) == 1


# Routes whose part a sample lacks: a starter, a picture, a suggestion, a link that is used up.
MAY_BE_ABSENT = frozenset(
    [
        "student.starter",
        "student.move",
        "student.picture",
        "student.played_picture",
        "peers.picture",
        "peers.played_picture",
        "practice.work",
        "practice.work_post",
        "practice.picture",
        "practice.played_picture",
        "practice.drop",
        "showcase.picture",
        "certificate.check",
        "certificate.as_pdf",
        "lead.coding_svg",
        "mentor.picture",
        "mentor.played_picture",
        "mentor.editor_module",
        "guides.picture",
        "mentor.join",
        "mentor.join_post",
        "mentor.reset",
        "mentor.reset_post",
        "mentor.mail_confirm",
        "mentor.mail_confirm_post",
        "mentor.mail_stop",
        "mentor.mail_stop_post",
        "mentor.mail_post",
        "style",
    ]
)
RANK = {"mentor": 1, "lead": 2, "admin": 3}
OF_A_CLASS = frozenset({"team_number", "move_number"})  # they belong to it as well


def _wanted(rule: str, role: str, *, belongs: bool) -> str | int:
    own = "another" not in role
    kind = role.partition(" ")[0]
    if rule == "anyone":
        return "in"
    if rule == "token":
        return 401  # whoever has signed in: programs alone
    if kind == "nobody":
        return "door"
    if rule == "student":
        return 403 if kind != "student" else "in" if own or not belongs else 404
    if RANK.get(kind, 0) < RANK[rule]:
        return 403
    return "in" if own or not belongs else 404


def first(pages: Pages) -> None:
    """What the addresses name: a class with a task, a graded work that is shown, a question, and one that waits."""
    store, cast = pages.cast.store, pages.cast
    if not store.assignments.assignments(cast.saturday.id):
        for room in (cast.sunday, cast.saturday):  # Dara went to another class and came back
            store.moves.move(cast.dara.id, room.id, cast.srey.id)
        store.teams.make(cast.saturday.id, "Stars", [cast.sokha.id, cast.dara.id])
        given = cast.give("dance")
        receipt = store.submissions.hand_in(cast.sokha.id, given.id, sb3("middle"), "dance.sb3")
        pages.grade()
        store.showcases.choose(cast.sokha.id, receipt.submission_id, "Cats", "", wish=True)
        store.marks.ask(receipt.submission_id, "repeats", "Why?")
        store.gradings.again(receipt.submission_id)  # one that waits
        with store.database.write() as session:
            session.add(
                m.PeerTurn(
                    assignment_id=given.id,
                    submission_id=receipt.submission_id,
                    reader_id=cast.sokha.id,
                    author_id=cast.dara.id,
                    state="given",
                    levels={},
                )
            )


def cases(pages: Pages, more: Mapping[str, Mapping[str, object]] = MappingProxyType({})) -> list[Case]:
    """Every route with addresses of this class; `more` says for an endpoint which other values it takes."""
    first(pages)
    cast = pages.cast
    values = {
        "classroom": cast.saturday.id,
        "student": cast.sokha.id,
        "assignment": 1,
        "submission": 1,
        "question": 1,
        "turn": 1,
        "work": 1,
        "number": 1,
        "picture": 1,
        "guide": "student",
        "grading": 2,
        "team_number": 1,
        "move_number": 2,
        "mentor": cast.vanna.id,
        "rubric": "dance",
        "check": "scratch.loops",
        "shown": 1,
        "term": 1,
        "sentence": "for_me",
        "code": cast.sokha.code,
        "token": "used-up",
        "stamp": "0",
        "name": "kru.css",
    }
    adapter = pages.app.url_map.bind("localhost")
    return [
        Case(
            rule.endpoint,
            method,
            adapter.build(
                rule.endpoint,
                {name: more.get(rule.endpoint, {}).get(name, values[name]) for name in rule.arguments},
                method=method,
            ),
            str(rule_of(pages.app, rule.endpoint)),
            bool(rule.arguments & (BELONGS | OF_A_CLASS)) or rule.endpoint == "mentor.reset_link",
            frozenset(rule.arguments),
        )
        for rule in _rules(pages)
        for method in sorted((rule.methods or set()) & {"GET", "POST"})
    ]


def _rules(pages: Pages) -> list[Rule]:
    return sorted(pages.app.url_map.iter_rules(), key=lambda rule: rule.rule)


def _ask(client: FlaskClient, case: Case, token: str) -> tuple[int, str]:
    if case.method == "GET":
        answer = client.get(case.address)
    elif "sign_out" in case.endpoint or "sign_in" in case.endpoint:
        answer = client.post(case.address)  # no token: it must not end the session that the next case needs
        assert answer.status_code == 400
    else:
        answer = client.post(case.address, data={"csrf_token": token})
    return answer.status_code, answer.headers.get("Location", "")


def _token(client: FlaskClient) -> str:
    """Her forms' token; it is one for the whole session."""
    texts = (client.get(page).get_data(as_text=True) for page in ("/not-you", "/mentor/me", "/mentor/sign-in"))
    return next(found[1] for text in texts if (found := re.search(r'name="csrf_token" value="([^"]+)"', text)))


def _stranger(pages: Pages) -> MentorView:
    people = pages.cast.store.people
    club = people.make_club("Siem Reap", "km", "Asia/Phnom_Penh")
    return people.join(people.make_invite("lead", club=club.id), "far", "Far", PASSWORD)
