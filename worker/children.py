"""Child processes of `kru serve`: forked from a parent that has imported everything, watched, ended in order.

Each stands in a session of its own, so Ctrl-C reaches only the parent, which then ends them in the right order. Each
reads from a pipe whose other end only the parent holds: when the parent is gone, however it went, they end too.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field

log = logging.getLogger("kru.serve")

RESTART_SECONDS = (0.0, 0.0, 0.5, 1.0, 2.0, 5.0)  # how long to wait before the nth start in a row
STEADY_SECONDS = 30.0  # who lived so long starts anew in the count


@dataclass(slots=True)
class Child:
    """One process: what it runs, and how often it had to be started lately."""

    name: str
    run: Callable[[], None]
    pid: int = 0
    started: float = 0.0
    starts: int = 0
    not_before: float = 0.0


@dataclass(slots=True)
class Children:
    """All of them, in the order they are started. `ended` is called in each child before it runs."""

    ended: Callable[[], None] = lambda: None
    _all: list[Child] = field(default_factory=list)
    _pipe: tuple[int, int] = field(default_factory=os.pipe)

    def start(self, name: str, run: Callable[[], None]) -> None:
        """Fork a child that runs that, and keep it running."""
        child = Child(name, run)
        self._all.append(child)
        self._fork(child)

    def pids(self) -> dict[str, int]:
        """The process of each by name; 0 for one that is about to be started again."""
        return {child.name: child.pid for child in self._all}

    def look(self) -> None:
        """See who ended, and start it again, a little later each time it happens in a row."""
        moment = time.monotonic()
        for child in self._all:
            if child.pid and self._over(child):
                log.warning("%s ended, and is started again", child.name)
                child.starts = 0 if moment - child.started > STEADY_SECONDS else child.starts
                child.not_before = moment + RESTART_SECONDS[min(child.starts, len(RESTART_SECONDS) - 1)]
            if not child.pid and moment >= child.not_before:
                self._fork(child)

    def stop(self, *names: str, seconds: float) -> None:
        """End these (all without a name) with SIGTERM, and with SIGKILL what has not ended by then."""
        chosen = [child for child in self._all if child.name in names or not names]
        self._all = [child for child in self._all if child not in chosen]
        for child in chosen:
            _signal(child, signal.SIGTERM)
        deadline = time.monotonic() + seconds
        for child in chosen:
            while child.pid and not self._over(child) and time.monotonic() < deadline:
                time.sleep(0.02)
            if child.pid:
                log.warning("%s did not end by itself", child.name)
                _signal(child, signal.SIGKILL)
                os.waitpid(child.pid, 0)

    def _fork(self, child: Child) -> None:
        child.started = time.monotonic()
        child.starts += 1
        child.pid = os.fork()
        if child.pid == 0:
            self._live(child)

    def _live(self, child: Child) -> None:
        """In the child: run, then leave without going back into the parent's code."""
        code = 1
        try:
            os.setsid()
            os.close(self._pipe[1])
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            threading.Thread(target=_end_with_parent, args=(self._pipe[0],), daemon=True).start()
            self.ended()
            child.run()
            code = 0
        except SystemExit as leaving:
            code = leaving.code if isinstance(leaving.code, int) else 0
        except BaseException:
            log.exception("%s stopped", child.name)
        finally:
            logging.shutdown()
            os._exit(code)

    def _over(self, child: Child) -> bool:
        try:
            pid, _ = os.waitpid(child.pid, os.WNOHANG)
        except ChildProcessError:
            pid = child.pid
        if pid:
            child.pid = 0
        return bool(pid)


def _end_with_parent(pipe: int) -> None:
    os.read(pipe, 1)  # returns when the last holder of the other end is gone
    os.kill(os.getpid(), signal.SIGTERM)


def _signal(child: Child, number: signal.Signals) -> None:
    if child.pid:
        try:
            os.kill(child.pid, number)
        except ProcessLookupError:
            child.pid = 0
