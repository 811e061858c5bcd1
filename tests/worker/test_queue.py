"""The doorbell: only ids cross, only our function runs, and a server that is away costs nobody a receipt."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import redis
from rq.job import JobStatus
from rq.serializers import JSONSerializer
from rq.worker import SimpleWorker

from tests.kit.people import Cast
from tests.kit.projects import project
from tests.kit.queue import running_server, settings_for
from worker.embedded import EmbeddedServer
from worker.queue import ForbiddenJobError, GradingJob, connect, enqueuer, job_id, parse_job_id, queue, send
from worker.reconcile import Reconciler
from worker.settings import Settings
from worker.store.leases import Ticket

NOW = timedelta()


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedServer]:
    with running_server(tmp_path_factory.mktemp("q")) as running:
        yield running


@pytest.fixture
def client(server: EmbeddedServer) -> Iterator[redis.Redis]:
    with connect(server.url) as found:
        found.flushall()
        yield found


@pytest.fixture
def settings(cast: Cast, tmp_path: Path, server: EmbeddedServer) -> Settings:
    url = cast.store.database.engine.url.render_as_string(hide_password=False)
    return settings_for(tmp_path, redis_url=server.url, database_url=url)


def handed_in(cast: Cast, data: bytes = b"x") -> int:
    given = next(iter(cast.store.assignments.assignments(cast.saturday.id)), None) or cast.give()
    receipt = cast.store.submissions.hand_in(cast.sokha.id, given.id, data, "a.sb3")
    assert receipt.grading_id is not None
    return receipt.grading_id


def work_off(client: redis.Redis, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    """All jobs of the queue, in this process."""
    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)
    worker = SimpleWorker([queue("grade", client)], connection=client, job_class=GradingJob, serializer=JSONSerializer)
    worker.work(burst=True, logging_level="ERROR")


def test_a_job_is_sent_once_and_holds_ids_only(client: redis.Redis) -> None:
    ticket = Ticket(7, 2, "grade")
    assert send(ticket, client, 60)
    assert not send(ticket, client, 60)
    assert queue("grade", client).get_job_ids() == [job_id(ticket)] == ["grading-7-2"]
    stored = client.hgetall("rq:job:grading-7-2")
    assert json.loads(zlib.decompress(stored[b"data"])) == ["worker.jobs.grade", None, [7, 2], {}]


def test_names_of_jobs_are_read_back() -> None:
    assert parse_job_id(job_id(Ticket(7, 2, "regrade"))) == (7, 2)
    for other in ("", "grading-7", "grading-7-2-3", "x-grading-7-2", "grading-٧-2"):
        assert parse_job_id(other) is None


@pytest.mark.parametrize(
    "data",
    [
        ["os.system", None, ["true"], {}],
        ["os.getpid", None, [], {}],
        ["worker.jobs.run", None, [1, 1], {}],
        ["worker.jobs.grade", None, ["1", 1], {}],
        ["worker.jobs.grade", None, [True, 1], {}],
        ["worker.jobs.grade", None, [1], {"job_attempt": 1}],
        ["format", "an instance", [], {}],
    ],
)
def test_a_hostile_server_cannot_name_another_function(client: redis.Redis, data: list[object]) -> None:
    plant(client, "hostile", data)
    with pytest.raises(ForbiddenJobError):
        _ = GradingJob.fetch("hostile", connection=client, serializer=JSONSerializer).func


def test_a_hostile_job_ends_failed_and_runs_nothing(
    client: redis.Redis, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    proof = tmp_path / "proof"
    plant(client, "hostile", ["os.mkdir", None, [str(proof)], {}])
    client.rpush("rq:queue:grade", "hostile")
    work_off(client, settings, monkeypatch)
    assert not proof.exists()
    assert GradingJob.fetch("hostile", connection=client, serializer=JSONSerializer).get_status() == JobStatus.FAILED


def test_callbacks_and_webhooks_from_the_server_are_dropped(client: redis.Redis) -> None:
    plant(
        client,
        "planted",
        ["worker.jobs.grade", None, [1, 1], {}],
        success_callback_name="os.getpid",
        failure_callback_name="os.getpid",
        stopped_callback_name="os.getpid",
        webhooks=json.dumps([{"url": "http://127.0.0.1:9/", "job_status": "finished"}]),
    )
    job = GradingJob.fetch("planted", connection=client, serializer=JSONSerializer)
    assert (job.success_callback, job.failure_callback, job.stopped_callback, job.webhooks) == (None, None, None, [])


def plant(client: redis.Redis, name: str, data: list[object], **more: str) -> None:
    values = {"data": json.dumps(data), "origin": "grade", "status": "queued", "timeout": "10", **more}
    client.hset(f"rq:job:{name}", mapping=values)


@pytest.mark.usefixtures("tiny")
def test_a_page_enqueues_and_a_worker_grades(
    cast: Cast, client: redis.Redis, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    grading = handed_in(cast, project(2))
    enqueuer(settings, cast.store.gradings.ticket)(grading)
    work_off(client, settings, monkeypatch)
    found = cast.store.gradings.grading(grading)
    assert found is not None
    assert (found.state, found.runs, found.share) == ("done", 1, 1)
    assert client.keys("rq:job:*") == []  # nothing of hers stays in the queue's server


@pytest.mark.usefixtures("tiny")
def test_without_a_server_the_receipt_comes_and_later_the_grade(
    cast: Cast, client: redis.Redis, settings: Settings, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    away = settings.with_redis(f"unix://{tmp_path / 'nobody.sock'}")
    grading = handed_in(cast, project(1))
    enqueuer(away, cast.store.gradings.ticket)(grading)  # says nothing, costs nothing
    assert Reconciler(cast.store, away, patience=NOW).round().away
    assert Reconciler(cast.store, settings, patience=NOW).round().sent == 1
    work_off(client, settings, monkeypatch)
    assert cast.store.gradings.grading(grading).state == "done"  # type: ignore[union-attr]


@pytest.mark.usefixtures("tiny")
class TestReconciler:
    """What it does about a row that waits."""

    def test_it_leaves_alone_what_stands_in_line(self, cast: Cast, client: redis.Redis, settings: Settings) -> None:
        grading = handed_in(cast)
        reconciler = Reconciler(cast.store, settings, patience=NOW)
        assert reconciler.round().sent == 1
        for _ in range(3):
            assert reconciler.round().sent == 0
        assert queue("grade", client).get_job_ids() == [f"grading-{grading}-1"]

    def test_it_sends_again_what_the_server_forgot(self, cast: Cast, client: redis.Redis, settings: Settings) -> None:
        handed_in(cast)
        reconciler = Reconciler(cast.store, settings, patience=NOW)
        reconciler.round()
        client.flushall()
        assert reconciler.round().sent == 1
        assert cast.store.gradings.queued()[0].job_attempt == 1

    def test_it_waits_for_the_page_to_ring(self, cast: Cast, client: redis.Redis, settings: Settings) -> None:
        handed_in(cast)
        assert Reconciler(cast.store, settings, patience=timedelta(minutes=1)).round().sent == 0
        assert client.keys("*") == []

    def test_a_job_in_somebodys_hands_is_given_time_then_sent_anew(
        self, cast: Cast, client: redis.Redis, settings: Settings
    ) -> None:
        grading = handed_in(cast)
        clock = [0.0]
        reconciler = Reconciler(cast.store, settings, patience=NOW, clock=lambda: clock[0])
        reconciler.round()
        client.lmove("rq:queue:grade", "rq:queue:grade:intermediate")
        for clock[0] in (1.0, 5.0, 15.9):  # missed since 1.0
            assert reconciler.round().sent == 0
        clock[0] = 16.1
        found = reconciler.round()
        assert (found.renewed, found.sent) == (1, 1)
        assert queue("grade", client).get_job_ids() == [f"grading-{grading}-2"]

    def test_a_job_that_ended_without_a_claim_is_sent_anew(
        self, cast: Cast, client: redis.Redis, settings: Settings
    ) -> None:
        grading = handed_in(cast)
        reconciler = Reconciler(cast.store, settings, patience=NOW)
        reconciler.round()
        client.delete("rq:queue:grade")
        client.hset(f"rq:job:grading-{grading}-1", "status", "failed")
        assert reconciler.round().renewed == 1
        assert cast.store.gradings.grading(grading).leases_lost == 0  # type: ignore[union-attr]

    def test_it_says_that_it_lives(self, cast: Cast, settings: Settings) -> None:
        clock = [0.0]
        reconciler = Reconciler(cast.store, settings, clock=lambda: clock[0])
        reconciler.round()
        first = cast.store.settings.get("reconciler")
        assert first is not None
        clock[0] = 1.0
        reconciler.round()
        assert cast.store.settings.get("reconciler") == first
        clock[0] = 6.0
        reconciler.round()
        assert cast.store.settings.get("reconciler") != first


def test_an_embedded_server_is_found_again_and_keeps_its_jobs(tmp_path: Path) -> None:
    with running_server(tmp_path) as first:
        with connect(first.url) as client:
            send(Ticket(1, 1, "grade"), client, 60)
            pid = client.info("server")["process_id"]
        from worker.embedded import embedded_server

        second = embedded_server(tmp_path)
        second.start()
        assert second.process is None  # it was there
        assert first.process is not None
        os.kill(pid, 9)
        first.process.wait()
        assert first.ended()
        assert second.ended()
        second.start()
        with connect(second.url) as client:
            assert queue("grade", client).get_job_ids() == ["grading-1-1"]
        second.stop()
        assert second.ended()
    assert not (tmp_path / "queue.sock").exists()


def test_a_long_data_path_gets_a_short_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 60) / ("e" * 60)
    deep.mkdir(parents=True)
    with running_server(deep) as server:
        assert len(str(server.socket)) < 100
        assert server.socket.parent.stat().st_mode & 0o777 == 0o700
        folder = server.socket.parent
    assert not folder.exists()


def test_without_any_server_there_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from worker import embedded

    monkeypatch.setattr(embedded, "_shipped", lambda: None)
    with pytest.raises(embedded.ServerError, match="REDIS_URL"):
        embedded.embedded_server(tmp_path, {"PATH": str(tmp_path)})


def test_a_server_that_may_throw_jobs_away_is_named(client: redis.Redis, server: EmbeddedServer) -> None:
    from worker.embedded import check_policy

    assert check_policy(server.url) is None
    client.config_set("maxmemory-policy", "allkeys-lru")
    try:
        assert "noeviction" in (check_policy(server.url) or "")
    finally:
        client.config_set("maxmemory-policy", "noeviction")
