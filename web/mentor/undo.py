"""Undo: the last change of a level that this mentor made, back to what stood there before."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru
from web.access import allow
from web.language import say
from web.mentor import own
from web.mentor.pages import blueprint
from worker.store.desk import LastChange
from worker.store.views import AssignmentView, StudentView, SubmissionView

TAKEN_BACK = N_("Taken back by a mentor.")


@blueprint.post("/task/<int:assignment>/student/<int:student>/undo")
@allow("mentor")
def undo(assignment: int, student: int) -> Response:
    """Write again what stood there before. What was done stays in the record, and undoing twice does it again."""
    given, her = own.member(assignment, student)
    number = request.form.get("submission", type=int)
    hers = own.submission(number) if number is not None else None
    if hers is not None and (hers.student, hers.assignment) != (her.id, given.id):
        hers = None
    change = last(given, her, hers)
    if change is None or request.form.get("change") != change.key:  # pressed twice, or somebody was quicker
        flash(say(N_("Nothing was changed.")))
    else:
        _write(change, hers)
        kru().store.settings.note(own.mentor().id, "level.undo", change=change.key, criterion=change.criterion)
        flash(say(N_("Your last change is undone.")))
    if hers is not None:
        return redirect(url_for("mentor.work", submission=hers.id))
    return redirect(url_for("mentor.student", assignment=given.id, student=her.id))


def last(given: AssignmentView, her: StudentView, submission: SubmissionView | None) -> LastChange | None:
    """Her last change that can be undone on this page."""
    return kru().store.desk.last_change(own.mentor().id, her.id, given.id, submission.id if submission else None)


def _write(change: LastChange, hers: SubmissionView | None) -> None:
    marks = kru().store.marks
    if change.what == "mark":
        marks.take_back(int(change.key.removeprefix("mark-")))
    elif hers is not None:
        # Of a level that a colleague gave before, the words and the name are hers again.
        marks.override(hers.id, change.criterion, change.before, change.reason or say(TAKEN_BACK), change.who)
