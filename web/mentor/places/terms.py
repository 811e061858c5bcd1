"""The terms of a class, and until when its files are kept."""

from __future__ import annotations

from datetime import date

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru
from web.access import allow
from web.language import language, say
from web.mentor import own
from web.mentor.pages import blueprint
from worker import sentences
from worker.privacy.privacy import keep_days, soon
from worker.store import StoreError
from worker.store.views import ClassroomView

Answer = Response | str | tuple[str, int]


@blueprint.get("/class/<int:classroom>/terms")
@allow("mentor")
def terms(classroom: int) -> str:
    """Its terms, and a form for one more."""
    return _terms(own.classroom(classroom), {})


@blueprint.post("/class/<int:classroom>/terms")
@allow("mentor")
def terms_post(classroom: int) -> Answer:
    """One more term."""
    room = own.classroom(classroom)
    name = " ".join(request.form.get("name", "").split())[:80]
    first, last = _day("first"), _day("last")
    fixes = {} if name else {"name": say(N_("A term needs a name."))}
    fixes |= {field: say(N_("Write the day like 2026-03-14.")) for field in ("first", "last") if _day(field) is None}
    if first is None or last is None or fixes:
        return _terms(room, fixes), 422
    try:
        kru().store.terms.add(room.id, name, first, last)
    except StoreError as trouble:
        return _terms(room, {"last": sentences.say(trouble.key, language(), trouble.values)}), 422
    kru().store.settings.note(own.mentor().id, "term.add", classroom=room.id)
    flash(say(N_("The term is kept.")))
    return redirect(url_for("mentor.terms", classroom=room.id))


@blueprint.post("/class/<int:classroom>/terms/<int:term>/drop")
@allow("mentor")
def drop_term(classroom: int, term: int) -> Response:
    """Take a term away; its files stay, and belong to no term."""
    room = own.classroom(classroom)
    kru().store.terms.drop(room.id, term)
    kru().store.settings.note(own.mentor().id, "term.drop", classroom=room.id)
    flash(say(N_("The term is gone. Its files stay.")))
    return redirect(url_for("mentor.terms", classroom=room.id))


def _terms(room: ClassroomView, fixes: dict[str, str]) -> str:
    store = kru().store
    return render_template(
        "mentor/terms.html",
        room=room,
        terms=store.terms.of(room.id),
        days=keep_days(store),
        leaving=soon(store, room.id),
        wish={field: request.form.get(field, "")[:80] for field in ("name", "first", "last")},
        fixes=fixes,
    )


def _day(field: str) -> date | None:
    try:
        return date.fromisoformat(request.form.get(field, "").strip())
    except ValueError:
        return None
