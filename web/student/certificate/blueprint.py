"""Her certificate: the name on it is hers to choose. Its code answers to anyone, her name when she said yes."""

from __future__ import annotations

import logging

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from grader.live import paper
from web import kru, security
from web.access import allow
from web.language import say
from web.security import limited
from web.student import own
from web.student.certificate import sheet
from worker.store.certificates import CertificateView, fold
from worker.store.views import SubmissionView

log = logging.getLogger("kru.web")
blueprint = Blueprint("certificate", __name__, template_folder="templates")

GATE = "paper.lock"
PDFS = "6 per 5 minutes"


@blueprint.get("/certificate")
@allow("anyone")
def find() -> str | Response:
    """Type the code of a certificate."""
    code = fold(request.args.get("code", ""))
    if code:
        return redirect(url_for("certificate.check", code=code))
    return render_template("certificate/check.html", view=None, code="", club="", given=None)


@blueprint.get("/certificate/<code>")
@allow("anyone")
@limited(security.SIGN_INS, refused_only=True)
@limited(security.SIGN_INS_OF_A_ROOM, by=security.address, refused_only=True)
def check(code: str) -> str | tuple[str, int]:
    """Whether a certificate with that code was given here, and for what."""
    view = kru().store.certificates.by_code(code)
    if view is None:
        return render_template("certificate/check.html", view=None, code=fold(code), club="", given=None), 404
    room = kru().store.people.classroom(view.classroom)
    club = kru().store.people.club(room.club) if room else None
    return render_template(
        "certificate/check.html", view=view, code=view.code, club=club.name if club else "", given=view.at
    )


@blueprint.get("/my-certificate")
@allow("student")
def mine() -> str:
    """The sheet, and what she decides about it."""
    return _page()


@blueprint.post("/my-certificate")
@allow("student")
@limited(security.HAND_INS)
def decide() -> Response | tuple[str, int]:
    """The name on it, and whether anyone with the code may read that name."""
    if kru().store.certificates.of(own.student().id) is None:
        return _page(), 422
    name, public = request.form.get("name", ""), request.form.get("public") == "1"
    kept = kru().store.certificates.decide(own.student().id, name, public=public)
    flash(
        say(N_("Kept. Who has the code reads this name."))
        if kept.public
        else say(N_("Kept. Nobody reads your name with the code."))
    )
    return redirect(url_for("certificate.mine"))


@blueprint.get("/my-certificate.pdf")
@allow("student")
@limited(PDFS)
def as_pdf() -> Response:
    """The sheet as a file for a printer; where the machine cannot make one, back to the page to print."""
    view = kru().store.certificates.of(own.student().id)
    if view is None:
        abort(404)
    made = sheet.page(sheet.sheet(view, sheet.in_itself, name=sheet.name_on(view)))
    try:
        data = paper.pdf(made, kru().settings.data / GATE)
    except paper.NoPaperError:
        log.warning("No PDF was made: there is no browser here, or it did not end.")
        flash(say(N_("We cannot make the file here. Please print this page.")))
        return redirect(url_for("certificate.mine"))
    response = current_app.response_class(data, mimetype="application/pdf")
    response.headers["Content-Disposition"] = "attachment; filename=certificate.pdf"
    return response


def _page() -> str:
    view = kru().store.certificates.of(own.student().id)
    return render_template(
        "certificate/mine.html",
        view=view,
        sheet=_sheet(view) if view else None,
        can_print=paper.can_print(),
    )


def _sheet(view: CertificateView) -> sheet.Sheet:
    def address(work: SubmissionView) -> str:
        return url_for("student.picture", submission=work.id)

    return sheet.sheet(view, address, name=sheet.name_on(view))
