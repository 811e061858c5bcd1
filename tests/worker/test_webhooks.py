"""What happened is told: signed, without names, to nobody in the house, and again until it is taken."""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, update

from tests.kit.people import Cast
from tests.kit.projects import project
from tests.kit.serving import serving
from worker import jobs
from worker.privacy import privacy
from worker.settings import Settings
from worker.store import StoreError
from worker.store import models as m
from worker.store.outside import EVENTS, TRIES
from worker.webhooks.address import AddressError, may_go_to, parts, target
from worker.webhooks.send import Answer, send, signature
from worker.webhooks.sender import Sender

HOUSE = replace(Settings.in_memory(), webhooks_private=True)


class Receiver(HTTPServer):
    """A program that keeps what it is told, and answers with the next of its statuses."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.got: list[tuple[dict[str, str], bytes]] = []
        self.statuses: list[int] = []

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.server_port}/hook?club=1"


class Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.got.append((dict(self.headers), body))
        status = self.server.statuses.pop(0) if self.server.statuses else 204
        self.send_response(status)
        self.send_header("Location", "http://127.0.0.1:9/elsewhere")
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def listening() -> AbstractContextManager[Receiver]:
    return serving(Receiver())


@pytest.fixture
def receiver() -> Iterator[Receiver]:
    with listening() as server:
        yield server


def happen(cast: Cast) -> int:
    """One work graded, one level of a mentor, one question; the number of the work."""
    given = cast.give()
    receipt = cast.store.submissions.hand_in(cast.sokha.id, given.id, project(1), "Sokha-cat.sb3")
    for ticket in cast.store.gradings.queued():
        assert jobs.run(cast.store, Settings.in_memory(), ticket.grading, ticket.job_attempt)
    cast.store.marks.mark("mentor", cast.channary.id, cast.sokha.id, given.id, "playtest", "great")
    cast.store.marks.mark("self", cast.sokha.id, cast.sokha.id, given.id, "playtest", "good")
    cast.store.marks.ask(receipt.submission_id, "flag", "Why, asks Sokha?")
    return receipt.submission_id


def states(cast: Cast, hook: int) -> list[tuple[str, str, list[tuple[int | None, str]]]]:
    found = cast.store.outside.deliveries(hook)
    return [(one.event, one.state, [(each.status, each.reason) for each in one.tries]) for one in reversed(found)]


def wait_is_over(cast: Cast) -> None:
    with cast.store.database.write() as session:
        session.execute(update(m.Delivery).values(due=datetime.now(UTC) - timedelta(seconds=1)))


def test_what_happened_is_told_signed_and_without_names(cast: Cast, tiny: Path, receiver: Receiver) -> None:
    del tiny
    hook, secret = cast.store.outside.add(cast.srey.id, receiver.address, EVENTS, names=False)
    work = happen(cast)
    sender = Sender(cast.store, HOUSE, clock=lambda: 1_800_000_000.0)
    assert sender.round() == 3
    assert [one[:2] for one in states(cast, hook.id)] == [(name, "sent") for name in EVENTS]
    for headers, body in receiver.got:
        told = json.loads(body)
        assert (told["submission" if told["event"] != EVENTS[1] else "student_number"]) in {work, cast.sokha.id}
        assert b"Sokha" not in body
        moment, _, seen = headers["Kru-Signature"].removeprefix("t=").partition(",v1=")
        wanted = hmac.new(secret.encode(), f"{moment}.".encode() + body, sha256).hexdigest()
        assert (moment, hmac.compare_digest(seen, wanted)) == ("1800000000", True)
        assert headers["Kru-Delivery"] == str(told["id"])
    graded, level, asked = (json.loads(body) for _, body in receiver.got)
    assert (graded["status"], graded["student"], graded["file"], graded["final"]) == ("graded", None, None, False)
    assert (level["criterion"], level["level"]) == ("playtest", "great")
    assert (asked["criterion"], asked["text"]) == ("flag", None)
    assert sender.round() == 0


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_names_come_where_the_lead_said_so_and_only_what_was_asked_for(
    cast: Cast, tiny: Path, receiver: Receiver
) -> None:
    del tiny
    cast.store.outside.add(cast.srey.id, receiver.address, [EVENTS[2], "unknown"], names=True)
    happen(cast)
    assert Sender(cast.store, HOUSE).round() == 1
    told = json.loads(receiver.got[0][1])
    assert (told["student"], told["file"], told["text"]) == ("Sokha", "Sokha-cat.sb3", "Why, asks Sokha?")


def test_it_is_tried_again_later_and_given_up(cast: Cast, tiny: Path, receiver: Receiver) -> None:
    del tiny
    hook, _ = cast.store.outside.add(cast.srey.id, receiver.address, [EVENTS[2]], names=False)
    happen(cast)
    receiver.statuses = [500, 302, *[503] * TRIES]
    sender = Sender(cast.store, HOUSE)
    assert (sender.round(), sender.round()) == (1, 0)  # a redirect or a trouble is no answer, and it waits
    (waiting,) = cast.store.outside.deliveries(hook.id)
    assert (waiting.state, waiting.due > datetime.now(UTC)) == ("waiting", True)
    for _ in range(TRIES - 1):
        wait_is_over(cast)
        assert sender.round() == 1
    ((_, state, tries),) = states(cast, hook.id)
    assert (state, len(tries), tries[:2]) == ("given-up", TRIES, [(500, ""), (302, "moved")])
    wait_is_over(cast)
    assert sender.round() == 0
    receiver.statuses = []
    assert not cast.store.outside.again(cast.club.id + 1, waiting.id)
    assert cast.store.outside.again(cast.club.id, waiting.id)
    assert sender.round() == 1
    assert states(cast, hook.id)[0][1] == "sent"


def test_a_sender_that_died_loses_nothing_and_comes_late_to_nothing(cast: Cast, tiny: Path, receiver: Receiver) -> None:
    del tiny
    hook, _ = cast.store.outside.add(cast.srey.id, receiver.address, [EVENTS[2]], names=False)
    happen(cast)
    dead = cast.store.outside.claim(hook.id)
    assert dead is not None
    assert Sender(cast.store, HOUSE).round() == 0  # the lease holds
    wait_is_over(cast)
    assert Sender(cast.store, HOUSE).round() == 1
    cast.store.outside.ended(dead, None, "no-answer", taken=False)
    assert states(cast, hook.id)[0][1:] == ("sent", [(204, "")])


def test_nothing_of_a_deleted_student_is_told_or_kept(cast: Cast, tiny: Path, receiver: Receiver) -> None:
    del tiny
    hook, _ = cast.store.outside.add(cast.srey.id, receiver.address, EVENTS, names=True)
    happen(cast)
    assert Sender(cast.store, HOUSE).round() == 3
    cast.store.marks.mark("mentor", cast.channary.id, cast.sokha.id, 1, "playtest", "good")
    privacy.delete(cast.store, cast.sokha.id)
    with cast.store.database.read() as session:
        assert session.scalars(select(m.Delivery)).all() == []
        assert session.scalars(select(m.DeliveryTry)).all() == []
    assert Sender(cast.store, HOUSE).round() == 0
    assert cast.store.outside.remove(cast.club.id, hook.id)
    assert cast.store.outside.webhooks(cast.club.id) == ()


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_what_ended_long_ago_is_forgotten_and_what_waits_is_not(cast: Cast, receiver: Receiver) -> None:
    hook, _ = cast.store.outside.add(cast.srey.id, receiver.address, EVENTS, names=True)
    assert cast.store.outside.test(cast.club.id, hook.id)
    assert not cast.store.outside.test(cast.club.id + 1, hook.id)
    Sender(cast.store, HOUSE).round()
    cast.store.outside.test(cast.club.id, hook.id)
    cast.store.outside.sweep()
    assert len(states(cast, hook.id)) == 2
    cast.store.outside.sweep(datetime.now(UTC) + timedelta(days=1))
    assert states(cast, hook.id) == [("test", "waiting", [])]


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_a_club_has_so_many(cast: Cast) -> None:
    for _ in range(10):
        cast.store.outside.add(cast.srey.id, "https://example.org/", EVENTS, names=False)
    with pytest.raises(StoreError, match="webhooks-most"):
        cast.store.outside.add(cast.srey.id, "https://example.org/", EVENTS, names=False)


HOUSES = [
    "127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.1.1", "100.64.0.1", "0.0.0.1", "224.0.0.1", "255.255.255.255",
    "169.254.169.254", "::1", "::", "fe80::1%eth0", "fc00::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:10.0.0.1",
    "64:ff9b::7f00:1", "2002:7f00:1::", "::7f00:1", "198.18.0.1", "192.0.2.1", "240.0.0.1", "not-an-address", "",
]  # fmt: skip


@pytest.mark.parametrize("machine", HOUSES)
def test_no_machine_of_the_house_is_spoken_to(machine: str) -> None:
    assert not may_go_to(machine, private=False)
    with pytest.raises(AddressError, match="private"):
        target("https://looks-open.example/", private=False, resolve=lambda *_: ["93.184.215.14", machine])


def test_the_open_network_is_and_the_house_where_the_operator_says_so() -> None:
    assert may_go_to("93.184.215.14", private=False)
    assert may_go_to("2606:2800:21f:cb07:6820:80da:af6b:8b2c", private=False)
    assert may_go_to("192.168.1.1", private=True)
    assert not may_go_to("192.168.1.1", private=True, secure=False)
    assert not may_go_to("169.254.169.254", private=True)
    found = target("https://kru.example/a?b=c", private=False, resolve=lambda *_: ["93.184.215.14"])
    assert (found.host, found.port, found.path, found.machine) == ("kru.example", 443, "/a?b=c", "93.184.215.14")
    with pytest.raises(AddressError, match="name"):
        target("https://kru.example/", private=False, resolve=lambda *_: [])


@pytest.mark.parametrize(
    "address",
    [
        "http://kru.example/", "ftp://kru.example/", "https://me:secret@kru.example/", "https:///x", "https://[::1/",
        "https://kru.example:99999/", "https://kru.example/#x", "https://kru.example/\r\nX: y", "file:///etc/passwd",
        "https://kru.example\\@127.0.0.1/", "https://kru.example/" + "x" * 500, "https://ក្រូ.example/",
    ],
)  # fmt: skip
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(AddressError, match="address"):
        parts(address, private=False)


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_a_name_that_turns_inward_later_is_refused_when_it_is_sent(cast: Cast) -> None:
    """It was open when the lead typed it."""
    hook, _ = cast.store.outside.add(cast.srey.id, "https://turns.example/", EVENTS, names=False)
    cast.store.outside.test(cast.club.id, hook.id)
    reached: list[Any] = []

    def post(*how: Any) -> Answer:
        reached.append(how)
        return Answer(200)

    Sender(cast.store, Settings.in_memory(), resolve=lambda *_: ["127.0.0.1"], post=post).round()
    assert reached == []
    assert states(cast, hook.id) == [("test", "given-up", [(None, "private")])]


def test_who_never_answers_holds_the_line_for_so_long_and_no_longer() -> None:
    with HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as silent:  # it listens, and nobody takes the call
        found = target(f"http://127.0.0.1:{silent.server_port}/", private=True)
        assert send(found, b"{}", {}, seconds=0.05) == Answer(None, "no-answer")
    assert send(found, b"{}", {}) == Answer(None, "no-answer")  # nobody is there any more


def test_the_example_of_the_documentation_checks_it() -> None:
    text = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
    found: dict[str, Any] = {}
    exec(text.partition("```python\n")[2].partition("```")[0], found)  # noqa: S102 - our own page
    moment = int(datetime.now(UTC).timestamp())
    check = found["is_from_kru"]
    assert check("s", signature("s", b"a", moment), b"a")
    assert not check("s", signature("s", b"a", moment), b"b")
    assert not check("t", signature("s", b"a", moment), b"a")
    assert not check("s", signature("s", b"a", moment - 301), b"a")


def test_the_signature_is_of_this_body_and_this_moment() -> None:
    one = signature("s", b"a", 1)
    assert one == "t=1,v1=" + hmac.new(b"s", b"1.a", sha256).hexdigest()
    assert len({one, signature("s", b"b", 1), signature("s", b"a", 2), signature("t", b"a", 1)}) == 4
