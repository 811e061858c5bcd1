"""Programs that are told what happens in a club: their addresses, what they were told, and a test."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru
from web.access import allow
from web.language import language, say
from web.lead.pages import blueprint
from web.mentor import own
from web.security import limited
from worker import sentences
from worker.store import StoreError
from worker.store.outside import ASKED, EVENTS, GRADED, LEVEL, TEST
from worker.webhooks.address import LONGEST, AddressError, target

NAMES: Mapping[str, str] = MappingProxyType(
    {
        GRADED: N_("A file has its result"),
        LEVEL: N_("A mentor gave a level"),
        ASKED: N_("A student asked a question"),
        TEST: N_("A test"),
    }
)
STATES: Mapping[str, str] = MappingProxyType(
    {
        "waiting": N_("waits"),
        "sending": N_("is on its way"),
        "sent": N_("has arrived"),
        "given-up": N_("was given up"),
    }
)
REASONS: Mapping[str, str] = MappingProxyType(
    {
        "address": N_("This is no address that starts with https://."),
        "name": N_("Nobody has this name in the network."),
        "private": N_("This address leads into a private network."),
        "no-answer": N_("Nobody answered in time."),
        "certificate": N_("Its certificate is not valid."),
        "moved": N_("It points to another address."),
        "stopped": N_("Something of ours stopped."),
    }
)


@blueprint.get("/webhooks")
@allow("lead")
def webhooks() -> str:
    """The addresses, and a form for one more."""
    return _page()


@blueprint.post("/webhooks")
@allow("lead")
@limited("30 per hour")
def webhook_add() -> str | tuple[str, int]:
    """Add an address. Its secret is shown once."""
    address = request.form.get("address", "").strip()
    events = [name for name in EVENTS if name in request.form.getlist("events")]
    try:
        target(address, private=kru().settings.webhooks_private)
    except AddressError as refused:
        return _page(fix=say(REASONS[refused.reason]), address=address), 422
    if not events:
        return _page(fix_events=say(N_("Choose one thing or more.")), address=address), 422
    me = own.mentor()
    try:
        made, secret = kru().store.outside.add(me.id, address, events, names="names" in request.form)
    except StoreError as trouble:
        return _page(fix=sentences.say(trouble.key, language(), trouble.values), address=address), 422
    kru().store.settings.note(me.id, "webhook.add", webhook=made.id)
    return _page(secret=secret)


@blueprint.post("/webhooks/test")
@allow("lead")
@limited("60 per hour")
def webhook_test() -> Response:
    """Send a word that means nothing."""
    if not kru().store.outside.test(own.mentor().club, _number()):
        abort(404)
    flash(say(N_("The test is on its way. Look again in a moment.")))
    return redirect(url_for("lead.webhooks"))


@blueprint.post("/webhooks/again")
@allow("lead")
@limited("60 per hour")
def webhook_again() -> Response:
    """Send one thing again."""
    if not kru().store.outside.again(own.mentor().club, _number()):
        abort(404)
    flash(say(N_("It is sent again. Look again in a moment.")))
    return redirect(url_for("lead.webhooks"))


@blueprint.post("/webhooks/take-away")
@allow("lead")
def webhook_remove() -> Response:
    """Tell this address nothing more."""
    gone = kru().store.outside.remove(own.mentor().club, _number())
    if gone is None:
        abort(404)
    kru().store.settings.note(own.mentor().id, "webhook.remove", webhook=gone.id)
    flash(say(N_("This address is told nothing more.")))
    return redirect(url_for("lead.webhooks"))


def _number() -> int:
    number = request.form.get("number", type=int)
    if number is None:
        abort(400)
    return number


def _page(*, secret: str = "", fix: str = "", fix_events: str = "", address: str = "") -> str:
    outside = kru().store.outside
    return render_template(
        "lead/webhooks.html",
        hooks=[(one, outside.deliveries(one.id)) for one in outside.webhooks(own.mentor().club)],
        names=NAMES,
        states=STATES,
        reasons=REASONS,
        events=EVENTS,
        chosen=request.form.getlist("events") if fix or fix_events else EVENTS,
        secret=secret,
        fix=fix,
        fix_events=fix_events,
        address=address[:LONGEST],
        longest=LONGEST,
    )
