"""Classes: the list, a new one, who is in it, their cards."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_, languages
from web import kru
from web.access import allow
from web.language import CATALOGUES, NAMES, language, say
from web.mentor import cards, own, standing
from web.mentor.pages import blueprint
from web.mentor.places import roster, sheet
from web.mentor.practice import first
from worker.privacy import privacy
from worker.store.views import ClassroomView

LONGEST_NAME = 80
Answer = Response | str | tuple[str, int]


@blueprint.get("/")
@allow("mentor")
def home() -> str:
    """Her classes, each with what asks for her."""
    return render_template("mentor/home.html", rooms=standing.rooms(own.mentor()), practise=first.suggest())


@blueprint.get("/class/new")
@allow("mentor")
def new_classroom() -> str:
    """The form for a class."""
    return _new()


@blueprint.post("/class/new")
@allow("mentor")
def new_classroom_post() -> Answer:
    """Make it."""
    name = " ".join(request.form.get("name", "").split())[:LONGEST_NAME]
    code = request.form.get("language", "")
    if not name:
        return _new(fix=say(N_("A class needs a name."))), 422
    if code not in languages(CATALOGUES):
        code = language()
    room = kru().store.people.make_classroom(own.mentor().id, name, code)
    kru().store.settings.note(own.mentor().id, "classroom.make", classroom=room.id)
    return redirect(url_for("mentor.new_students", classroom=room.id))


@blueprint.get("/class/<int:classroom>")
@allow("mentor")
def classroom(classroom: int) -> str:
    """A class: what needs her, its tasks, its students."""
    room = own.classroom(classroom)
    found = standing.classroom(room)
    me, there = own.mentor(), {one.id for one in found["teachers"]}
    colleagues = [one for one in kru().store.people.mentors(me.club) if one.id not in there and one.role in own.ranks()]
    found["leaving"] = privacy.soon(kru().store, room.id)
    return render_template("mentor/classroom.html", **found, colleagues=colleagues if me.role != "mentor" else [])


@blueprint.get("/class/<int:classroom>/students")
@allow("mentor")
def new_students(classroom: int) -> str:
    """The place to paste nicknames into, or to send a list."""
    return _list(own.classroom(classroom))


@blueprint.post("/class/<int:classroom>/students")
@allow("mentor")
def new_students_post(classroom: int) -> Answer:
    """Show what the list would do; or, told so, do it."""
    room = own.classroom(classroom)
    store = kru().store
    text, fix = _text()
    if fix:
        return _list(room, text, fix=fix), 422
    there = (one.nickname for one in store.people.students(room.id))
    look = roster.look(text, there, room.language, store.places.taken(roster.codes(text)))
    if request.form.get("step") == "save" and look.fresh:
        added = store.places.add(room.id, look.fresh)
        store.settings.note(own.mentor().id, "students.add", classroom=room.id, count=len(added))
        flash(say(N_("New students: {count}. Print their cards now."), count=len(added)))
        return redirect(url_for("mentor.print_cards", classroom=room.id, only=[one.id for one in added]))
    if look.empty:
        return _list(room, text, fix=say(N_("Write one nickname in each line."))), 422
    return _list(room, text, look)


@blueprint.get("/class/<int:classroom>/cards")
@allow("mentor")
def print_cards(classroom: int) -> str:
    """Cards of everybody, or of those that the address names."""
    room = own.classroom(classroom)
    students = kru().store.people.students(room.id)
    wanted = set(request.args.getlist("only", type=int))
    chosen = tuple(one for one in students if one.id in wanted) if wanted else students
    base = kru().settings.public_url or request.url_root.rstrip("/")
    return render_template(
        "mentor/cards.html",
        room=room,
        cards=cards.cards(chosen, base),
        some=len(chosen) < len(students),
        address=cards.shown(base),
        lasting=cards.lasting(base, chosen=kru().settings.public_url is not None),
    )


@blueprint.get("/student/<int:student>/card")
@allow("mentor")
def new_card(student: int) -> str:
    """Ask before the old card stops."""
    her = own.student(student)
    return render_template("mentor/new_card.html", student=her, room=own.classroom(her.classroom))


@blueprint.post("/student/<int:student>/card")
@allow("mentor")
def new_card_post(student: int) -> Response:
    """A new code for a lost card."""
    her = own.student(student)
    kru().store.people.new_card(her.id)
    kru().store.settings.note(own.mentor().id, "student.card", student=her.id)
    flash(say(N_("{name} has a new card. Her old card opens nothing now."), name=her.nickname))
    return redirect(url_for("mentor.print_cards", classroom=her.classroom, only=her.id))


def _list(room: ClassroomView, text: str = "", look: roster.Look | None = None, fix: str = "") -> str:
    return render_template("mentor/new_students.html", room=room, text=text, look=look, fix=fix, tongues=NAMES)


def _text() -> tuple[str, str]:
    """The list as text, from the file when one came, and what to change about it."""
    file = request.files.get("file")
    if file is None or not file.filename:
        return request.form.get("names", ""), ""
    data = file.stream.read(sheet.MOST_BYTES + 1)
    if sheet.is_workbook(data):
        return "", say(N_("This is a whole workbook. Save it as CSV UTF-8 first."))
    if len(data) > sheet.MOST_BYTES:
        return "", say(N_("This file is too long for a class list."))
    return sheet.decode(data), ""


def _new(fix: str = "") -> str:
    codes = [(code, NAMES.get(code, code)) for code in languages(CATALOGUES)]
    return render_template("mentor/new_classroom.html", fix=fix, codes=codes, name=request.form.get("name", ""))
