"""What every job is framed by: its settings and its store; and a lease that comes back when the work breaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Protocol, TypeVar

from grader.rubric.loaded import LoadedRubric
from worker.settings import Settings
from worker.store import Store, open_store
from worker.store.frozen import thaw_for_grading
from worker.store.leases import Ticket

Claimed_co = TypeVar("Claimed_co", covariant=True)


class Lane(Protocol[Claimed_co]):
    """Where tickets are claimed."""

    def claim(self, grading: int, job_attempt: int, *, lease: timedelta) -> Claimed_co | None: ...  # noqa: D102
    def lost(self, grading: int, job_attempt: int) -> Ticket | None: ...  # noqa: D102


@contextmanager
def opened() -> Iterator[tuple[Store, Settings]]:
    """The store and the settings of this process, for one job."""
    settings = Settings.from_env()
    store = open_store(settings.database_url, settings.files)
    try:
        yield store, settings
    finally:
        store.close()


def once(lane: Lane[Claimed_co], ticket: tuple[int, int], lease: timedelta, work: Callable[[Claimed_co], bool]) -> bool:
    """Claim it and work. Whether it was this call that wrote the result; what breaks gives the ticket back."""
    claimed = lane.claim(*ticket, lease=lease)
    if claimed is None:
        return False
    try:
        return work(claimed)
    except BaseException:
        lane.lost(*ticket)
        raise


def rubric(store: Store, kept: int) -> LoadedRubric:
    """The rubric as it was kept. LookupError when it was not."""
    found = store.rubrics.kept(kept)
    if found is None:
        raise LookupError(kept)
    return thaw_for_grading(found.resolved, store.files)
