"""Questions that students ask: answered, or closed with thanks."""

from __future__ import annotations

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru
from web.access import allow
from web.language import say
from web.mentor import own
from web.mentor.pages import blueprint

LONGEST = 1000


@blueprint.post("/question/<int:question>")
@allow("mentor")
def answer(question: int) -> Response:
    """Answer it; an empty answer closes it."""
    asked = own.question(question)
    text = request.form.get("text", "").strip()[:LONGEST]
    kru().store.marks.answer(asked.id, own.mentor().id, text)
    flash(say(N_("She reads your answer on her page.")) if text else say(N_("The question is closed.")))
    return redirect(url_for("mentor.work", submission=asked.submission))
