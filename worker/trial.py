"""One trial at a time in a process of its own, which may take too long or die: whoever began it never waits for it."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from multiprocessing.context import ForkProcess

Subject = TypeVar("Subject")


@dataclass(slots=True)
class Trial(Generic[Subject]):
    """What is tried now, since when, by which process; nothing while nothing runs."""

    _running: tuple[Subject, ForkProcess, float] | None = None

    @property
    def runs(self) -> bool:
        """Whether something is tried."""
        return self._running is not None

    def begin(self, subject: Subject, work: Callable[[Subject], None]) -> None:
        """Try it: `work` is called with it, in a child that ends with this process."""
        process = multiprocessing.get_context("fork").Process(target=work, args=(subject,), daemon=True)
        process.start()
        self._running = (subject, process, time.monotonic())

    def given_up(self, seconds: float) -> Subject | None:
        """See how it does: ends it after that time. What was tried without an outcome, when that is so."""
        if self._running is None:
            return None
        subject, process, since = self._running
        if process.is_alive() and time.monotonic() - since < seconds:
            return None
        if process.is_alive():
            process.kill()
        process.join()
        self._running = None
        return subject if process.exitcode != 0 else None

    def stop(self) -> None:
        """Leave it; the next start makes it anew."""
        if self._running is not None:
            self._running[1].kill()
            self._running[1].join()
            self._running = None
