"""What the worker of the queue `play` does: play a game or look at a website, fill in its report, keep pictures.

`play` is the only other function that a queue can name. Whatever it started ends with it, however it ends.
"""

from __future__ import annotations

from dataclasses import replace

from grader.report import ENGINE, from_json, to_json
from grader.scratch.model import ScratchProject
from grader.upload import read
from grader.upload.limits import STANDARD
from grader.website.model import Website
from worker import frame, games, sites
from worker.settings import Settings
from worker.store import Store
from worker.store.live import ToPlay


def play(grading: int, job_attempt: int) -> None:
    """The job."""
    with frame.opened() as (store, settings):
        run(store, settings, grading, job_attempt)


def run(store: Store, settings: Settings, grading: int, job_attempt: int) -> bool:
    """Play it, or look at it, in this process. Whether it was this call that wrote the result."""
    ticket = (grading, job_attempt)
    return frame.once(store.live, ticket, settings.play_lease, lambda claimed: _live(store, settings, claimed))


def _live(store: Store, settings: Settings, claimed: ToPlay) -> bool:
    loaded = frame.rubric(store, claimed.kept_rubric)
    if not store.files.has(claimed.file_hash):  # old files are deleted; what was said of them stays
        return store.live.finish(claimed, claimed.report, engine=ENGINE, outcome=None, pictures=()) is not None
    data = store.files.read(claimed.file_hash)
    project = read(data, claimed.file_name, replace(STANDARD, upload=settings.upload_bytes))
    report = from_json(claimed.report)
    if isinstance(project, ScratchProject):
        lived = games.play(data, project, loaded, report, store.files, claimed.choices)
    elif isinstance(project, Website):
        lived = sites.look(project, loaded, report, store.files)
    else:
        raise TypeError(claimed.file_hash)
    left = store.live.finish(
        claimed, to_json(lived.report), engine=ENGINE, outcome=lived.outcome, pictures=lived.pictures
    )
    for name in left or ():
        store.files.delete(name)
    return left is not None
