"""The addresses for programs. Each names a token's club and nothing beyond it: what is not there is not found."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, g, jsonify, request
from flask.blueprints import BlueprintSetupState
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from web import kru
from web.access import allow, token
from web.api import errors
from web.api.errors import ApiError
from web.mentor import export
from web.security import limited
from worker.store import StoreError
from worker.store.views import AssignmentView, StudentView

log = logging.getLogger("kru.web")

blueprint = Blueprint("api", __name__, url_prefix="/api")
for _kind, _say in (
    (ApiError, errors.asked),
    (StoreError, errors.store),
    (HTTPException, errors.known),
    (FileNotFoundError, errors.not_kept),
    (Exception, errors.unknown),
):
    blueprint.register_error_handler(_kind, _say)

ORDINARY = "120 per minute"


def by_token() -> str:
    """Whose requests are counted together."""
    return f"token:{token().id}"


@blueprint.record
def _without_forms(state: BlueprintSetupState) -> None:
    """A token stands in a header, which no page of a stranger can send: forms' own tokens are not asked for."""
    state.app.extensions["csrf"].exempt(blueprint)


@blueprint.get("/v1/assignments")
@allow("token")
@limited(ORDINARY, by=by_token)
def assignments() -> Response:
    """The assignments of the token's club."""
    return jsonify(assignments=[_assignment(one) for one in kru().store.exchange.assignments(token().club)])


@blueprint.get("/v1/assignments/<int:assignment>/submissions")
@allow("token")
@limited(ORDINARY, by=by_token)
def submissions(assignment: int) -> Response:
    """The submissions of an assignment with their results."""
    given = _own(assignment)
    return jsonify({**export.head(given, export.rubric_of(given)), "results": list(_entries(given))})


@blueprint.get("/v1/submissions/<int:submission>")
@allow("token")
@limited(ORDINARY, by=by_token)
def submission(submission: int) -> Response:
    """One submission with its result."""
    found = kru().store.submissions.submission(submission)
    if found is None:
        raise ApiError("not-found")
    entry = next((one for one in _entries(_own(found.assignment)) if one["submission"] == submission), None)
    if entry is None:
        raise ApiError("not-found")
    return jsonify({"assignment": found.assignment, **entry})


@blueprint.post("/v1/assignments/<int:assignment>/submissions")
@allow("token")
@limited(ORDINARY, by=by_token)
def hand_in(assignment: int) -> tuple[Response, int]:
    """Hand in a file for a student."""
    if not token().hands_in:
        raise ApiError("right-missing")
    given = _own(assignment)
    her = _student(given)
    file = request.files.get("file")
    if file is None or not file.filename:
        raise ApiError("file-missing")
    receipt = kru().store.submissions.hand_in(her.id, given.id, file.read(), file.filename)
    kru().store.settings.note(None, "api.hand-in", token=token().id, submission=receipt.submission_id)
    for grading in receipt.gradings:
        try:
            kru().enqueue(grading)
        except Exception:  # the row is committed: a worker finds it without being rung for
            log.exception("no worker was rung for")
    said = {
        "submission": receipt.submission_id,
        "try": receipt.attempt,
        "repeated": receipt.repeated,
        "receipt": receipt.code,
        "size": receipt.size,
    }
    return jsonify(said), 200 if receipt.repeated else 201


@blueprint.get("/<path:name>")
@blueprint.post("/<path:name>")
@allow("token")
def nothing(name: str) -> Response:
    """Any other address: it says that there is nothing."""
    del name
    raise ApiError("not-found")


def _own(assignment: int) -> AssignmentView:
    """An assignment of the token's club."""
    given = kru().store.assignments.assignment(assignment)
    room = kru().store.people.classroom(given.classroom) if given else None
    if given is None or room is None or room.club != token().club:
        raise ApiError("not-found")
    club = kru().store.people.club(room.club)
    if club is not None:
        g.zone = ZoneInfo(club.time_zone)
    return given


def _student(given: AssignmentView) -> StudentView:
    """The student whom the program means: by what stands on her card, or by her number."""
    people = kru().store.people
    card, number = request.form.get("card", ""), request.form.get("student", type=int)
    her = people.sign_in_card(card) if card else people.student(number) if number is not None else None
    if her is None or her.classroom != given.classroom:
        raise ApiError("student-missing")
    return her


def _entries(given: AssignmentView) -> Iterator[dict[str, Any]]:
    """As in the export. Without the right to names, what a person wrote stays here: a file's name may be hers."""
    names = token().names
    for row in export.rows(given):
        entry = {"submission": row.submission, "student_number": row.number, **export.entry(row)}
        yield entry if names else {**entry, "student": None, "file": None, "text": None, "team": None}


def _assignment(given: AssignmentView) -> dict[str, Any]:
    room = kru().store.people.classroom(given.classroom)
    loaded = kru().shelf.get(given.rubric_id)
    return {
        "id": given.id,
        "class": {"id": given.classroom, "name": room.name if room else None},
        "rubric": given.rubric_id,
        "version": loaded.rubric.version if loaded else None,
        "opens": given.opens.isoformat(timespec="seconds"),
        "due": given.due.isoformat(timespec="seconds") if given.due else None,
        "counts": given.counts,
        "closed": given.closed,
    }
