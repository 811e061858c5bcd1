"""A task out in the forms of other programs, written as the command line writes them: Gradescope and JUnit."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator

from werkzeug.wrappers import Response

from grader.output import gradescope, junit
from grader.output.row import Row
from grader.rubric.loaded import LoadedRubric
from web import kru
from web.access import allow
from web.language import language
from web.mentor import export, own
from web.mentor.pages import blueprint
from worker.store.views import AssignmentView

Entry = tuple[export.Row, LoadedRubric, Row]


@blueprint.get("/task/<int:assignment>/gradescope.zip")
@allow("mentor")
def export_gradescope(assignment: int) -> Response:
    """A zip with one `results.json` a submission, as Gradescope's autograder reads it."""
    given = own.assignment(assignment)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for found, loaded, row in _entries(given):
            told = gradescope.result(loaded, row, language())
            text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
            # Numbers alone are names of folders: a nickname may hold what no computer takes for one.
            archive.writestr(f"{found.number}-{found.attempt}/results.json", text)
    return _file(given, "zip", "application/zip", out.getvalue())


@blueprint.get("/task/<int:assignment>/junit.xml")
@allow("mentor")
def export_junit(assignment: int) -> Response:
    """One document, a suite a submission, as build servers draw it."""
    given = own.assignment(assignment)
    text = junit.document(given.rubric_id, ((loaded, row) for _, loaded, row in _entries(given)), language())
    return _file(given, "xml", "application/xml", text.encode())


def _entries(given: AssignmentView) -> Iterator[Entry]:
    """Every submission that has its answer, those that cannot be read last; what waits is left out."""
    export.rubric_of(given)  # 404 when nobody knows its rubric
    last: LoadedRubric | None = None
    unread = []
    for found in export.rows(given):
        if found.submission is None:
            continue
        name = f"{found.student} {found.attempt} {found.file}"
        if found.status == "unreadable":
            unread.append((found, Row(name, "unreadable", found.reason, found.text)))
            continue
        result = kru().store.results.of(found.submission) if found.status == "graded" else None
        if result is not None:
            last = result.rubric
            yield found, result.rubric, Row(name, "graded", report=result.report)
    loaded = last or kru().shelf.get(given.rubric_id)
    if loaded is not None:  # only its name is said of a file that cannot be read
        yield from ((found, loaded, row) for found, row in unread)


def _file(given: AssignmentView, suffix: str, mimetype: str, data: bytes) -> Response:
    name = f"{given.rubric_id}-{given.id}.{suffix}"  # ids of rubrics hold letters, digits and hyphens
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(data, mimetype=mimetype, headers=headers)
