"""A whole class at once: files in a zip, looked at with the names before anything is handed in."""

from __future__ import annotations

import logging
import re
import secrets
import time
from contextlib import suppress
from pathlib import Path

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from grader.upload import Limits, UploadError
from grader.upload.container import is_zip
from web import kru
from web.access import allow
from web.language import language, say
from web.mentor import own, parcel
from web.mentor.pages import blueprint
from worker import sentences
from worker.store import StoreError
from worker.store.views import AssignmentView

log = logging.getLogger("kru.web")
KEPT = 60 * 60  # seconds between looking and saving
TOKEN = re.compile(r"[A-Za-z0-9_-]{20,40}")
Answer = Response | str | tuple[str, int]


@blueprint.get("/task/<int:assignment>/bring")
@allow("mentor")
def bring(assignment: int) -> str:
    """Choose a zip with files of the class."""
    _sweep()
    return _page(own.assignment(assignment))


@blueprint.post("/task/<int:assignment>/bring")
@allow("mentor")
def bring_look(assignment: int) -> Answer:
    """Look at it: each work with the name that fits; nothing is handed in yet."""
    given = own.assignment(assignment)
    _sweep()
    sent = request.files.get("file")
    data = sent.read() if sent is not None else b""
    if not is_zip(data):
        return _page(given, fix=say(N_("Choose a zip with the files of the class."))), 422
    try:
        found = parcel.opened(data, _limits())
    except UploadError as trouble:
        return _page(given, fix=sentences.say(trouble.key, language(), trouble.values)), 422
    if not found.units:
        return _page(given, fix=say(N_("There is no project, page or picture in this zip."))), 422
    token = secrets.token_urlsafe(20)
    try:
        _place(given, token).write_bytes(data)
    except OSError:
        log.exception("A zip of a class could not be kept.")
        return _page(given, fix=say(N_("There is no room for this zip now. Please tell your lead."))), 422
    return _page(given, look=found, token=token)


@blueprint.post("/task/<int:assignment>/bring/save")
@allow("mentor")
def bring_save(assignment: int) -> Response:
    """Hand each work in for the girl chosen beside it, as if she had sent it herself."""
    given = own.assignment(assignment)
    token = request.form.get("parcel", "")
    place = _place(given, token) if TOKEN.fullmatch(token) else None
    if place is None or not place.is_file():
        flash(say(N_("This zip is not here any more. Please choose it again.")))
        return redirect(url_for("mentor.bring", assignment=given.id))
    if given.closed:
        flash(say(N_("This task is closed. Open it first.")))
        return redirect(url_for("mentor.task", assignment=given.id))
    found = parcel.opened(place.read_bytes(), _limits())
    here = {student.id for student in kru().store.people.students(given.classroom)}
    new = same = 0
    for index, unit in enumerate(found.units):
        student = request.form.get(f"who-{index}", type=int)
        if student not in here or student is None:
            continue
        try:
            data = found.data(unit, kru().settings.upload_bytes)
            receipt = kru().store.submissions.hand_in(student, given.id, data, unit.file_name)
        except (UploadError, StoreError) as trouble:
            flash(f"{unit.shown}: {sentences.say(trouble.key, language(), trouble.values)}")
            continue
        same, new = (same + 1, new) if receipt.repeated else (same, new + 1)
        _ring(*receipt.gradings)
    place.unlink(missing_ok=True)
    kru().store.settings.note(own.mentor().id, "class.bring", assignment=given.id, files=new)
    flash(say(N_("Files handed in: {count}."), count=new))
    if same:
        flash(say(N_("Files that were here already: {count}."), count=same))
    return redirect(url_for("mentor.task", assignment=given.id))


def _page(given: AssignmentView, *, look: parcel.Parcel | None = None, token: str = "", fix: str = "") -> str:
    students = kru().store.people.students(given.classroom)
    owners = parcel.match(look.units, students) if look else ()
    return render_template(
        "mentor/bring.html",
        given=given,
        title=own.title(given),
        students=students,
        look=look,
        rows=tuple(zip(look.units, owners, strict=True)) if look else (),
        token_of_parcel=token,
        fix=fix,
    )


def _ring(*gradings: int) -> None:
    for grading in gradings:
        try:
            kru().enqueue(grading)
        except Exception:
            # The row is the record: without a queue the grade comes when the queue is back.
            log.exception("The queue was not reached for grading %s.", grading)


def _limits() -> Limits:
    return Limits(upload=kru().settings.upload_bytes)


def _folder() -> Path:
    folder = kru().settings.data / "parcels"
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _place(given: AssignmentView, token: str) -> Path:
    """Where her zip waits: nobody else's session, and no other task, leads there."""
    return _folder() / f"{own.mentor().id}-{given.id}-{token}.zip"


def _sweep() -> None:
    """What was looked at and never saved goes after a while."""
    for path in _folder().glob("*.zip"):
        with suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > KEPT:
                path.unlink()
