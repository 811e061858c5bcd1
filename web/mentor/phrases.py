"""Phrases: words that a mentor keeps and adds to what she writes."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru
from web.access import allow
from web.language import say
from web.mentor import own
from web.mentor.pages import blueprint
from worker.store.desk import LONGEST_PHRASE, MOST_PHRASES


@blueprint.get("/phrases")
@allow("mentor")
def phrases() -> str:
    """Her phrases; nobody else sees them here."""
    found = kru().store.desk.phrases(own.mentor().id)
    return render_template("mentor/phrases.html", phrases=found, longest=LONGEST_PHRASE, most=MOST_PHRASES)


@blueprint.post("/phrases")
@allow("mentor")
def keep_phrase() -> Response:
    """Keep one more."""
    if kru().store.desk.keep_phrase(own.mentor().id, request.form.get("text", "")):
        flash(say(N_("Your phrase is kept.")))
    else:
        flash(say(N_("Nothing was kept: it is empty, there already, or one too many.")))
    return redirect(url_for("mentor.phrases"))


@blueprint.post("/phrases/remove")
@allow("mentor")
def drop_phrase() -> Response:
    """Let one go. What was written with it stays."""
    gone = kru().store.desk.drop_phrase(own.mentor().id, request.form.get("phrase", -1, type=int))
    flash(say(N_("The phrase is gone. What you wrote with it stays.")) if gone else say(N_("Nothing was changed.")))
    return redirect(url_for("mentor.phrases"))


def added(words: str, phrase: str | None) -> str:
    """What she wrote, with a phrase of hers behind it when she chose one."""
    words = words.strip()
    if not phrase:
        return words
    chosen = next((one.text for one in kru().store.desk.phrases(own.mentor().id) if str(one.id) == phrase), "")
    return f"{words} {chosen}".strip() if chosen and chosen not in words else words
