"""What girls of a class want to show: a mentor says yes, or not yet with a kind reason."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru
from web.access import allow
from web.language import say
from web.lead.pages import blueprint
from web.mentor import own

LONGEST_REASON = 1000


@blueprint.get("/class/<int:classroom>/showcase")
@allow("mentor")
def showcase(classroom: int) -> str:
    """The works, those that wait first."""
    return _page(classroom)


@blueprint.post("/class/<int:classroom>/showcase")
@allow("mentor")
def showcase_post(classroom: int) -> Response | tuple[str, int]:
    """Say yes or not yet to one of them."""
    room = own.classroom(classroom)
    number, word = request.form.get("shown", 0, type=int), request.form.get("answer", "")
    found = next((one for one in kru().store.showcases.asked(room.id) if one.id == number), None)
    if found is None or word not in {"yes", "not-yet"}:
        abort(400)
    reason = request.form.get("reason", "").strip()[:LONGEST_REASON]
    if word == "not-yet" and not reason:
        return _page(classroom, fix=found.id), 422
    read = (request.form.get("title", ""), request.form.get("sentence", "").replace("\r\n", "\n"))
    if (found.title, found.sentence.replace("\r\n", "\n")) == read:
        read = (found.title, found.sentence)
    kept = kru().store.showcases.answer(
        found.id, own.mentor().id, yes=word == "yes", reason=reason if word == "not-yet" else "", read=read
    )
    if not kept:
        flash(say(N_("She changed it meanwhile. Please read it once more.")))
    else:
        kru().store.settings.note(own.mentor().id, "showcase.answer", shown=found.id, yes=word == "yes")
        flash(say(N_("Her class sees it now.")) if word == "yes" else say(N_("She reads your words in her showcase.")))
    return redirect(url_for("lead.showcase", classroom=room.id))


def _page(classroom: int, fix: int | None = None) -> str:
    room = own.classroom(classroom)
    return render_template("lead/showcase.html", room=room, works=kru().store.showcases.asked(room.id), fix=fix)
