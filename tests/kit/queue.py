"""A real queue for tests: the real server on a socket, real workers in processes of their own."""

from __future__ import annotations

import os
import signal
import socket
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from worker.embedded import EmbeddedServer, embedded_server
from worker.settings import Settings
from worker.supervise import Service


def settings_for(data: Path, **changes: object) -> Settings:
    """Settings of a test's own, in that folder."""
    settings = Settings.from_env({"KRU_RUBRICS": str(data / "shipped"), "KRU_PLAYER": "off"}, data=data)
    return replace(settings, **changes)  # type: ignore[arg-type]


@contextmanager
def running_server(data: Path) -> Iterator[EmbeddedServer]:
    """The queue's server, until the end of the block."""
    server = embedded_server(data)
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def running_service(settings: Settings) -> Iterator[Service]:
    """Everything that `kru serve` runs, the pages left out."""
    service = Service(settings, "127.0.0.1", 0, pages=no_pages)
    service.start()
    try:
        yield service
    finally:
        service.stop()


def no_pages(_settings: Settings, _listening: socket.socket) -> None:
    """Stands where the pages stand, until SIGTERM."""
    signal.pause()


def wait_until(condition: Callable[[], object], what: str, *, seconds: float, meanwhile: Callable[[], object]) -> None:
    """Come back when it holds. AssertionError with `what` when it does not hold in time."""
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, f"{what}: not within {seconds} s"
        meanwhile()
        time.sleep(0.05)


def nothing() -> None:
    """For `wait_until` when there is nothing to do meanwhile."""


def children_of(pid: int) -> list[int]:
    """The processes that this one forked (Linux)."""
    try:
        found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    except OSError:
        return []
    return [int(word) for word in found.split()]


def is_alive(pid: int) -> bool:
    """Whether that process runs; one that ended and was not collected does not."""
    try:
        os.kill(pid, 0)
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
