"""When something does not go as planned: what happened, what to do, in both languages, and nothing lost."""

from __future__ import annotations

import logging
import secrets
from dataclasses import dataclass

from flask import Flask, current_app, render_template, request
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from grader.language import N_
from web import language

log = logging.getLogger("kru.web")


@dataclass(frozen=True, slots=True)
class Trouble:
    """A page for something that did not work: a title, what happened, what to do."""

    title: str
    lines: tuple[str, ...]


PAGES = {
    400: Trouble(N_("We did not understand that"), (N_("Go back and send it once more."),)),
    403: Trouble(N_("This page is for somebody else"), (N_("Your own work is safe."),)),
    404: Trouble(
        N_("We cannot find this page"),
        (N_("The address may have changed, or a letter is missing."), N_("Your work is safe.")),
    ),
    405: Trouble(N_("We cannot find this page"), (N_("Your work is safe."),)),
    413: Trouble(
        N_("This file is too big for us"),
        (
            N_("We can take {limit}."),
            N_("Long sounds are often the heavy part. Make the longest one shorter."),
            N_("Save the project and send it again."),
        ),
    ),
    429: Trouble(
        N_("Many things came from here at once"),
        (N_("Please wait a minute. Then send it again."), N_("Keep your file on your device.")),
    ),
    500: Trouble(
        N_("Something of ours stopped"),
        (N_("It is not because of you. Your earlier tries are safe."), N_("Please try it again in a minute.")),
    ),
    503: Trouble(
        N_("Many people are here right now"),
        (N_("Keep your file on your device. Your earlier tries are safe."), N_("Please send it again in one minute.")),
    ),
}
TOO_OLD = Trouble(
    N_("This page was open for a long time"),
    (N_("Nothing was sent. Keep your file on your device."), N_("Open your work and send it again.")),
)
# Files go some time after a term; what was said of them stays.
NOT_KEPT = Trouble(
    N_("This file is not kept any more"),
    (N_("Files go some time after a term ends."), N_("What was said of your work is still here.")),
)


def install(app: Flask) -> None:
    """Answer every trouble with a page."""
    app.register_error_handler(CSRFError, _too_old)
    app.register_error_handler(HTTPException, _known)
    app.register_error_handler(FileNotFoundError, _not_kept)
    app.register_error_handler(Exception, _unknown)


def page(code: int, trouble: Trouble, note: str | None = None) -> tuple[str, int]:
    """The page; `note` is a short code that a mentor can find in the log."""
    limit = language.size(current_app.extensions["kru"].settings.upload_bytes)
    return render_template("error.html", trouble=trouble, note=note, limit=limit), code


def _too_old(_error: CSRFError) -> tuple[str, int]:
    return page(400, TOO_OLD)


def _not_kept(error: FileNotFoundError) -> tuple[str, int]:
    log.info("not kept: %s", error.filename)
    return page(410, NOT_KEPT)


def _known(error: HTTPException) -> Response | tuple[str, int]:
    if error.response is not None or (error.code or 500) < 400:
        return error.get_response()
    code = error.code or 500
    return page(code, PAGES.get(code, PAGES[400 if code < 500 else 500]))


def _unknown(error: Exception) -> tuple[str, int]:
    note = secrets.token_hex(3).upper()
    who = current_user.get_id() if current_user else None
    log.error("%s %s %s (%s)", note, request.method, request.path, who, exc_info=error)
    return page(500, PAGES[500], note)
