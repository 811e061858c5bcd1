"""Mentors of the club, for its leads: who is here, links to join, links for a forgotten password, who teaches where."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru
from web.access import allow
from web.language import say
from web.mentor import own
from web.mentor.pages import blueprint
from worker.store.views import ROLES


@blueprint.get("/members")
@allow("lead")
def members() -> str:
    """Who is here."""
    return _members()


@blueprint.post("/members/invite")
@allow("lead")
def invite() -> str:
    """A link with which one person joins. It is shown once: the store keeps a print of it."""
    role = next((role for role in ROLES if role == request.form.get("role") and role in own.ranks()), None)
    if role is None:
        abort(400)
    me = own.mentor()
    token = kru().store.people.make_invite(role, club=me.club, by=me.id)
    kru().store.settings.note(me.id, "mentor.invite", role=role)
    return _members(link=url_for("mentor.join", token=token, _external=False), whose="")


@blueprint.post("/members/<int:mentor>/reset")
@allow("lead")
def reset_link(mentor: int) -> str:
    """A link with which she chooses a new password."""
    her = own.colleague(mentor)
    token = kru().store.people.reset_link(her.id)
    kru().store.settings.note(own.mentor().id, "mentor.reset", whose=her.id)
    return _members(link=url_for("mentor.reset", token=token, _external=False), whose=her.name)


@blueprint.post("/class/<int:classroom>/teachers")
@allow("lead")
def add_teacher(classroom: int) -> Response:
    """Give a class to one more mentor."""
    room = own.classroom(classroom)
    number = request.form.get("mentor", type=int)
    if number is None:
        abort(400)
    her = own.colleague(number)
    kru().store.people.teach(her.id, room.id)
    kru().store.settings.note(own.mentor().id, "classroom.teach", classroom=room.id, whose=her.id)
    flash(say(N_("{name} teaches {room} now."), name=her.name, room=room.name))
    return redirect(url_for("mentor.classroom", classroom=room.id))


def _members(link: str = "", whose: str = "") -> str:
    me = own.mentor()
    people = kru().store.people
    club = people.club(me.club)
    base = kru().settings.public_url or request.url_root.rstrip("/")
    return render_template(
        "mentor/members.html",
        club=club.name if club else "",
        members=people.mentors(me.club),
        ranks=own.ranks(),
        link=f"{base}{link}" if link else "",
        whose=whose,
    )
