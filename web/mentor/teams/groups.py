"""Teams of a class: made by hand or by chance, named, changed; and the tasks that they hand in for."""

from __future__ import annotations

import logging

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru
from web.access import allow
from web.language import language, say
from web.mentor import own
from web.mentor.teams.pages import blueprint, team
from worker import sentences
from worker.store import StoreError
from worker.store.teams import LARGEST, SMALLEST
from worker.store.views import ClassroomView

log = logging.getLogger("kru.web")
NAMES = (
    N_("Lotus"), N_("Moon"), N_("Kite"), N_("River"), N_("Mango"), N_("Rainbow"), N_("Firefly"), N_("Palm"),
)  # fmt: skip
USUAL = 3  # girls in a team
Answer = Response | str | tuple[str, int]


@blueprint.get("/class/<int:classroom>/teams")
@allow("mentor")
def teams(classroom: int) -> str:
    """Who is in which team, who is in none, and which tasks are for teams."""
    return _page(own.classroom(classroom))


@blueprint.post("/class/<int:classroom>/teams")
@allow("mentor")
def make(classroom: int) -> Answer:
    """A team of these girls."""
    room = own.classroom(classroom)
    here = {one.id for one in kru().store.people.students(room.id)}
    chosen = [number for number in request.form.getlist("student", type=int) if number in here]
    try:
        made = kru().store.teams.make(room.id, request.form.get("name", ""), chosen)
    except StoreError as trouble:
        return _page(room, fix=_say(trouble), name=request.form.get("name", "")[:80], chosen=chosen), 422
    kru().store.settings.note(own.mentor().id, "team.make", team=made.id)
    flash(say(N_("Team {name} is made."), name=made.name))
    return _to(room.id)


@blueprint.post("/class/<int:classroom>/teams/mix")
@allow("mentor")
def mix(classroom: int) -> Answer:
    """Teams by chance of all who are in none."""
    room = own.classroom(classroom)
    try:
        made = kru().store.teams.mix(room.id, request.form.get("size", 0, type=int), [say(name) for name in NAMES])
    except StoreError as trouble:
        return _page(room, mix_fix=_say(trouble)), 422
    kru().store.settings.note(own.mentor().id, "team.mix", classroom=room.id, teams=len(made))
    flash(say(N_("New teams: {count}. You can still change each."), count=len(made)))
    return _to(room.id)


@blueprint.post("/class/<int:classroom>/teams/tasks")
@allow("mentor")
def tasks(classroom: int) -> Response:
    """Which open tasks teams hand in for."""
    room = own.classroom(classroom)
    wanted = set(request.form.getlist("task", type=int))
    open_ = [one.id for one in kru().store.assignments.assignments(room.id) if not one.closed]
    before = kru().store.teams.together(open_)
    for number in open_:
        if (number in wanted) != (number in before):
            kru().store.teams.set_together(number, together=number in wanted)
            kru().store.settings.note(own.mentor().id, "team.task", assignment=number, together=number in wanted)
    flash(say(N_("The change is kept.")))
    return _to(room.id)


@blueprint.post("/team/<int:team_number>/name")
@allow("mentor")
def rename(team_number: int) -> Answer:
    """Another name for it."""
    found = team(team_number)
    try:
        kru().store.teams.rename(found.id, request.form.get("name", ""))
    except StoreError as trouble:
        return _page(own.classroom(found.classroom), team_fix={found.id: _say(trouble)}), 422
    flash(say(N_("The change is kept.")))
    return _to(found.classroom)


@blueprint.post("/team/<int:team_number>/add")
@allow("mentor")
def add(team_number: int) -> Answer:
    """One more girl; what the team handed in before is hers when the mentor says so."""
    found = team(team_number)
    number = request.form.get("student", 0, type=int)
    here = {one.id: one for one in kru().store.people.students(found.classroom)}
    room = own.classroom(found.classroom)
    if number not in here:
        return _page(room, team_fix={found.id: say(N_("Choose a girl first."))}), 422
    try:
        queued = kru().store.teams.add(found.id, number, earlier=request.form.get("earlier") == "1")
    except StoreError as trouble:
        return _page(room, team_fix={found.id: _say(trouble)}), 422
    for grading in queued:
        try:
            kru().enqueue(grading)
        except Exception:
            # The row is the record: without a queue the grade comes when the queue is back.
            log.exception("The queue was not reached for grading %s.", grading)
    kru().store.settings.note(own.mentor().id, "team.add", team=found.id, student=number, earlier=len(queued))
    flash(say(N_("{name} is in team {team} now."), name=here[number].nickname, team=found.name))
    return _to(found.classroom)


@blueprint.post("/team/<int:team_number>/out")
@allow("mentor")
def out(team_number: int) -> Response:
    """She is in it no longer; what was handed in while she was stays hers."""
    found = team(team_number)
    her = next((one for one in found.members if one.id == request.form.get("student", type=int)), None)
    if her is not None:
        kru().store.teams.leave(found.id, her.id)
        kru().store.settings.note(own.mentor().id, "team.out", team=found.id, student=her.id)
        flash(say(N_("{name} left the team. She keeps what was handed in."), name=her.nickname))
    return _to(found.classroom)


@blueprint.post("/team/<int:team_number>/end")
@allow("mentor")
def end(team_number: int) -> Response:
    """It hands in nothing any more."""
    found = team(team_number)
    kru().store.teams.end(found.id)
    kru().store.settings.note(own.mentor().id, "team.end", team=found.id)
    flash(say(N_("Team {name} has ended. Everybody keeps her work."), name=found.name))
    return _to(found.classroom)


def _page(
    room: ClassroomView,
    *,
    fix: str = "",
    mix_fix: str = "",
    team_fix: dict[int, str] | None = None,
    name: str = "",
    chosen: list[int] | None = None,
) -> str:
    store = kru().store
    found = store.teams.of_class(room.id)
    inside = {one.id for each in found for one in each.members}
    open_ = [one for one in reversed(store.assignments.assignments(room.id)) if not one.closed]
    return render_template(
        "teams/teams.html",
        room=room,
        teams=found,
        free=[one for one in store.people.students(room.id) if one.id not in inside],
        open=[(one, own.title(one)) for one in open_],
        together=store.teams.together(one.id for one in open_),
        sizes=(SMALLEST, LARGEST, USUAL),
        fix=fix,
        mix_fix=mix_fix,
        team_fix=team_fix or {},
        name=name,
        chosen=chosen or [],
    )


def _to(classroom: int) -> Response:
    return redirect(url_for("teams.teams", classroom=classroom))


def _say(trouble: StoreError) -> str:
    return sentences.say(trouble.key, language(), trouble.values)
