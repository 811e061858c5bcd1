"""Who may see what, decided in one place: every view says whom it lets in, and a view that says nothing lets nobody.

    @blueprint.get("/work")
    @allow("student")
    def work() -> str: ...

`anyone` needs no sign-in. `mentor` lets leads and admins in too, `lead` admins. `token` lets programs in that send a
token of a club, and nobody who has signed in. What belongs to one person or class is
checked by the views' own helpers (`web.student.own`), which answer 404 for what is not hers: that tells nothing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from flask import Flask, abort, current_app, g, redirect, request, session, url_for
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from werkzeug.wrappers import Response

from worker.store.codes import token_hash
from worker.store.exchange import TokenView
from worker.store.views import ClubView, MentorView, StudentView

Rule = Literal["anyone", "student", "mentor", "lead", "admin", "token"]
View = TypeVar("View", bound=Callable[..., Any])

SHARED_IDLE = 2 * 60 * 60  # seconds of a device that other people use
SEEN_EVERY = 300  # seconds between two notes of being there: not a cookie with every page

_RULE = "kru_rule"
_RANK: Mapping[str, int] = {"mentor": 1, "lead": 2, "admin": 3}


def allow(rule: Rule) -> Callable[[View], View]:
    """Say whom a view lets in. It stands under the route."""

    def mark(view: View) -> View:
        setattr(view, _RULE, rule)
        return view

    return mark


def rule_of(app: Flask, endpoint: str) -> Rule | None:
    """What a view says; None when it says nothing."""
    return getattr(app.view_functions.get(endpoint), _RULE, None)


@dataclass(frozen=True)
class Person(UserMixin):  # type: ignore[misc]
    """Who is looking. `kind` is `student` or `mentor`; `role` is `student`, `mentor`, `lead` or `admin`."""

    kind: Literal["student", "mentor"]
    number: int
    name: str
    language: str
    role: str
    time_zone: str
    stamp: str  # changes when the card or the password does: old sessions end
    view: StudentView | MentorView
    idle: int = SHARED_IDLE  # seconds that a shared device may rest

    def get_id(self) -> str:
        """What the session keeps."""
        return f"{self.kind}:{self.number}:{self.stamp}"

    def remember_language(self, language: str) -> None:
        """Her pages come in that language from now on."""
        people = current_app.extensions["kru"].store.people
        if self.kind == "student":
            people.set_student_language(self.number, language)
        else:
            people.set_mentor_language(self.number, language)


def install(app: Flask) -> None:
    """Ask at every request."""
    manager = LoginManager()
    manager.session_protection = None  # the address of a phone changes on the way home
    manager.user_loader(person)
    manager.init_app(app)
    app.before_request(_guard)


def sign_in(who: Person, *, shared: bool) -> None:
    """Begin a new session: nothing of whoever was here before stays, but the language of this page."""
    language = session.get("lang")
    device = session.get("device")
    session.clear()
    if language:
        session["lang"] = language
    if device:
        session["device"] = device
    session["shared"] = shared
    session.permanent = not shared
    login_user(who)


def sign_out() -> None:
    """End the session."""
    logout_user()
    session.clear()


def person(identity: str) -> Person | None:
    """The person a session names; None when the card is a new one, or she is gone."""
    kind, _, rest = identity.partition(":")
    number, _, stamp = rest.partition(":")
    if not number.isdigit():
        return None
    who = student(int(number)) if kind == "student" else mentor(int(number)) if kind == "mentor" else None
    return who if who is not None and who.stamp == stamp else None


def student(number: int) -> Person | None:
    """A student as a person who can sign in."""
    people = current_app.extensions["kru"].store.people
    view = people.student(number)
    if view is None:
        return None
    classroom = people.classroom(view.classroom)
    club = people.club(classroom.club) if classroom else None
    return Person(
        "student", view.id, view.nickname, view.language, "student",
        club.time_zone if club else "UTC", token_hash(view.code)[:12], view, _rest(club),
    )  # fmt: skip


def mentor(number: int) -> Person | None:
    """A mentor as a person who can sign in."""
    people = current_app.extensions["kru"].store.people
    view = people.mentor(number)
    if view is None:
        return None
    club = people.club(view.club)
    return Person(
        "mentor", view.id, view.name, view.language, view.role, club.time_zone if club else "UTC", view.stamp, view,
        _rest(club),
    )  # fmt: skip


def me() -> Person:
    """The person who has signed in; only behind a rule other than `anyone`."""
    return current_user._get_current_object()  # type: ignore[no-any-return]  # noqa: SLF001 - Flask-Login's own way


def _rest(club: ClubView | None) -> int:
    return club.idle_minutes * 60 if club and club.idle_minutes else SHARED_IDLE


def token() -> TokenView:
    """The token of the program that asks; only behind the rule `token`."""
    found: TokenView = g.kru_token
    return found


def _idle() -> None:
    """On a shared device a session ends by itself."""
    if not current_user.is_authenticated or not session.get("shared"):
        return
    now = int(time.time())
    seen = session.get("seen", now)
    if now - seen > current_user.idle:
        sign_out()
    elif "seen" not in session or now - seen > min(SEEN_EVERY, current_user.idle // 5):
        session["seen"] = now


def _guard() -> Response | None:
    _idle()
    if request.endpoint is None:
        return None  # no such page: 404 says so
    rule = rule_of(current_app, request.endpoint)
    if rule is None:
        abort(403)
    if rule == "anyone":
        return None
    if rule == "token":
        g.kru_token = _token_sent() or abort(401)
        return None
    if not current_user.is_authenticated:
        return redirect(url_for(_sign_in_page(rule)))
    if not _may(rule, current_user.role):
        abort(403)
    return None


def _token_sent() -> TokenView | None:
    """A session opens nothing here: a page of a stranger could make her browser send its cookie."""
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    exchange = current_app.extensions["kru"].store.exchange
    return exchange.token(secret.strip()) if scheme.lower() == "bearer" else None


def _sign_in_page(rule: Rule) -> str:
    mentors = "mentor.sign_in"
    return mentors if rule != "student" and mentors in current_app.view_functions else "student.sign_in"


def _may(rule: Rule, role: str) -> bool:
    if rule == "student":
        return role == "student"
    return _RANK.get(role, 0) >= _RANK[rule]
