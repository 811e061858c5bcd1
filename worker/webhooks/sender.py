"""Sends what is due. The rows are the queue: it needs no other server, and any number of machines may send at once."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from importlib.metadata import version

from worker.settings import Settings
from worker.store import Store
from worker.store.outside import Due
from worker.webhooks.address import AddressError, Resolve, Target, target
from worker.webhooks.body import body
from worker.webhooks.send import Answer, send, signature

log = logging.getLogger("kru.webhooks")

AT_ONCE = 4  # addresses: one that answers slowly holds up no other
IN_A_ROW = 20  # to one address, before the others have their turn again


@dataclass(frozen=True, slots=True)
class Sender:
    """Goes round. What it takes is its own until a lease ends; a crash in between sends it once more."""

    store: Store
    settings: Settings
    resolve: Resolve | None = None
    post: Callable[[Target, bytes, dict[str, str]], Answer] | None = None
    clock: Callable[[], float] = time.time

    def round(self) -> int:
        """Send what is due; how many tries that were."""
        waiting = self.store.outside.waiting()
        if not waiting:
            return 0
        with ThreadPoolExecutor(AT_ONCE, thread_name_prefix="webhook") as pool:
            return sum(pool.map(self._work_off, waiting))

    def _work_off(self, webhook: int) -> int:
        for count in range(IN_A_ROW):
            due = self.store.outside.claim(webhook)
            if due is None:
                return count
            if not self.one(due).taken:
                return count + 1  # who does not answer now is asked again later
        return IN_A_ROW

    def one(self, due: Due) -> Answer:
        """One try, and its row."""
        try:
            found = target(due.address, private=self.settings.webhooks_private, resolve=self.resolve)
            words = body(self.store, due)
            answer = (self.post or send)(found, words, self._headers(due, words))
        except AddressError as refused:
            answer = Answer(None, refused.reason)
        except Exception:
            log.exception("delivery %d could not be made", due.id)
            answer = Answer(None, "stopped")
        self.store.outside.ended(due, answer.status, answer.reason, taken=answer.taken)
        return answer

    def _headers(self, due: Due, words: bytes) -> dict[str, str]:
        return {
            "Content-Type": "application/json",
            "User-Agent": f"Kru/{version('kru')}",
            "Kru-Delivery": str(due.id),
            "Kru-Event": due.event,
            "Kru-Signature": signature(due.secret, words, int(self.clock())),
        }
