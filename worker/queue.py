"""The doorbell: how a grading's ticket reaches a worker, and which two functions a worker will ever run.

Only two whole numbers cross. A hostile or confused Redis can waste a worker's time; it cannot make it run anything
else: the job class below allows our functions, no callback and no webhook.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from typing import Any

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry
from rq import Queue
from rq.exceptions import DuplicateJobError
from rq.job import Job
from rq.serializers import JSONSerializer

from worker.settings import Settings
from worker.store.leases import Ticket
from worker.store.views import LaneName

log = logging.getLogger("kru.queue")

GRADE = "worker.jobs.grade"
PLAY = "worker.plays.play"
ALLOWED = frozenset({GRADE, PLAY})
CLOSED = frozenset({b"success_callback_name", b"failure_callback_name", b"stopped_callback_name", b"webhooks"})
JOB_ID = re.compile(r"grading-(\d{1,12})-(\d{1,6})", re.ASCII)
LIVE_ID = re.compile(r"live-(\d{1,12})-(\d{1,6})", re.ASCII)  # the same numbers: what is played has a grading
KEEP_FAILED_SECONDS = 24 * 60 * 60  # the traceback of a job that raised, for the operator
CONNECT_SECONDS = 1.0
ANSWER_SECONDS = 3.0


class ForbiddenJobError(Exception):
    """A job that names something we never sent."""


class GradingJob(Job):
    """A job that can only be one of ours."""

    @property
    def func(self) -> Callable[..., Any]:
        """The function, when it is allowed. ForbiddenJobError otherwise, before anything is imported."""
        whole_numbers = all(type(value) is int for value in self.args)
        if self.func_name not in ALLOWED or self.instance is not None or self.kwargs or not whole_numbers:
            raise ForbiddenJobError(str(self.func_name)[:80])
        function: Callable[..., Any] = super().func
        return function

    def restore(self, raw_data: Mapping[bytes, bytes]) -> Any:
        """Read it from Redis, leaving out everything by which it could reach something else."""
        return super().restore({key: value for key, value in raw_data.items() if key not in CLOSED})


def connect(url: str) -> redis.Redis:
    """A client that says at once when the server is away: the database remembers, so nobody needs to wait."""
    return redis.Redis.from_url(
        url,
        socket_connect_timeout=CONNECT_SECONDS,
        socket_timeout=ANSWER_SECONDS,
        retry=Retry(NoBackoff(), 0),
    )


def queue(name: LaneName, client: redis.Redis) -> Queue:
    """That queue."""
    return Queue(name, connection=client, job_class=GradingJob, serializer=JSONSerializer)


def job_id(ticket: Ticket) -> str:
    """The one name a ticket's job can have."""
    lane = "live" if ticket.queue == "play" else "grading"
    return f"{lane}-{ticket.grading}-{ticket.job_attempt}"


def parse_job_id(name: str) -> tuple[int, int] | None:
    """The grading and the job's number in such a name; None for any other."""
    found = JOB_ID.fullmatch(name)
    return (int(found[1]), int(found[2])) if found else None


def parse_live_id(name: str) -> tuple[int, int] | None:
    """The same for the name of a job that plays."""
    found = LIVE_ID.fullmatch(name)
    return (int(found[1]), int(found[2])) if found else None


def seconds_of(ticket: Ticket, settings: Settings) -> int:
    """How long its job may take."""
    return settings.play_seconds if ticket.queue == "play" else settings.job_seconds


def send(ticket: Ticket, client: redis.Redis, job_seconds: int) -> bool:
    """Put it on its queue, once; False when it is there already. redis.RedisError when the server is away."""
    try:
        queue(ticket.queue, client).enqueue_call(
            PLAY if ticket.queue == "play" else GRADE,
            args=(ticket.grading, ticket.job_attempt),
            timeout=job_seconds,
            result_ttl=0,  # the truth is in the database, and the name is free again at once
            failure_ttl=KEEP_FAILED_SECONDS,
            job_id=job_id(ticket),
            unique=True,
        )
    except DuplicateJobError:
        return False
    return True


def enqueuer(settings: Settings, ticket: Callable[[int], Ticket | None]) -> Callable[[int], None]:
    """The one function that pages are given: `enqueue(grading_id)`.

    It never raises: what it misses, the reconciler finds within seconds.
    """

    def enqueue(grading: int) -> None:
        found = ticket(grading)
        if found is None or settings.redis_url is None:
            return
        try:
            with connect(settings.redis_url) as client:
                send(found, client, seconds_of(found, settings))
        except redis.RedisError as error:
            log.warning("grading %d waits for the queue's server: %s", grading, type(error).__name__)

    return enqueue
