"""In and out: joining by a link, signing in, a forgotten password."""

from __future__ import annotations

from flask import redirect, render_template, request, session, url_for
from flask_login import current_user
from werkzeug.wrappers import Response

from grader.language import N_
from web import access, kru, security
from web.access import allow
from web.language import language, say
from web.mentor.pages import blueprint
from web.security import limited
from worker import sentences
from worker.store import StoreError
from worker.store.codes import MIN_PASSWORD
from worker.store.views import MentorView

GUESSES = "30 per 15 minutes"  # of one name, from wherever

Answer = Response | str | tuple[str, int]


def _name() -> str:
    return f"login:{request.form.get('login', '').strip().casefold()[:80]}"


@blueprint.get("/sign-in")
@allow("anyone")
def sign_in() -> Answer:
    """The mentors' door."""
    if current_user.is_authenticated and current_user.role != "student":
        return redirect(url_for("mentor.home"))
    return render_template("mentor/sign_in.html", login="", fix="")


@blueprint.post("/sign-in")
@allow("anyone")
@limited(security.SIGN_INS, refused_only=True)
@limited(GUESSES, by=_name, refused_only=True)
@limited(security.SIGN_INS_OF_A_ROOM, by=security.address, refused_only=True)
def sign_in_post() -> Answer:
    """In with a name and a password."""
    login = request.form.get("login", "")[:80]
    found = kru().store.people.sign_in_mentor(login, request.form.get("password", "")[:1000])
    if found is None:
        fix = say(N_("This name and password do not fit together yet."))
        return render_template("mentor/sign_in.html", login=login, fix=fix), 422
    _enter(found, shared=bool(request.form.get("shared")))
    return redirect(url_for("mentor.home"))


@blueprint.post("/sign-out")
@allow("anyone")
def sign_out() -> Response:
    """Out."""
    access.sign_out()
    return redirect(url_for("mentor.sign_in"))


@blueprint.get("/me")
@allow("mentor")
def account() -> str:
    """Who is signed in, and the way out."""
    return render_template("mentor/account.html", letters=kru().settings.smtp_url is not None)


@blueprint.get("/forgotten")
@allow("anyone")
def forgotten() -> str:
    """Who can help when a password is forgotten."""
    return render_template("mentor/forgotten.html")


@blueprint.get("/join/<token>")
@allow("anyone")
def join(token: str) -> Answer:
    """The form of a new mentor."""
    invite = kru().store.people.invite(token)
    if invite is None:
        return _used_up()
    return _join(token, invite.club)


@blueprint.post("/join/<token>")
@allow("anyone")
@limited(security.SIGN_INS, refused_only=True)
def join_post(token: str) -> Answer:
    """Use the link, and be in."""
    people = kru().store.people
    invite = people.invite(token)
    if invite is None:
        return _used_up()
    name, login = request.form.get("name", ""), request.form.get("login", "")
    try:
        joined = people.join(token, login, name, request.form.get("password", "")[:1000], language())
    except StoreError as trouble:
        if trouble.key == "link-used":
            return _used_up()
        return _join(token, invite.club, name=name, login=login, fixes=_fixes(trouble)), 422
    _enter(joined, shared=True)
    return redirect(url_for("mentor.home"))


@blueprint.get("/reset/<token>")
@allow("anyone")
def reset(token: str) -> Answer:
    """The form for a new password."""
    found = kru().store.people.reset_for(token)
    if found is None:
        return _used_up()
    return _reset(token, found)


@blueprint.post("/reset/<token>")
@allow("anyone")
@limited(security.SIGN_INS, refused_only=True)
def reset_post(token: str) -> Answer:
    """The new password, and in."""
    people = kru().store.people
    found = people.reset_for(token)
    if found is None:
        return _used_up()
    try:
        changed = people.reset(token, request.form.get("password", "")[:1000])
    except StoreError as trouble:
        if trouble.key == "link-used":
            return _used_up()
        return _reset(token, found, fix=sentences.say(trouble.key, language(), trouble.values)), 422
    _enter(changed, shared=True)
    return redirect(url_for("mentor.home"))


def _enter(found: MentorView, *, shared: bool) -> None:
    who = access.mentor(found.id)
    if who is None:  # gone in this moment
        return
    session.pop("lang", None)  # the language is hers from here on
    access.sign_in(who, shared=shared)


def _join(token: str, club: int, *, name: str = "", login: str = "", fixes: dict[str, str] | None = None) -> str:
    found = kru().store.people.club(club)
    return render_template(
        "mentor/join.html",
        token=token,
        club=found.name if found else "",
        name=name[:80],
        login=login[:80],
        fixes=fixes or {},
        letters=MIN_PASSWORD,
    )


def _reset(token: str, found: MentorView, fix: str = "") -> str:
    return render_template("mentor/reset.html", token=token, login=found.login, fix=fix, letters=MIN_PASSWORD)


def _fixes(trouble: StoreError) -> dict[str, str]:
    """The sentence, by the field it belongs to."""
    fields = {"login-taken": "login", "password-short": "password", "name-missing": "name"}
    return {fields.get(trouble.key, "name"): sentences.say(trouble.key, language(), trouble.values)}


def _used_up() -> tuple[str, int]:
    return render_template("mentor/used_up.html"), 404
