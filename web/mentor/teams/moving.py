"""A student goes to another class with her work: where to, what moves, and back again."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru
from web.access import allow
from web.language import language, say
from web.mentor import own
from web.mentor.teams import pages
from web.mentor.teams.pages import blueprint
from worker import sentences
from worker.store import StoreError
from worker.store.moves import Target
from worker.store.views import StudentView

Answer = Response | str | tuple[str, int]


@blueprint.get("/student/<int:student>/move")
@allow("mentor")
def move(student: int) -> str:
    """Choose her class; with one chosen, what would move. Nothing is changed yet."""
    return _page(own.student(student), _chosen(student, request.args.get("to", type=int)))


@blueprint.post("/student/<int:student>/move")
@allow("mentor")
def move_post(student: int) -> Answer:
    """Move her, with all she made."""
    her = own.student(student)
    target = _chosen(her.id, request.form.get("to", type=int))
    if target is None:
        return _page(her, None, fix=say(N_("Choose a class first."))), 422
    name = request.form.get("nickname", "")
    try:
        done = kru().store.moves.move(her.id, target.room.id, own.mentor().id, name)
    except StoreError as trouble:
        return _page(her, target, fix=sentences.say(trouble.key, language(), trouble.values), name=name[:80]), 422
    kru().store.settings.note(own.mentor().id, "student.move", student=her.id, move=done.id, classroom=target.room.id)
    return redirect(url_for("teams.moved", move_number=done.id))


@blueprint.get("/move/<int:move_number>")
@allow("mentor")
def moved(move_number: int) -> str:
    """Where she is now, and the way back."""
    return _moved(move_number)


@blueprint.post("/move/<int:move_number>/back")
@allow("mentor")
def back(move_number: int) -> Answer:
    """Take it back: she is in her class of before, with all she made."""
    found, her = pages.move(move_number)
    if not kru().store.moves.may_go_back(own.mentor().id, found.id):
        return _moved(move_number, fix=say(N_("This move cannot be taken back here. Ask a lead."))), 422
    try:
        kru().store.moves.back(found.id)
    except StoreError as trouble:
        return _moved(move_number, fix=sentences.say(trouble.key, language(), trouble.values)), 422
    kru().store.settings.note(own.mentor().id, "student.back", student=her.id, move=found.id)
    flash(say(N_("{name} is back in her class, with all her work."), name=her.nickname))
    return redirect(url_for("teams.moved", move_number=found.id))


def _chosen(student: int, classroom: int | None) -> Target | None:
    """The class that was chosen, when it is one she may be sent to."""
    found = kru().store.moves.targets(own.mentor().id, student)
    return next((one for one in found if one.room.id == classroom), None)


def _page(her: StudentView, target: Target | None, fix: str = "", name: str = "") -> str:
    store = kru().store
    plan = store.moves.preview(her.id, target.room.id) if target else None
    last = store.moves.last(her.id)
    return render_template(
        "teams/move.html",
        student=her,
        room=own.classroom(her.classroom),
        targets=store.moves.targets(own.mentor().id, her.id),
        target=target,
        plan=plan,
        titles={one.id: own.title(one) for one in (*(old for old, _ in plan.matched), *plan.earlier)} if plan else {},
        team=store.teams.of_student(her.id),
        name=name or (store.moves.free_name(her.id, target.room.id) if target else ""),
        brought=[(one, own.title(one)) for one in store.assignments.brought(her.id)],
        last=last if last and store.moves.may_go_back(own.mentor().id, last.id) else None,
        fix=fix,
    )


def _moved(number: int, fix: str = "") -> str:
    found, her = pages.move(number)
    people, mentor = kru().store.people, own.mentor()
    room = people.classroom(her.classroom)
    return render_template(
        "teams/moved.html",
        move=found,
        student=her,
        room=room.name if room else "",
        sees=people.teaches(mentor.id, her.classroom),
        again=people.teaches(mentor.id, found.source),
        may=kru().store.moves.may_go_back(mentor.id, found.id),
        fix=fix,
    )
