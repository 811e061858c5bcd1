"""The process for all that goes out by itself, and for what goes away by age. Pages and gradings never wait for it."""

from __future__ import annotations

import logging
import signal
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from worker.mail.postman import Postman
from worker.settings import Settings
from worker.store import Store, open_store
from worker.webhooks.sender import Sender

log = logging.getLogger("kru.outgoing")

ROUND_SECONDS = 1.0
SWEEP_SECONDS = 24 * 60 * 60.0
PARCEL_SECONDS = 24 * 60 * 60.0  # a zip of a class whose preview nobody said yes to


@dataclass(slots=True)
class Sweeper:
    """Takes away what is old: at the start, and once a day."""

    store: Store
    settings: Settings
    clock: Callable[[], float] = time.time
    _next: float = 0.0

    def round(self) -> None:
        """Look, when a day is over."""
        at = self.clock()
        if at < self._next:
            return
        self._next = at + SWEEP_SECONDS
        self.store.outside.sweep()
        for path in _parcels(self.settings.data):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime < at - PARCEL_SECONDS:
                    path.unlink()


def go_out(settings: Settings) -> None:
    """In the child: once a second what is due, until SIGTERM."""
    stopping: list[int] = []
    signal.signal(signal.SIGTERM, lambda number, _frame: stopping.append(number))
    store = open_store(settings.database_url, settings.files)
    turns = (Sender(store, settings).round, Postman(store, settings).round, Sweeper(store, settings).round)
    while not stopping:
        for turn in turns:
            try:
                turn()
            except Exception:  # the next round is a second away
                log.exception("a round could not be finished")
        time.sleep(ROUND_SECONDS)
    store.close()


def _parcels(data: Path) -> tuple[Path, ...]:
    folder = data / "parcels"
    return tuple(path for path in folder.iterdir() if path.is_file()) if folder.is_dir() else ()
