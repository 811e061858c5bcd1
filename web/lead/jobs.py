"""What the workers have to do: what waits, what runs, what stopped them; try again, or take out of the line."""

from __future__ import annotations

import logging

from flask import abort, flash, redirect, render_template, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru
from web.access import allow
from web.language import say
from web.lead.pages import blueprint
from web.mentor import own
from worker.store.jobs import Jobs

log = logging.getLogger(__name__)


@blueprint.get("/jobs")
@allow("lead")
def jobs() -> str:
    """Everything of the club that has not ended."""
    return render_template("lead/jobs.html", jobs=_jobs().open(own.mentor().club))


@blueprint.post("/jobs/again")
@allow("lead")
def all_again() -> Response:
    """Let the workers try everything again that stopped them."""
    stuck = _jobs().stuck(own.mentor().club)
    for grading in stuck:
        _again(grading)
    flash(say(N_("Kru tries {count} again."), count=len(stuck)))
    return redirect(url_for("lead.jobs"))


@blueprint.post("/jobs/<int:grading>/again")
@allow("lead")
def job_again(grading: int) -> Response:
    """Let the workers try this one again."""
    _own(grading)
    _again(grading)
    flash(say(N_("Kru tries it again.")))
    return redirect(url_for("lead.jobs"))


@blueprint.post("/jobs/<int:grading>/cancel")
@allow("lead")
def job_cancel(grading: int) -> Response:
    """Take it out of the line. The file stays, and it can be tried again."""
    _own(grading)
    if _jobs().cancel(grading):
        kru().store.settings.note(own.mentor().id, "grading.cancel", grading=grading)
        flash(say(N_("It does not wait any more. The file is still here.")))
    else:
        flash(say(N_("A worker has it already.")))
    return redirect(url_for("lead.jobs"))


def _jobs() -> Jobs:
    return Jobs(kru().store.database)


def _own(grading: int) -> None:
    if not _jobs().is_of(grading, own.mentor().club):
        abort(404)


def _again(grading: int) -> None:
    if kru().store.gradings.retry(grading):
        try:
            kru().enqueue(grading)
        except Exception:
            # The row is the record: without a queue the work begins when the queue is back.
            log.exception("The queue was not reached for grading %s.", grading)
