"""Tokens of a club: which there are, a new one, one taken back. Its secret is shown once."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru
from web.access import allow
from web.language import say
from web.mentor import own
from worker.store.exchange import LONGEST_LABEL

blueprint = Blueprint("exchange", __name__, url_prefix="/mentor/programs", template_folder="templates")


@blueprint.get("")
@allow("lead")
def tokens() -> str:
    """The programs that may ask, and a form for one more."""
    return _page()


@blueprint.post("")
@allow("lead")
def make() -> str | tuple[str, int]:
    """A token for a program. It is shown once: the store keeps a print of it."""
    label = request.form.get("label", "").strip()
    if not label:
        return _page(fix=say(N_("Give it a name that you will know again."))), 422
    me = own.mentor()
    made, secret = kru().store.exchange.make_token(
        me.id, label, names="names" in request.form, hands_in="hands_in" in request.form
    )
    kru().store.settings.note(me.id, "token.make", token=made.id)
    return _page(secret=secret, whose=made.label)


@blueprint.post("/take-back")
@allow("lead")
def take_back() -> Response:
    """Take a token back."""
    number = request.form.get("number", type=int)
    if number is None:
        abort(400)
    gone = kru().store.exchange.revoke(own.mentor().club, number)
    if gone is None:
        abort(404)
    kru().store.settings.note(own.mentor().id, "token.take-back", token=gone.id)
    flash(say(N_("{name} is let in no more."), name=gone.label))
    return redirect(url_for("exchange.tokens"))


def _page(*, secret: str = "", whose: str = "", fix: str = "") -> str:
    return render_template(
        "exchange/tokens.html",
        tokens=kru().store.exchange.tokens(own.mentor().club),
        secret=secret,
        whose=whose,
        fix=fix,
        label=request.form.get("label", "") if fix else "",
        longest=LONGEST_LABEL,
    )
