"""The settings of a club, for its leads; new clubs, for admins."""

from __future__ import annotations

from dataclasses import dataclass
from zoneinfo import available_timezones

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_, languages
from web import access, kru
from web.access import allow
from web.language import CATALOGUES, NAMES, language, say
from web.mentor import own
from web.mentor.pages import blueprint
from worker.clubs import IDLE_MINUTES, LONGEST_NAME, make_club, time_zone
from worker.privacy.privacy import KEEP, NOTICE_DAYS, keep_days
from worker.store.views import ClubView

MOST_DAYS = 3650
Answer = Response | str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a form about a club asks for; `fixes` says what to change, by field."""

    name: str
    language: str
    zone: str
    idle: str
    fixes: dict[str, str]


@blueprint.get("/club")
@allow("lead")
def club() -> str:
    """Its name, language, clock, and how long a shared machine may rest."""
    found = _club()
    idle = found.idle_minutes or access.SHARED_IDLE // 60
    return _page(Wish(found.name, found.language, found.time_zone, str(idle), {}))


@blueprint.post("/club")
@allow("lead")
def club_post() -> Answer:
    """Keep them."""
    found, wish = _club(), _wish()
    low, high = IDLE_MINUTES
    if not wish.idle.isdecimal() or not low <= int(wish.idle) <= high:
        wish.fixes["idle"] = say(N_("Write a number of minutes from {low} to {high}."), low=low, high=high)
    if wish.fixes:
        return _page(wish), 422
    store = kru().store
    store.people.change_club(found.id, name=wish.name, language=wish.language, time_zone=wish.zone)
    store.places.set_idle(found.id, int(wish.idle))
    store.settings.note(own.mentor().id, "club.change", club=found.id)
    flash(say(N_("The change is kept.")))
    return redirect(url_for("mentor.club"))


@blueprint.post("/clubs/keep")
@allow("admin")
def keep_files() -> Answer:
    """For how many days files are kept after a term."""
    days = request.form.get("days", 0, type=int)
    if not NOTICE_DAYS <= days <= MOST_DAYS:
        fix = say(N_("Write a number of days from {low} to {high}."), low=NOTICE_DAYS, high=MOST_DAYS)
        return _clubs(Wish("", language(), _club().time_zone, "", {"days": fix})), 422
    kru().store.settings.set(KEEP, {"days": days})
    kru().store.settings.note(own.mentor().id, "privacy.keep", days=days)
    flash(say(N_("The change is kept.")))
    return redirect(url_for("mentor.clubs"))


@blueprint.get("/clubs")
@allow("admin")
def clubs() -> str:
    """The locations of this Kru, and a form for one more."""
    return _clubs(Wish("", language(), _club().time_zone, "", {}))


@blueprint.post("/clubs")
@allow("admin")
def clubs_post() -> Answer:
    """Make it; the link of its lead is shown once."""
    wish = _wish()
    if wish.fixes:
        return _clubs(wish), 422
    me = own.mentor()
    made, token = make_club(kru().store.people, wish.name, wish.language, wish.zone, by=me.id)
    kru().store.settings.note(me.id, "club.make", club=made.id)
    base = kru().settings.public_url or request.url_root.rstrip("/")
    fresh = Wish("", wish.language, wish.zone, "", {})
    return _clubs(fresh, link=f"{base}{url_for('mentor.join', token=token)}", made=made.name)


def _club() -> ClubView:
    found = kru().store.people.club(own.mentor().club)
    if found is None:
        abort(404)
    return found


def _wish() -> Wish:
    name = " ".join(request.form.get("name", "").split())[:LONGEST_NAME]
    code, typed = request.form.get("language", ""), request.form.get("zone", "")[:60]
    zone = time_zone(typed)
    fixes: dict[str, str] = {}
    if not name:
        fixes["name"] = say(N_("A club needs a name."))
    if zone is None:
        fixes["zone"] = say(N_("Choose a clock from the list, like Asia/Phnom_Penh."))
    known = languages(CATALOGUES)
    return Wish(name, code if code in known else language(), zone or typed, request.form.get("idle", "")[:5], fixes)


def _page(wish: Wish) -> str:
    return render_template("mentor/club.html", wish=wish, codes=_codes(), zones=_zones(), limits=IDLE_MINUTES)


def _clubs(wish: Wish, link: str = "", made: str = "") -> str:
    return render_template(
        "mentor/clubs.html",
        clubs=kru().store.people.clubs(),
        wish=wish,
        codes=_codes(),
        zones=_zones(),
        link=link,
        made=made,
        days=keep_days(kru().store),
        limits=(NOTICE_DAYS, MOST_DAYS),
    )


def _codes() -> list[tuple[str, str]]:
    return [(code, NAMES.get(code, code)) for code in languages(CATALOGUES)]


def _zones() -> list[str]:
    """Clocks of places; those that are named after a distance to Greenwich confuse more than they help."""
    return sorted(name for name in available_timezones() if "/" in name and not name.startswith(("Etc/", "SystemV/")))
