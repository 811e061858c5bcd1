"""Letters for a mentor: where, how often, and the two links in them that need no sign-in."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, request, url_for
from flask.blueprints import BlueprintSetupState
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru
from web.access import allow
from web.language import language, say
from web.mentor import own
from web.mentor.pages import blueprint
from web.security import limited
from worker import sentences
from worker.mail.links import Purpose, read
from worker.store import StoreError
from worker.store.mail import LONGEST

Answer = Response | str | tuple[str, int]


@blueprint.get("/me/mail")
@allow("mentor")
def mail() -> str:
    """Her address, and how often she wants a letter."""
    return _page()


@blueprint.post("/me/mail")
@allow("mentor")
@limited("10 per hour")
def mail_post() -> Answer:
    """Keep it. A new address is asked first, by a link."""
    me = own.mentor()
    address = request.form.get("address", "").strip()
    if kru().settings.smtp_url is None:
        abort(404)
    if not address:
        kru().store.mail.forget(me.id)
        flash(say(N_("Your address is forgotten. No letters come.")))
        return redirect(url_for("mentor.mail"))
    try:
        wish = kru().store.mail.want(me.id, address, request.form.get("often", "none"))
    except StoreError as trouble:
        return _page(fix=sentences.say(trouble.key, language(), trouble.values), address=address), 422
    flash(say(N_("The change is kept.")) if wish.confirmed else say(N_("A letter is on its way. Open the link in it.")))
    return redirect(url_for("mentor.mail"))


@blueprint.get("/mail/confirm/<token>")
@allow("anyone")
def mail_confirm(token: str) -> Answer:
    """Is it hers? A key to press: programs that look into letters open links by themselves."""
    return _ask("confirm", token)


@blueprint.post("/mail/confirm/<token>")
@allow("anyone")
def mail_confirm_post(token: str) -> Answer:
    """It is."""
    found = read(kru().settings.secret_key, "confirm", token)
    if found is None or not kru().store.mail.confirm(*found):
        return _used_up()
    return render_template("mentor/mail_done.html", purpose="confirm")


@blueprint.get("/mail/stop/<token>")
@allow("anyone")
def mail_stop(token: str) -> Answer:
    """Ask once, for the same reason."""
    return _ask("stop", token)


@blueprint.post("/mail/stop/<token>")
@allow("anyone")
def mail_stop_post(token: str) -> Answer:
    """No more letters. A mail program presses this key too: what is signed is the link."""
    found = read(kru().settings.secret_key, "stop", token)
    if found is None or not kru().store.mail.stop(*found):
        return _used_up()
    return render_template("mentor/mail_done.html", purpose="stop")


@blueprint.record
def _without_a_page(state: BlueprintSetupState) -> None:
    """The key of a mail program stands on no page of ours, so it has no token of one."""
    state.app.extensions["csrf"].exempt(mail_stop_post)


def _ask(purpose: Purpose, token: str) -> Answer:
    found = read(kru().settings.secret_key, purpose, token)
    wish = kru().store.mail.wish(found[0]) if found else None
    if found is None or wish is None or wish.stamp != found[1]:
        return _used_up()
    return render_template("mentor/mail_ask.html", purpose=purpose, token_of_link=token)


def _used_up() -> tuple[str, int]:
    return render_template("mentor/used_up.html"), 404


def _page(*, fix: str = "", address: str = "") -> str:
    wish = kru().store.mail.wish(own.mentor().id)
    return render_template(
        "mentor/mail.html",
        wish=wish,
        address=address or (wish.address if wish else ""),
        often=request.form.get("often") or (wish.often if wish else "none"),
        fix=fix,
        longest=LONGEST,
        letters=kru().settings.smtp_url is not None,
    )
