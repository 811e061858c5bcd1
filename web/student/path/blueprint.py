"""Her words beside a try, and an older file handed in once more."""

from __future__ import annotations

from flask import Blueprint, flash, redirect, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru, security
from web.access import allow
from web.language import language, say
from web.security import limited
from web.student import own
from worker import sentences
from worker.store import StoreError

blueprint = Blueprint("path", __name__, template_folder="templates")


@blueprint.post("/try/<int:submission>/told")
@allow("student")
@limited(security.HAND_INS)
def tell(submission: int) -> Response:
    """Keep what she says about a try; her mentor reads it beside the file."""
    hers = own.submission(submission)
    kru().store.path.tell(hers.id, request.form.get("told", ""))
    flash(say(N_("Your words are kept.")))
    return redirect(url_for("student.one_try", submission=hers.id, _anchor="told-h"))


@blueprint.post("/try/<int:submission>/again")
@allow("student")
@limited(security.HAND_INS)
def again(submission: int) -> Response:
    """Hand in the file of an older try once more: where the last try counts, it is the last one now."""
    hers = own.submission(submission)
    given = own.assignment(hers.assignment)
    store = kru().store.submissions
    try:
        receipt = store.hand_in(hers.student, given.id, store.file(hers.id), hers.file_name)
    except StoreError as trouble:
        flash(sentences.say(trouble.key, language(), trouble.values))
        return redirect(url_for("student.one_try", submission=hers.id))
    if given.counts == "last":
        flash(say(N_("Try {attempt} counts now."), attempt=receipt.attempt))
    else:
        flash(say(N_("We have try {attempt}. Your best try counts."), attempt=receipt.attempt))
    return redirect(url_for("student.one_try", submission=receipt.submission_id))
