"""`kru serve` as an operator meets it: started, asked, ended, started again, and told clearly what is in its way."""

from __future__ import annotations

import errno
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy.exc import OperationalError

from grader.upload import read
from tests.kit.people import Cast
from tests.kit.projects import project
from tests.kit.queue import children_of, is_alive, nothing, running_service, settings_for, wait_until
from worker import commands
from worker.supervise import ServeError, Service, _sentence

HOUSE = Path(__file__).parents[2]
ENVIRONMENT = {"PATH": os.environ["PATH"], "PYTHONPATH": str(HOUSE), "PYTHONUNBUFFERED": "1"}


@contextmanager
def serving(data: Path, *words: str) -> Iterator[tuple[subprocess.Popen[str], dict[str, str]]]:
    """`kru serve` in a process of its own; what it printed: `address`, `data`, perhaps `invite`."""
    command = [sys.executable, "-m", "grader.cli", "serve", "--data", str(data), "--port", "0", *words]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, env=ENVIRONMENT)
    try:
        yield process, _printed(process)
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)
        process.communicate(timeout=60)


def _printed(process: subprocess.Popen[str]) -> dict[str, str]:
    said: dict[str, str] = {}
    assert process.stdout is not None
    for line in process.stdout:
        for name, pattern in {
            "address": r"Kru is here: (\S+)",
            "data": r"data: (\S+)",
            "invite": r"joins here: (\S+)",
        }.items():
            if found := re.search(pattern, line):
                said[name] = found[1]
        if "Ctrl-C" in line:
            return said
    raise AssertionError(f"it ended with {process.wait()}")


def health(address: str) -> dict[str, object]:
    with urllib.request.urlopen(f"{address}/health", timeout=10) as answer:  # noqa: S310 - our own address
        found: dict[str, object] = json.load(answer)
    return found


def test_it_serves_ends_in_order_and_leaves_nothing(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, said):
        assert said["data"] == str(tmp_path)
        assert said["invite"].startswith(f"{said['address']}/mentor/join/")
        assert set(health(said["address"])["parts"]) >= {"database", "disk", "queue", "waiting", "player"}  # type: ignore[call-overload]
        family = children_of(process.pid)
        assert len(family) == 8  # pages, four workers, reconciler, what goes out, the queue's server
        process.send_signal(signal.SIGINT)
        assert process.wait(60) == 0
    assert [pid for pid in family if is_alive(pid)] == []
    assert not (tmp_path / "queue.sock").exists()


def test_doctor_tells_what_health_tells(tmp_path: Path) -> None:
    with serving(tmp_path) as (_, said):
        told = health(said["address"])  # a moment before: rubrics, rounds and the player's parts may come in between
        found = CliRunner().invoke(commands.doctor, ["--format", "json", "--data", str(tmp_path)])
        states = [
            {
                name: part["state"]
                for name, part in one["parts"].items()
                if name not in {"rubrics", "reconciler", "player"}
            }  # type: ignore[attr-defined]
            for one in (told, json.loads(found.output))
        ]
        assert states[0] == states[1]
        assert found.exit_code == 0
    stopped = CliRunner().invoke(commands.doctor, ["--data", str(tmp_path)])
    assert stopped.exit_code == 1
    assert "OFF  queue" in stopped.output


def test_a_killed_one_takes_its_children_along_and_the_next_goes_on(tmp_path: Path) -> None:
    with serving(tmp_path) as (process, _):
        family = [pid for pid in children_of(process.pid) if "valkey" not in _name(pid)]
        process.kill()
        process.wait()
        wait_until(lambda: not any(map(is_alive, family)), "the children end", seconds=30, meanwhile=nothing)
    with serving(tmp_path) as (_, said):
        assert health(said["address"])["ok"]


def _name(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text("ascii")


def test_only_one_on_a_data_folder(tmp_path: Path) -> None:
    with running_service(settings_for(tmp_path)):
        result = CliRunner().invoke(commands.serve, ["--data", str(tmp_path), "--port", "0"])
    assert result.exit_code == 1
    assert "running on" in result.output
    assert str(os.getpid()) in result.output


def test_a_taken_port_is_named_and_nothing_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("worker.supervise.BIND_SECONDS", 0)
    before = children_of(os.getpid())  # an earlier test may have left Python's own helper for shared resources
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        service = Service(settings_for(tmp_path), "127.0.0.1", port)
        with pytest.raises(ServeError, match=f"Port {port} is taken.*--port {port + 1}"):
            service.start()
    assert children_of(os.getpid()) == before
    with running_service(settings_for(tmp_path)):
        pass  # the lock was given back


def test_a_folder_that_cannot_be_made_is_named() -> None:
    result = CliRunner().invoke(commands.serve, ["--data", "/dev/null/kru"])
    assert result.exit_code == 1
    assert "/dev/null/kru cannot be made" in result.output
    assert "--data" in result.output


@pytest.mark.parametrize(
    ("error", "says"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), "is full"),
        (OSError(errno.EROFS, "Read-only file system"), "cannot write"),
        (PermissionError(errno.EACCES, "Permission denied"), "cannot write"),
        (OperationalError("x", {}, sqlite3.OperationalError("database or disk is full")), "is full"),
        (OperationalError("x", {}, sqlite3.OperationalError("attempt to write a readonly database")), "cannot write"),
        (OperationalError("x", {}, Exception("connection refused\nmore")), "DATABASE_URL"),
    ],
)
def test_what_is_in_the_way_is_one_sentence_with_what_to_do(tmp_path: Path, error: Exception, says: str) -> None:
    sentence = _sentence(error, settings_for(tmp_path))
    assert says in sentence
    assert "\n" not in sentence


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("KRU_TIME_ZONE", "Mars/Base"),
        ("KRU_PUBLIC_URL", "kru.org"),
        ("KRU_UPLOAD_MB", "many"),
        ("KRU_JOB_SECONDS", "0"),
    ],
)
def test_a_setting_nobody_can_use_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(name, value)
    result = CliRunner().invoke(commands.doctor, ["--data", str(tmp_path)])
    assert result.exit_code == 1
    assert name in result.output
    assert value in result.output


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_what_waited_is_graded_after_the_start(cast: Cast, tmp_path: Path) -> None:
    given = cast.give()
    receipt = cast.store.submissions.hand_in(cast.sokha.id, given.id, project(2), "a.sb3")
    with running_service(settings_for(tmp_path)) as service:
        wait_until(
            lambda: cast.store.gradings.grading_of(receipt.submission_id).state == "done",  # type: ignore[union-attr]
            "it is graded",
            seconds=60,
            meanwhile=service.look,
        )
        assert service.invite is None  # there are mentors


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_a_stop_waits_for_the_file_in_hand(cast: Cast, tmp_path: Path) -> None:
    given = cast.give()
    with running_service(settings_for(tmp_path)) as service:
        receipt = cast.store.submissions.hand_in(cast.sokha.id, given.id, project(3000), "a.sb3")
        wait_until(
            lambda: cast.store.gradings.grading_of(receipt.submission_id).state != "queued",  # type: ignore[union-attr]
            "a worker takes it",
            seconds=60,
            meanwhile=service.look,
        )
    found = cast.store.gradings.grading_of(receipt.submission_id)
    assert found is not None
    assert (found.state, found.runs) == ("done", 1)


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_a_file_that_eats_memory_takes_its_horse_along_and_then_a_mentor_sees_it(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def eats(*given: Any) -> Any:
        if "RQ_JOB_ID" not in os.environ:  # only a horse has it; this process has no limit to be stopped by
            return read(*given)
        hoard = [bytearray(64 * 1024 * 1024) for _ in range(8)]
        return read(*given) if hoard else None

    monkeypatch.setattr("worker.jobs.read", eats)  # before the fork, so the horses have it
    given = cast.give()
    receipt = cast.store.submissions.hand_in(cast.sokha.id, given.id, project(1), "a.sb3")
    with running_service(settings_for(tmp_path, memory_mb=256)) as service:
        wait_until(
            lambda: cast.store.gradings.grading_of(receipt.submission_id).state == "stuck",  # type: ignore[union-attr]
            "it is given up",
            seconds=60,
            meanwhile=service.look,
        )


@pytest.mark.usefixtures("tiny")
@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
def test_a_killed_horse_gives_its_ticket_back_at_once(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    died = tmp_path / "died"

    def dies_once(*given: Any) -> Any:
        if "RQ_JOB_ID" in os.environ and not died.exists():
            died.touch()
            os.kill(os.getpid(), signal.SIGKILL)
        return read(*given)

    monkeypatch.setattr("worker.jobs.read", dies_once)
    given = cast.give()
    receipt = cast.store.submissions.hand_in(cast.sokha.id, given.id, project(1), "a.sb3")
    with running_service(settings_for(tmp_path, job_seconds=600)) as service:  # a lease nobody here waits for
        wait_until(
            lambda: cast.store.gradings.grading_of(receipt.submission_id).state == "done",  # type: ignore[union-attr]
            "it is graded by the next horse",
            seconds=60,
            meanwhile=service.look,
        )
    found = cast.store.gradings.grading_of(receipt.submission_id)
    assert found is not None
    assert (found.runs, found.leases_lost) == (2, 1)


def test_links_for_mentors_are_printed(tmp_path: Path) -> None:
    with running_service(settings_for(tmp_path)):
        pass
    invited = CliRunner().invoke(commands.mentor, ["invite", "--role", "lead", "--data", str(tmp_path)])
    assert invited.exit_code == 0
    assert "/mentor/join/" in invited.output
    nobody = CliRunner().invoke(commands.mentor, ["reset", "nobody", "--data", str(tmp_path)])
    assert nobody.exit_code == 1
    assert "Nobody signs in as nobody" in nobody.output
