"""The process that takes jobs from exactly one queue and forks a work-horse for each.

One queue, because only then does RQ move a job from list to list in one step, so a crash leaves it in one of them.
A fork for each job, because a project that eats memory or time then takes nothing but its own horse along.
"""

from __future__ import annotations

import gc
import logging
import os
import resource
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from rq import Queue
from rq.job import Job
from rq.serializers import JSONSerializer
from rq.worker import Worker

from grader.collector import collect_rarely
from worker.queue import GradingJob, connect, parse_job_id, parse_live_id
from worker.settings import Settings
from worker.store import open_store
from worker.store.views import LaneName

log = logging.getLogger("kru.worker")

WORKER_TTL = 45  # seconds an idle worker waits for the bell before it looks whether its server still lives
MONITORING_SECONDS = 5
MAINTENANCE_SECONDS = 60
CPU_SLACK_SECONDS = 10


class GradingWorker(Worker):
    """RQ's forking worker with our limits around each horse."""

    exponential_backoff_factor = 1.0  # a club's laptop: the server is back within seconds or a person is looking
    settings: Settings
    lane: LaneName

    def main_work_horse(self, job: Job, queue: Queue) -> None:
        """In the horse: limit it, then work."""
        _limit(self.settings, self.lane)
        super().main_work_horse(job, queue)

    def handle_work_horse_killed(self, job: Job, retpid: Any, ret_val: Any, rusage: Any) -> None:
        """In the worker: the horse died under its job, so the lease is given back at once."""
        log.warning("%s: process %s ended with %s, memory at most %s", job.id, retpid, ret_val, rusage.ru_maxrss)
        graded, played = parse_job_id(job.id), parse_live_id(job.id)
        # Opened here and closed again: an engine must not be carried over the next fork.
        store = open_store(self.settings.database_url, self.settings.files)
        with suppress(Exception):  # else the lease runs out by itself
            if graded is not None:
                store.gradings.lost(*graded)
            if played is not None:
                store.live.lost(*played)
        store.close()


def work(settings: Settings, name: LaneName) -> None:
    """Take jobs from that queue until told to stop (SIGTERM: after the job in hand). Call `preload` first."""
    if settings.redis_url is None:
        raise ValueError(name)
    os.environ.update(settings.environment())  # a horse reads its settings from there
    client = connect(settings.redis_url)
    worker = GradingWorker(
        [Queue(name, connection=client, job_class=GradingJob, serializer=JSONSerializer)],
        connection=client,
        job_class=GradingJob,
        serializer=JSONSerializer,
        worker_ttl=WORKER_TTL,
        job_monitoring_interval=MONITORING_SECONDS,
        maintenance_interval=MAINTENANCE_SECONDS,
        default_result_ttl=0,
    )
    worker.settings, worker.lane = settings, name
    worker.work(logging_level="WARNING")


def preload() -> None:
    """Import what every horse needs, once, before forking: a horse that imports by itself takes a second longer."""
    import worker.plays  # noqa: F401 - it imports the player's side of the engine
    from grader.catalogue import entries
    from worker.rehearsal import rehearse

    log.debug("%d checks, %d rehearsed", len(entries()), rehearse())
    gc.collect()
    collect_rarely()
    gc.freeze()  # pages that the collector never touches stay shared with every fork


def _limit(settings: Settings, lane: LaneName) -> None:
    """Seconds of the processor, and memory above what the parent had; a core file is never written.

    Where projects are played there is no limit on memory: Node inherits it and does not start under it, and the
    player watches what Node takes.
    """
    seconds = (settings.play_seconds if lane == "play" else settings.job_seconds) + CPU_SLACK_SECONDS
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 5))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux" and lane != "play":  # macOS accepts this limit and ignores it
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        memory = pages * resource.getpagesize() + settings.memory_mb * 1024 * 1024
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
