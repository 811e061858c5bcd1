"""After a delete nothing of her is anywhere: no row, no file, nothing on the disk, in the queue's server, in a log."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
import redis
from sqlalchemy import select

from tests.kit.people import Cast
from tests.kit.projects import project
from tests.kit.queue import running_server
from worker.embedded import EmbeddedServer
from worker.jobs import run
from worker.mail.postman import Postman
from worker.outgoing import Sweeper
from worker.privacy import person, privacy
from worker.queue import connect, enqueuer
from worker.settings import Settings
from worker.store import models as m
from worker.store.outside import EVENTS
from worker.webhooks.send import Answer
from worker.webhooks.sender import Sender

HERS = ("Sokha-Unmistakable", "cat-unmistakable.sb3", "asked-unmistakable", "told-unmistakable")
REFERS_TO_NO_TABLE = {"by_id", "team_id", "here", "there"}  # numbers without a foreign key


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    with running_server(tmp_path_factory.mktemp("q")) as running:
        yield running


def everything_in(client: redis.Redis) -> bytes:
    """What the queue's server holds, in its own form: no kind of value is left out."""
    found: list[bytes] = client.keys("*")  # type: ignore[assignment]
    return b" ".join((*found, *(client.dump(key) or b"" for key in found)))


def test_nothing_is_found_anywhere(
    cast: Cast, tiny: Path, tmp_path: Path, server: EmbeddedServer, caplog: pytest.LogCaptureFixture
) -> None:
    del tiny
    caplog.set_level(logging.DEBUG)
    store = cast.store
    settings = replace(
        Settings.from_env({"KRU_SECRET_KEY": "for tests"}, data=tmp_path), redis_url=server.url,
        smtp_url="smtp://127.0.0.1:9", mail_from="kru@example.org", webhooks_private=True,
    )  # fmt: skip
    with store.database.write() as session:
        session.get_one(m.Student, cast.sokha.id).nickname = HERS[0]
    hook, _ = store.outside.add(cast.srey.id, "http://127.0.0.1:9/", EVENTS, names=True)
    store.mail.asked(store.mail.want(cast.channary.id, "channary@example.org", "daily"), sent=True)
    wish = store.mail.wish(cast.channary.id)
    assert wish is not None
    store.mail.confirm(cast.channary.id, wish.stamp)
    given = cast.give()
    receipt = store.submissions.hand_in(cast.sokha.id, given.id, project(1), HERS[1])
    for ticket in store.gradings.queued():
        assert run(store, Settings.in_memory(), ticket.grading, ticket.job_attempt)
    store.marks.ask(receipt.submission_id, "flag", HERS[2])
    store.path.tell(receipt.submission_id, HERS[3])
    enqueuer(settings, store.gradings.ticket)(store.gradings.again(receipt.submission_id))
    bodies: list[bytes] = []
    letters: list[EmailMessage] = []

    def refused(_target: object, body: bytes, _headers: object) -> Answer:
        bodies.append(body)
        return Answer(500)

    Sender(store, settings, post=refused).round()
    noon = datetime.now(UTC).replace(hour=5)
    Postman(store, settings, post=lambda _, made: letters.append(made), moment=lambda: noon).round()
    assert HERS[0].encode() in b"".join(bodies)  # it was told: that is what has to be gone here
    assert len(letters) == 1
    with connect(server.url) as client:
        assert b"grading-" in everything_in(client)
        assert b"unmistakable" not in everything_in(client).lower()

    privacy.delete(store, cast.sokha.id)

    with store.database.read() as session:
        rows = {name: session.execute(select(table)).all() for name, table in m.Base.metadata.tables.items()}
    assert "unmistakable" not in str(rows).lower()
    assert rows["delivery"] == rows["delivery_try"] == []
    assert store.outside.claim(hook.id) is None
    assert "unmistakable" not in caplog.text.lower()
    assert "unmistakable" not in "".join(letter.as_string() for letter in letters).lower()
    if store.database.engine.dialect.name == "sqlite":
        on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert [name for name in HERS if name.encode() in on_disk] == []


def test_a_number_without_a_foreign_key_is_one_of_these() -> None:
    """Rows of a student are found by foreign keys. Another way to name one has to be thought of by somebody."""
    named = {
        column.name
        for table in m.Base.metadata.tables.values()
        for column in table.columns
        if (column.name.endswith("_id") or column.name in {"here", "there"}) and not column.foreign_keys
    }
    assert named <= REFERS_TO_NO_TABLE | {"rubric_id"}


def test_every_table_of_hers_is_reached_from_her() -> None:
    reached, waiting = {"student"}, ["student"]
    while waiting:
        table = m.Base.metadata.tables[waiting.pop()]
        for other, _ in person._refers_to(table):
            if other.name not in reached:
                reached.add(other.name)
                waiting.append(other.name)
    assert {"delivery", "delivery_try", "submission", "told", "question", "peer_turn", "team_member"} <= reached
    assert reached.isdisjoint({"webhook", "mail_wish", "club", "mentor", "kept_rubric"})


def test_zips_that_wait_go_by_age_at_the_start_and_daily(cast: Cast, tmp_path: Path) -> None:
    parcels = tmp_path / "parcels"
    parcels.mkdir()
    for name, age in (("old.zip", 25), ("new.zip", 1)):
        (parcels / name).write_bytes(b"zip")
        os.utime(parcels / name, (time.time() - age * 3600,) * 2)
    at = [time.time()]
    sweeper = Sweeper(cast.store, replace(Settings.in_memory(), data=tmp_path), clock=lambda: at[0])
    sweeper.round()
    assert [path.name for path in parcels.iterdir()] == ["new.zip"]
    at[0] += 23 * 3600
    sweeper.round()  # the day is not over
    assert [path.name for path in parcels.iterdir()] == ["new.zip"]
    at[0] += 2 * 3600
    sweeper.round()
    assert list(parcels.iterdir()) == []
