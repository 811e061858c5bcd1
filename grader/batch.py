"""Many files in child processes of their own: 60 s and 1 GB a file; a child that dies is one row, the rest goes on.

On Linux children are forked from a parent that has everything loaded, so a class of thirty costs milliseconds to
start. Elsewhere they are started anew and load for themselves.
"""

from __future__ import annotations

import gc
import json
import multiprocessing
import os
import signal
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol

from grader.collector import collect_rarely
from grader.inputs import Item

# One answer, as plain JSON: nothing that a child says can become code in the parent.
Answer = Mapping[str, Any]
Work = Callable[[Item], Answer]
STOPS = (signal.SIGINT, signal.SIGTERM)
FORK = sys.platform == "linux"  # other systems' libraries do not survive it, or have no fork at all


class Task(Protocol):
    """What to do with each item. `prepare` loads what the work needs, once before the children are forked."""

    def prepare(self) -> Work:
        """The function that answers for one item."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may use."""

    seconds: float = 60
    memory: int = 1 << 30  # bytes, on top of what the loaded engine holds


@dataclass(slots=True, eq=False)
class _Child:
    process: BaseProcess
    connection: Connection
    index: int | None = None
    deadline: float = field(default=float("inf"))


def default_jobs() -> int:
    """As many children as this process may use cores."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def run(
    items: Sequence[Item], task: Task, *, jobs: int | None = None, limits: Limits | None = None
) -> Iterator[tuple[int, Answer]]:
    """The index and the answer of every item, as they get ready.

    An answer that could not be had is `{"status": "error", "reason": "crash" | "memory" | "time"}`.
    """
    pool = _Pool(items, task, limits or Limits())
    waiting = deque(range(len(items)))
    try:
        while waiting or pool.busy:
            while waiting and len(pool.busy) < (jobs or default_jobs()):
                pool.give(waiting.popleft())
            yield from pool.collect()
    finally:
        pool.close()


class _Pool:
    def __init__(self, items: Sequence[Item], task: Task, limits: Limits) -> None:
        self._items, self._task, self._limits = items, task, limits
        self._context: Any = multiprocessing.get_context("fork" if FORK else "spawn")
        self._work = task.prepare() if FORK else None
        self._idle: list[_Child] = []
        self.busy: list[_Child] = []
        if FORK:
            # What is loaded stays: the collector need not look at it again, and its pages stay shared.
            gc.freeze()

    def give(self, index: int) -> None:
        """Hand an item to a child that is free, or to a new one."""
        child = self._idle.pop() if self._idle else self._start()
        try:
            child.connection.send(index)
        except OSError:
            # It died while it was free: that is not this file's doing.
            self._kill(child)
            child = self._start()
            child.connection.send(index)
        child.index, child.deadline = index, time.monotonic() + self._limits.seconds
        self.busy.append(child)

    def _start(self) -> _Child:
        ours, theirs = self._context.Pipe()
        others = [child.connection for child in (*self._idle, *self.busy)] if FORK else []
        process = self._context.Process(
            target=_serve,
            args=(theirs, [ours, *others] if FORK else [], self._items, self._task, self._work, self._limits),
            daemon=True,
        )
        with _nobody_interrupts():
            process.start()
        theirs.close()
        return _Child(process, ours)

    def collect(self) -> Iterator[tuple[int, Answer]]:
        """Wait until a child answers, dies or has had its time."""
        soonest = min(child.deadline for child in self.busy)
        by_connection = {child.connection: child for child in self.busy}
        ready = wait(list(by_connection), timeout=max(0.0, soonest - time.monotonic()))
        now = time.monotonic()
        for child in [by_connection[connection] for connection in ready]:  # type: ignore[index]
            yield self._end(child), self._hear(child)
        for child in [child for child in self.busy if child.deadline <= now]:
            index = self._end(child)
            self._kill(child)
            yield index, _lost("time")

    def _end(self, child: _Child) -> int:
        index, child.index, child.deadline = child.index, None, float("inf")
        self.busy.remove(child)
        if index is None:
            raise RuntimeError("an idle child answered")
        return index

    def _hear(self, child: _Child) -> Answer:
        try:
            answer: Answer = json.loads(child.connection.recv_bytes())
        except (EOFError, OSError, ValueError):
            return _lost(self._died_of(child))
        if answer.get("status") == "error":
            self._kill(child)  # what it left in memory is nobody's to trust
        else:
            self._idle.append(child)
        return answer

    def _died_of(self, child: _Child) -> str:
        child.process.join(1)
        code = child.process.exitcode
        self._kill(child)
        # Nobody here killed it, so the system did, and it does so for one reason.
        return "memory" if code == -getattr(signal, "SIGKILL", 9) else "crash"

    def _kill(self, child: _Child) -> None:
        child.process.kill()
        child.process.join()
        child.connection.close()

    def close(self) -> None:
        for child in (*self._idle, *self.busy):
            child.process.kill()
        for child in (*self._idle, *self.busy):
            child.process.join()
            child.connection.close()
        self._idle, self.busy = [], []
        if FORK:
            gc.unfreeze()


@contextmanager
def _nobody_interrupts() -> Iterator[None]:
    """Ctrl-C waits while a child starts: Python loses what is raised in the hooks it calls around a fork.

    The child inherits that; it hears again in `_serve`, when it knows what a signal means to it.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, STOPS)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _lost(reason: str) -> Answer:
    return {"status": "error", "reason": reason}


# In the child


def _serve(
    connection: Connection,
    others: Sequence[Connection],
    items: Sequence[Item],
    task: Task,
    work: Work | None,
    limits: Limits,
) -> None:
    for other in others:
        other.close()  # so that every child hears when the parent is gone
    # Ctrl-C reaches the whole group of processes; the parent decides what it means.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_UNBLOCK, STOPS)
    do = work or task.prepare()
    collect_rarely()
    _limit(limits)
    while True:
        try:
            index = connection.recv()
        except (EOFError, OSError):
            return
        answer = _answer(do, items[index])
        try:
            connection.send_bytes(json.dumps(answer).encode())
        except OSError:
            return


def _answer(do: Work, item: Item) -> Answer:
    started = time.perf_counter()
    try:
        answer = dict(do(item))
    except MemoryError:
        answer = {**_lost("memory")}
    except Exception as trouble:  # noqa: BLE001 - one file must not end the others
        import traceback

        answer = {**_lost("crash"), "trace": "".join(traceback.format_exception(trouble))}
    answer["seconds"] = round(time.perf_counter() - started, 4)
    return answer


def _limit(limits: Limits) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the time still holds
        return
    for what, size in (
        (resource.RLIMIT_AS, _held() + limits.memory),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (size, size))
        except (OSError, ValueError):
            continue  # a system that knows the limit but lets nobody set it, such as macOS


def _held() -> int:
    """Bytes of address space that this process has before it reads a file."""
    try:
        with open("/proc/self/statm", encoding="ascii") as file:  # noqa: PTH123 - the kernel's, not a file of ours
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 1 << 30
