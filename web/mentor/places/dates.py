"""Another last day for one girl."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru
from web.access import allow
from web.language import say, when, zone
from web.mentor import own, tasks
from web.mentor.pages import blueprint
from worker.store.views import AssignmentView

Answer = Response | str | tuple[str, int]


@blueprint.get("/task/<int:assignment>/dates")
@allow("mentor")
def dates(assignment: int) -> str:
    """Who has a day of her own, and a form for one more."""
    return _dates(own.assignment(assignment))


@blueprint.post("/task/<int:assignment>/dates")
@allow("mentor")
def dates_post(assignment: int) -> Answer:
    """Give her that day."""
    given = own.assignment(assignment)
    number = request.form.get("student", type=int)
    if number is None:
        abort(400)
    _, her = own.member(given.id, number)
    wish = tasks.wished()
    if wish.due is None and not wish.fixes:
        wish.fixes["day"] = say(N_("Choose a day first."))
    if wish.fixes or wish.due is None:
        return _dates(given, wish, her.id), 422
    kru().store.dates.set_own(given.id, her.id, wish.due, own.mentor().id)
    kru().store.settings.note(own.mentor().id, "date.own", assignment=given.id, student=her.id)
    flash(say(N_("{name} has time until {when}."), name=her.nickname, when=when(wish.due)))
    return redirect(url_for("mentor.dates", assignment=given.id))


@blueprint.post("/task/<int:assignment>/dates/<int:student>/drop")
@allow("mentor")
def drop_date(assignment: int, student: int) -> Response:
    """The day of the class is hers again."""
    given, her = own.member(assignment, student)
    kru().store.dates.drop_own(given.id, her.id)
    kru().store.settings.note(own.mentor().id, "date.own.drop", assignment=given.id, student=her.id)
    flash(say(N_("{name} has the day of the class again."), name=her.nickname))
    return redirect(url_for("mentor.dates", assignment=given.id))


def _dates(given: AssignmentView, wish: tasks.Wish | None = None, chosen: int | None = None) -> str:
    return render_template(
        "mentor/dates.html",
        given=given,
        title=own.title(given),
        students=kru().store.people.students(given.classroom),
        days=kru().store.dates.of(given.id),
        wish=wish or tasks.Wish(None, "", "", "best", {}),
        chosen=chosen or request.args.get("student", type=int),
        zone=str(zone()),
    )
