"""The Scratch engine in a Node process of its own: one project at a time, inside bounds, without a network.

One of the files that may start processes. `Player` keeps the process, and makes a new one after 50 projects, above
450 MB, or when the old one died; `Game` is one project in it. A run that passes a bound ends with `CutError`: nobody
knows how it would have gone on, so it is never held against her.
"""

from __future__ import annotations

import contextlib
import json
import os
import queue
import signal
import subprocess
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Literal, Self

from grader.live import machine
from grader.live.bounds import STANDARD, Bounds, CutError, MissingError
from grader.live.game import Game

Network = Literal["namespace", "node"]

OLDEST_NODE: Final = 20
HEAP_MB: Final = 300
START_SECONDS: Final = 60.0  # a cold disk; a warm start takes one second
GRACE_SECONDS: Final = 1.0  # the child stops by itself first, and what it saw is kept
LOOK_SECONDS: Final = 0.05  # between two looks at its memory
_PAGE: Final = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


class Player:
    """Keeps a Node process with the engine. Close it, or use it in a `with`."""

    def __init__(self, bounds: Bounds = STANDARD) -> None:
        self.bounds = bounds
        self.starters: dict[str, dict[str, frozenset[int]]] = {}  # what holds with them, by rubric, criterion
        self._child: Child | None = None
        self._projects = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _trouble: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def open(self, data: bytes) -> Game:
        """A project, by its bytes: `.sb3`, or Scratch 2. Raises MissingError where there is no player."""
        child = self._fresh()
        self._projects += 1
        game = Game(self, data)
        game.hand_over(child)
        return game

    def child(self) -> Child:
        """The process that is there; a new one when it died."""
        if self._child is None or not self._child.alive:
            self.close()
            node = find_node()
            self._child = Child(node, network_of(node), self.bounds)
        return self._child

    def _fresh(self) -> Child:
        tired = self._child is not None and self._child.bytes > self.bounds.tired_bytes
        if tired or self._projects >= self.bounds.most_projects:
            self.close()
        return self.child()

    def close(self) -> None:
        """End the process."""
        if self._child is not None:
            self._child.kill()
        self._child = None
        self._projects = 0


class Child:
    """The Node process and its two pipes."""

    def __init__(self, node: str, network: Network, bounds: Bounds) -> None:
        if not machine.has_parts():
            raise MissingError("parts")
        self._bounds = bounds
        self.network: Network = network
        command = _command(node, machine.folder())
        around = machine.cut_off(command) if network == "namespace" else None
        bound = machine.ends_with_us(command) if can_be_bound(node) else command
        self._process = subprocess.Popen(
            around or bound,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env=_environment(),
            cwd=machine.SCRIPTS,
            start_new_session=True,  # its own group, so that whatever it may have started ends with it
        )
        self._lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()
        self.bytes = 0
        self._receive(time.monotonic() + START_SECONDS)

    @property
    def alive(self) -> bool:
        """Whether it runs."""
        return self._process.poll() is None

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def ask(self, asked: Mapping[str, Any], payload: bytes | None, seconds: float) -> Mapping[str, Any]:
        """One question, one answer. Past a bound the process is killed, and CutError says which."""
        if seconds <= 0:
            raise CutError("time")
        wall = {"wall": round(seconds * 1000)}
        size = {"size": len(payload)} if payload is not None else {}
        pipe = self._process.stdin
        if pipe is None:
            raise CutError("crash")
        try:
            pipe.write(json.dumps({**asked, **wall, **size}).encode() + b"\n" + (payload or b""))
            pipe.flush()
        except OSError:
            raise self._died() from None
        return self._receive(time.monotonic() + seconds + GRACE_SECONDS)

    def _receive(self, deadline: float) -> Mapping[str, Any]:
        while True:
            try:
                line = self._lines.get(timeout=LOOK_SECONDS)
            except queue.Empty:
                if time.monotonic() > deadline:
                    self.kill()
                    raise CutError("time") from None
                if _memory_of(self.pid) > self._bounds.most_bytes:
                    self.kill()
                    raise CutError("memory") from None
                continue
            if not line:
                raise self._died()
            answer: Mapping[str, Any] = json.loads(line)
            self.bytes = answer.get("rss", self.bytes)
            return answer

    def _listen(self) -> None:
        # A thread, because a pipe cannot be waited for with a time limit on every system.
        pipe = self._process.stdout
        while pipe is not None:
            line = b""
            with contextlib.suppress(OSError, ValueError):
                line = pipe.readline()
            self._lines.put(line)
            if not line:
                return

    def _died(self) -> CutError:
        self.kill()
        # Node aborts by itself when its heap is full.
        full = self._process.returncode in {-signal.SIGABRT, 134, -signal.SIGTRAP, 133}
        return CutError("memory" if full else "crash")

    def kill(self) -> None:
        """End it and its whole group, and wait until it is gone."""
        with contextlib.suppress(OSError):
            if os.name == "nt":
                self._process.kill()
            else:
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                with contextlib.suppress(OSError):
                    pipe.close()


def _memory_of(pid: int) -> int:
    # Elsewhere than on Linux the heap's own limit and what the child tells with each answer must do.
    try:
        return int(Path(f"/proc/{pid}/statm").read_bytes().split()[1]) * _PAGE
    except (OSError, IndexError, ValueError):
        return 0


def _command(node: str, parts: Path) -> tuple[str, ...]:
    return (
        node,
        f"--max-old-space-size={HEAP_MB}",
        "--max-semi-space-size=16",  # a game throws much away: with 4 MB the collector takes a third of the time
        "--expose-gc",
        "--no-warnings",
        "main.js",
        str(parts),
    )


def _environment() -> dict[str, str]:
    # Nothing of ours goes in. Windows starts no program without these two.
    return {name: os.environ[name] for name in ("SYSTEMROOT", "SYSTEMDRIVE") if os.name == "nt" and name in os.environ}


@lru_cache(maxsize=1)
def find_node() -> str:
    """The Node to use: the one that came with the install, else one on PATH that is new enough. Asked once."""
    for node in machine.nodes():
        said = call((node, "--version"), seconds=START_SECONDS)
        major = said.text.strip().removeprefix("v").partition(".")[0]
        if said.code == 0 and major.isdigit() and int(major) >= OLDEST_NODE:
            return node
    raise MissingError("node")


@lru_cache(maxsize=4)
def network_of(node: str) -> Network:
    """How the network is cut on this machine: by a namespace, or in Node alone. Tried once, not guessed."""
    around = machine.cut_off((node, "--version"))
    return "namespace" if around and call(around, seconds=START_SECONDS).code == 0 else "node"


@lru_cache(maxsize=4)
def can_be_bound(node: str) -> bool:
    """Whether a process can be made to end with this one here. Tried once: an old `setpriv` knows no such word."""
    return call(machine.ends_with_us((node, "--version")), seconds=START_SECONDS).code == 0


@dataclass(frozen=True, slots=True)
class Said:
    """How a command ended."""

    code: int
    text: str


def call(
    command: Sequence[str], *, seconds: float, folder: Path | None = None, environment: Mapping[str, str] | None = None
) -> Said:
    """Run a command of ours to its end, output and complaints together; code 127 when it cannot be started."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=_environment() if environment is None else environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Said(124, "it took too long")
    except OSError as trouble:
        return Said(127, str(trouble))
    return Said(done.returncode, done.stdout.decode("utf-8", "replace"))
