"""Until when a person reads what is handed in for a task."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru
from web.access import allow
from web.language import say
from web.lead.pages import blueprint
from web.mentor import own
from worker.store.path import MOST_DAYS


@blueprint.post("/task/<int:assignment>/promise")
@allow("mentor")
def promise(assignment: int) -> Response:
    """So many days after her first file a person has read it."""
    given = own.assignment(assignment)
    days = request.form.get("days", 0, type=int)
    if 1 <= days <= MOST_DAYS:
        kru().store.path.set_promise(given.id, days)
        flash(say(N_("The change is kept.")))
    else:
        flash(say(N_("Choose 1 to {most} days."), most=MOST_DAYS))
    return redirect(url_for("mentor.task", assignment=given.id))
