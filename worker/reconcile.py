"""Once a second: what should be on a queue and is not goes there again; what nobody finishes goes to a mentor.

The database says what should be; Redis is only asked what it still knows. Everything here may be done twice.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import redis
from rq.exceptions import NoSuchJobError
from rq.job import JobStatus

from worker.queue import GradingJob, connect, job_id, queue, seconds_of, send
from worker.settings import Settings
from worker.store import Store
from worker.store.leases import Ticket
from worker.store.views import LaneName

log = logging.getLogger("kru.reconcile")

SETTING = "reconciler"  # when it last went round, for `/health`
BEAT_SECONDS = 5.0
PATIENCE = timedelta(seconds=1)  # a hand-in of this moment is enqueued by the page itself


@dataclass(frozen=True, slots=True)
class Round:
    """What one round did: leases that ran out, jobs sent, tickets made new."""

    expired: int = 0
    sent: int = 0
    renewed: int = 0
    away: bool = False  # the queue's server did not answer


@dataclass(slots=True)
class Reconciler:
    """Goes round. It remembers only since when a job was missed; a new one learns that anew."""

    store: Store
    settings: Settings
    patience: timedelta = PATIENCE
    clock: Callable[[], float] = time.monotonic
    _missed: dict[str, float] = field(default_factory=dict)
    _beat: float | None = None

    def round(self) -> Round:
        """One round."""
        self._say_alive()
        expired = (
            *self.store.gradings.expired(self.settings.lease),
            *self.store.live.expired(self.settings.play_lease),
        )
        for ticket in expired:
            log.warning("grading %d: a worker was not heard of again", ticket.grading)
        queued = self.store.gradings.queued(longer_than=self.patience)
        queued += self.store.live.queued(longer_than=self.patience)
        waiting = dict.fromkeys((*expired, *queued))
        if not waiting or self.settings.redis_url is None:
            self._missed.clear()
            return Round(expired=len(expired))
        sent = renewed = 0
        try:
            with connect(self.settings.redis_url) as client:
                for ticket in self._unlisted(tuple(waiting), client):
                    current = self._current(ticket, client)
                    if current is not None:
                        self._missed.pop(job_id(ticket), None)
                        renewed += current is not ticket
                        sent += send(current, client, seconds_of(current, self.settings))
        except redis.RedisError as error:
            log.warning("the queue's server does not answer (%s): %d wait", type(error).__name__, len(waiting))
            return Round(expired=len(expired), sent=sent, renewed=renewed, away=True)
        return Round(expired=len(expired), sent=sent, renewed=renewed)

    def _say_alive(self) -> None:
        moment = self.clock()
        if self._beat is None or moment - self._beat >= BEAT_SECONDS:
            self.store.settings.set(SETTING, {"at": datetime.now(UTC).isoformat()})
            self._beat = moment
            # What classmates said and nobody stopped: its author reads it when its hours are over, whoever comes by.
            self.store.peers.settle_all()

    def _unlisted(self, waiting: tuple[Ticket, ...], client: redis.Redis) -> tuple[Ticket, ...]:
        """Those that stand in no list, each with the moment it was first missed."""
        listed = {name: _listed(name, client) for name in {ticket.queue for ticket in waiting}}
        missing = tuple(ticket for ticket in waiting if job_id(ticket) not in listed[ticket.queue])
        moment = self.clock()
        self._missed = {job_id(ticket): self._missed.get(job_id(ticket), moment) for ticket in missing}
        return missing

    def _current(self, ticket: Ticket, client: redis.Redis) -> Ticket | None:
        """The ticket to send: the same while no job has its name, a new one when that job is dead; None to wait."""
        try:
            job = GradingJob.fetch(job_id(ticket), connection=client)
        except NoSuchJobError:
            return ticket
        if job.get_status(refresh=False) in {JobStatus.QUEUED, JobStatus.STARTED}:
            missed = self.clock() - self._missed[job_id(ticket)]
            if missed < self.settings.lease_slack_seconds:
                return None  # a worker took it off its list a moment ago, and will claim it
        lane = self.store.live if ticket.queue == "play" else self.store.gradings
        return lane.requeue(ticket)


def _listed(name: LaneName, client: redis.Redis) -> frozenset[str]:
    return frozenset(queue(name, client).get_job_ids())
