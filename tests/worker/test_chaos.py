"""Kill anything at any moment: nothing is lost, nothing is graded twice."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from contextlib import suppress
from pathlib import Path

import pytest
import redis
from sqlalchemy import text

from tests.kit.people import Cast
from tests.kit.projects import project
from tests.kit.queue import children_of, running_service, settings_for, wait_until
from worker.queue import connect, enqueuer
from worker.store import Store
from worker.supervise import Service

pytestmark = [
    pytest.mark.usefixtures("tiny"),
    pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="finds work-horses through /proc"),
]

MOST_KILLS_OF_ONE = 2


def count_every_result(store: Store) -> None:
    """Let the database itself count how often a grading became done."""
    with store.database.write() as session:
        session.execute(text("CREATE TABLE was_done (grading INTEGER)"))
        session.execute(
            text(
                "CREATE TRIGGER count_done AFTER UPDATE OF state ON grading WHEN NEW.state = 'done' "
                "BEGIN INSERT INTO was_done VALUES (NEW.id); END"
            )
        )


def states(store: Store) -> Counter[str]:
    with store.database.read() as session:
        return Counter(session.execute(text("SELECT state FROM grading")).scalars())


class Chaos:
    """Kills something now and then, so often and no more, and no submission more than twice."""

    def __init__(self, service: Service, store: Store, kills: int, seed: int) -> None:
        self.service, self.store, self.kills = service, store, kills
        self.dice = random.Random(seed)  # noqa: S311 - a die, not a key
        self.did: Counter[str] = Counter()
        self.next = time.monotonic()
        self.waits_for_a_horse: str | None = None

    def strike(self) -> None:
        """Keep the service running, and when it is time kill or flush something."""
        self.service.look()
        if time.monotonic() < self.next or self.did.total() >= self.kills:
            return
        self.next = time.monotonic() + self.dice.uniform(0.1, 0.6)
        what = self.waits_for_a_horse or self.dice.choice(
            ["horse", "horse", "worker", "both", "both", "server", "flush", "reconciler"]
        )
        if what in {"horse", "worker", "both"}:
            self._kill_worker(what)
        elif what == "reconciler":
            self._kill(self.service.pids()["reconciler"], what)
        elif self.service.settings.redis_url is not None:
            self._harm_server(what, self.service.settings.redis_url)

    def _kill_worker(self, what: str) -> None:
        name = self.dice.choice([name for name in self.service.pids() if name.startswith("grade")])
        worker = self.service.pids()[name]
        horses = children_of(worker) if worker else []
        # A worker that is struck while it does nothing proves little: the same strike waits for the next look.
        self.waits_for_a_horse = None if horses else what
        if not horses:
            self.next = time.monotonic()
            return
        victims = {"horse": horses, "worker": [worker], "both": [worker, *horses]}[what]
        self._signal([worker, *horses], signal.SIGSTOP)  # nobody claims while we look
        if self._one_was_killed_often():
            self._signal([worker, *horses], signal.SIGCONT)
            return
        self._signal(victims, signal.SIGKILL)
        self._signal([worker, *horses], signal.SIGCONT)
        self.did[what] += 1

    def _one_was_killed_often(self) -> bool:
        with self.store.database.read() as session:
            most = session.execute(text("SELECT max(leases_lost) FROM grading WHERE state = 'grading'")).scalar()
        return (most or 0) >= MOST_KILLS_OF_ONE

    def _harm_server(self, what: str, url: str) -> None:
        with connect(url) as client, suppress(redis.RedisError):
            if what == "flush":
                client.flushall()
            else:
                os.kill(client.info("server")["process_id"], signal.SIGKILL)
            self.did[what] += 1

    def _kill(self, pid: int, what: str) -> None:
        if pid:
            self._signal([pid], signal.SIGKILL)
            self.did[what] += 1

    @staticmethod
    def _signal(pids: list[int], number: signal.Signals) -> None:
        for pid in pids:
            with suppress(ProcessLookupError):
                os.kill(pid, number)


def run(cast: Cast, data: Path, submissions: int, kills: int, seconds: float) -> Counter[str]:
    """So many hand-ins while things are killed; what was done to them."""
    store = cast.store
    count_every_result(store)
    given = cast.give()
    settings = settings_for(data, job_seconds=4, lease_slack_seconds=2)
    with running_service(settings) as service:
        chaos = Chaos(service, store, kills, seed=submissions)
        enqueue = enqueuer(service.settings, store.gradings.ticket)
        gradings = []
        for number in range(submissions):
            receipt = store.submissions.hand_in(cast.sokha.id, given.id, project(500 + number), "a.sb3")
            assert receipt.grading_id is not None
            gradings.append(receipt.grading_id)
            enqueue(receipt.grading_id)
            chaos.strike()
        wait_until(
            lambda: states(store)["done"] == submissions,
            f"all {submissions} graded",
            seconds=seconds,
            meanwhile=chaos.strike,
        )
    assert states(store) == {"done": submissions}
    with store.database.read() as session:
        done = Counter(session.execute(text("SELECT grading FROM was_done")).scalars())
        runs, lost = session.execute(text("SELECT sum(runs), max(leases_lost) FROM grading")).one()
    assert done == dict.fromkeys(gradings, 1)
    assert len(store.submissions.tries(cast.sokha.id, given.id)) == submissions
    print(f"{submissions} graded once each, {runs} runs, most leases lost by one {lost}, did {dict(chaos.did)}")  # noqa: T201
    return chaos.did


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_twenty_while_things_are_killed(cast: Cast, tmp_path: Path) -> None:
    did = run(cast, tmp_path, submissions=20, kills=8, seconds=90)
    assert sum(did[what] for what in ("horse", "worker", "both")) >= 1


@pytest.mark.long
@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_two_hundred_while_everything_is_killed(cast: Cast, tmp_path: Path) -> None:
    did = run(cast, tmp_path, submissions=200, kills=80, seconds=600)
    assert set(did) >= {"horse", "worker", "both", "server", "flush", "reconciler"}
