"""What was left unchecked because a part was missing is done after all when the part is there: once each.

Looked for until nothing more is found, then no more until the part was away again: it costs nothing on usual days.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Final

from grader.live.browser import can_look
from grader.live.play.outcome import NEEDS_PLAYER
from grader.live.rendering.asking import BROWSER
from worker.games import can_play
from worker.settings import Settings
from worker.store import Store

log = logging.getLogger("kru.waited")

SETTING: Final = "live-parts"  # since when each part is there, or that nothing waits for it any more
EVERY_SECONDS: Final = 30.0
MOST: Final = 20  # at once: whoever hands in now does not wait behind a whole year
DONE: Final = "done"


def parts() -> dict[str, bool]:
    """Which parts are there, by what is said of a goal where one is missing."""
    return {NEEDS_PLAYER: can_play(), BROWSER: can_look()}


@dataclass(slots=True)
class Waited:
    """Goes round with the reconciler."""

    store: Store
    settings: Settings
    here: Callable[[], Mapping[str, bool]] = parts
    clock: Callable[[], float] = time.monotonic
    now: Callable[[], datetime] = field(default=lambda: datetime.now(UTC))
    _last: float | None = None

    def round(self) -> int:
        """Take some up, if it is time; how many."""
        moment = self.clock()
        if not self.settings.play or (self._last is not None and moment - self._last < EVERY_SECONDS):
            return 0
        self._last = moment
        before = self.store.settings.get(SETTING) or {}
        after: dict[str, Any] = {}
        taken = 0
        for reason, is_here in self.here().items():
            if is_here:
                after[reason], found = self._take_up(reason, str(before.get(reason) or self.now().isoformat()))
                taken += found
        if after != before:
            self.store.settings.set(SETTING, after)
        return taken

    def _take_up(self, reason: str, since: str) -> tuple[str, int]:
        """What is known of the part afterwards, and how many were taken up."""
        if since == DONE:
            return DONE, 0
        found = len(self.store.live.take_up(reason, most=MOST))
        if found:
            log.info("%d that waited (%s) are done now", found, reason)
        # What a worker had in hand when the part came is written within a lease.
        settled = self.now() - datetime.fromisoformat(since) > self.settings.lease
        return (DONE if settled and not found else since), found
