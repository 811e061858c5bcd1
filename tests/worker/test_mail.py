"""Letters: only to an address that said yes, numbers and links alone, once a day, and ended by a link."""

from __future__ import annotations

import socketserver
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import pytest
from sqlalchemy import update

from tests.kit.people import Cast
from tests.kit.projects import project
from tests.kit.serving import serving
from worker import jobs
from worker.mail import smtp
from worker.mail.links import link, read
from worker.mail.postman import Postman
from worker.settings import Settings, SettingsError
from worker.store import StoreError
from worker.store import models as m

MORNING = datetime(2026, 11, 24, 0, 30, tzinfo=UTC)  # half past seven in Phnom Penh
SETTINGS = replace(
    Settings.in_memory(),
    smtp_url="smtp://127.0.0.1:1",
    mail_from="kru@example.org",
    secret_key="for tests",
    public_url="https://kru.example",
)


class OwnSmtpServer(socketserver.TCPServer):
    """A small mail server of these tests' own: it speaks enough of SMTP for one letter, and keeps it."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), OwnSmtpSession)
        self.letters: list[bytes] = []
        self.said: list[str] = []
        self.full = False


class OwnSmtpSession(socketserver.StreamRequestHandler):
    server: OwnSmtpServer

    def handle(self) -> None:
        self.wfile.write(b"220 own\r\n")
        for line in self.rfile:
            word = line[:4].upper()
            self.server.said.append(line.decode().strip())
            if word == b"EHLO":
                self.wfile.write(b"250-own\r\n250 8BITMIME\r\n")
            elif word == b"DATA":
                self.wfile.write(b"354 go on\r\n")
                self.server.letters.append(b"".join(iter(self.rfile.readline, b".\r\n")))
                self.wfile.write(b"250 taken\r\n")
            elif word == b"RCPT" and self.server.full:
                self.wfile.write(b"452 full\r\n")
            else:
                self.wfile.write(b"221 bye\r\n" if word == b"QUIT" else b"250 yes\r\n")
            if word == b"QUIT":
                return


def mail_server() -> AbstractContextManager[OwnSmtpServer]:
    return serving(OwnSmtpServer())


def postman(cast: Cast, box: list[EmailMessage], at: datetime = MORNING) -> Postman:
    return Postman(cast.store, SETTINGS, post=lambda _, made: box.append(made), moment=lambda: at)


@pytest.fixture
def waiting(cast: Cast, tiny: Path) -> Cast:
    """One question and two works that wait for a person, in Channary's class."""
    del tiny
    given = cast.give()
    for her in (cast.sokha, cast.dara):
        receipt = cast.store.submissions.hand_in(her.id, given.id, project(her.id), f"{her.nickname}.sb3")
    for ticket in cast.store.gradings.queued():
        jobs.run(cast.store, Settings.in_memory(), ticket.grading, ticket.job_attempt)
    cast.store.marks.ask(receipt.submission_id, "flag", "Sokha asks")
    return cast


def confirmed(cast: Cast, mentor: int, often: str = "daily") -> str:
    wish = cast.store.mail.want(mentor, "channary@example.org", often)
    assert cast.store.mail.asked(wish, sent=True)
    assert cast.store.mail.confirm(mentor, wish.stamp)
    return wish.stamp


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_an_address_is_asked_once_before_anything_else_goes_there(waiting: Cast) -> None:
    box: list[EmailMessage] = []
    wish = waiting.store.mail.want(waiting.channary.id, " channary@example.org ", "daily")
    assert (postman(waiting, box).round(), postman(waiting, box).round()) == (1, 0)
    (asking,) = box
    assert asking["To"] == "channary@example.org"
    url = next(line for line in asking.get_content().splitlines() if line.startswith("https://kru.example/"))
    assert read("for tests", "confirm", url.rpartition("/")[2]) == (waiting.channary.id, wish.stamp)
    assert "example.org" not in url  # links stand in logs
    assert waiting.store.mail.confirm(waiting.channary.id, wish.stamp)
    assert postman(waiting, box).round() == 1


def test_in_the_morning_what_waits_comes_as_numbers_and_links(waiting: Cast) -> None:
    confirmed(waiting, waiting.channary.id)
    box: list[EmailMessage] = []
    assert postman(waiting, box, MORNING - timedelta(hours=3)).round() == 0  # it is night there
    assert postman(waiting, box).round() == 1
    text = box[0].get_content()
    assert "Questions: 1" in text
    assert "Works that wait for a person: 2" in text
    assert f"https://kru.example/mentor/class/{waiting.saturday.id}" in text
    everything = box[0].as_string() + text
    assert [name for name in ("Sokha", "Dara", "Saturday", "Channary") if name in everything] == []
    assert box[0].get_content_type() == "text/plain"
    assert box[0]["List-Unsubscribe"].strip("<>") in text
    assert postman(waiting, box, MORNING + timedelta(hours=9)).round() == 0  # once a day
    assert postman(waiting, box, MORNING + timedelta(days=1)).round() == 1


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_it_comes_in_her_language_and_not_when_nothing_waits(waiting: Cast) -> None:
    box: list[EmailMessage] = []
    confirmed(waiting, waiting.vanna.id)
    assert postman(waiting, box).round() == 0
    waiting.store.people.set_mentor_language(waiting.channary.id, "km")
    confirmed(waiting, waiting.channary.id)
    assert postman(waiting, box).round() == 1
    assert "សំណួរ" in box[0].get_content()


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_nothing_comes_to_who_did_not_ask(waiting: Cast) -> None:
    box: list[EmailMessage] = []
    confirmed(waiting, waiting.channary.id, "none")
    assert postman(waiting, box).round() == 0
    nothing = Postman(waiting.store, replace(SETTINGS, smtp_url=None), post=lambda _, made: box.append(made))
    waiting.store.mail.want(waiting.srey.id, "srey@example.org", "daily")
    assert (nothing.round(), box) == (0, [])


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_a_link_ends_them_and_one_of_an_older_address_opens_nothing(waiting: Cast) -> None:
    stamp = confirmed(waiting, waiting.channary.id)
    assert waiting.store.mail.stop(waiting.channary.id, stamp)
    assert postman(waiting, []).round() == 0
    waiting.store.mail.want(waiting.channary.id, "other@example.org", "daily")
    assert not waiting.store.mail.confirm(waiting.channary.id, stamp)
    assert not waiting.store.mail.stop(waiting.channary.id, stamp)


def test_a_link_is_of_this_kru_and_for_one_thing() -> None:
    token = link("key", "", "confirm", 7, "s").rpartition("/")[2]
    assert read("key", "confirm", token) == (7, "s")
    assert [read("other", "confirm", token), read("key", "stop", token), read("key", "stop", "x")] == [None] * 3


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_an_old_link_confirms_nothing_and_another_one_can_be_had(cast: Cast) -> None:
    wish = cast.store.mail.want(cast.channary.id, "channary@example.org", "daily")
    assert postman(cast, []).round() == 1
    with cast.store.database.write() as session:
        session.execute(update(m.MailWish).values(asked=datetime.now(UTC) - timedelta(days=4)))
    assert not cast.store.mail.confirm(cast.channary.id, wish.stamp)
    cast.store.mail.want(cast.channary.id, "channary@example.org", "daily")
    assert postman(cast, []).round() == 1


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_what_is_no_address_is_not_kept(cast: Cast) -> None:
    for address in ("", "x", "a@b", "a b@example.org", "a@example.org\r\nBcc: b@c.org", "a,b@c.org"):
        with pytest.raises(StoreError, match="mail-address"):
            cast.store.mail.want(cast.channary.id, address, "daily")


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_a_server_takes_it_and_what_it_does_not_take_comes_later(waiting: Cast) -> None:
    with mail_server() as server:
        settings = replace(SETTINGS, smtp_url=f"smtp://127.0.0.1:{server.server_address[1]}")
        confirmed(waiting, waiting.channary.id)
        moments = iter((0.0, 1.0, 400.0, 400.0, 400.0))
        carrier = Postman(waiting.store, settings, moment=lambda: MORNING, clock=lambda: next(moments))
        server.full = True
        assert carrier.round() == 0
        server.full = False
        assert carrier.round() == 1
    letter = message_from_bytes(server.letters[-1], policy=default)
    assert (letter["From"], letter["To"]) == ("Kru <kru@example.org>", "channary@example.org")
    assert "mail FROM:<kru@example.org>" in server.said


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_an_address_that_is_refused_for_good_holds_up_nobody(waiting: Cast) -> None:
    def refuse(_url: str, _made: EmailMessage) -> None:
        raise smtp.RefusedError

    confirmed(waiting, waiting.channary.id)
    box: list[EmailMessage] = []
    Postman(waiting.store, SETTINGS, post=refuse, moment=lambda: MORNING).round()
    assert postman(waiting, box).round() == 0  # not again today
    assert postman(waiting, box, MORNING + timedelta(days=1)).round() == 1


def test_a_password_is_not_sent_in_the_open(monkeypatch: pytest.MonkeyPatch) -> None:
    with mail_server() as server:
        monkeypatch.setattr(smtp, "_is_here", lambda _: False)
        made = smtp.letter("kru@example.org", "a@example.org", "x", "y")
        with pytest.raises(smtp.MailError, match="in the open"):
            smtp.post(f"smtp://me:secret@127.0.0.1:{server.server_address[1]}", made)
    assert "AUTH" not in " ".join(server.said)


@pytest.mark.parametrize("url", ["mail.example.org", "http://x", "smtp://", "smtp://a b"])
def test_a_setting_that_cannot_be_used_is_a_sentence(url: str, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="KRU_SMTP_URL"):
        Settings.from_env({"KRU_SMTP_URL": url, "KRU_MAIL_FROM": "kru@example.org"}, data=tmp_path)
    with pytest.raises(SettingsError, match="KRU_MAIL_FROM"):
        Settings.from_env({"KRU_SMTP_URL": "smtp://mail.example.org"}, data=tmp_path)
