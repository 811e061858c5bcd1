"""A whole class out: the file that counts of everybody, a folder each, and the sheet."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO, cast

from werkzeug.wrappers import Response

from web import kru
from web.access import allow
from web.mentor import export, own
from web.mentor import inside as insides
from web.mentor.pages import blueprint
from worker.store.submissions import clean_name
from worker.store.views import SubmissionView

IN_MEMORY = 8_000_000  # bytes; a larger zip is written to a file that nobody else can open
PART = 65_536
NOT_IN_A_NAME = '/\\:*?"<>|'


@blueprint.get("/task/<int:assignment>/class.zip")
@allow("mentor")
def takeout(assignment: int) -> Response:
    """The task as a zip: of each girl the try that counts, else her newest, and the sheet beside them."""
    given = own.assignment(assignment)
    sheet = export.export_csv(given.id).get_data()
    out = cast("IO[bytes]", tempfile.SpooledTemporaryFile(max_size=IN_MEMORY))  # noqa: SIM115 - the answer closes it
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("class.csv", sheet)
        for one in kru().store.submissions.standings(given.id):
            best = one.counting or one.newest
            data = _data(best.submission) if best else None
            if best is not None and data is not None:
                name = _safe(clean_name(best.submission.file_name)) or "project"
                archive.writestr(f"{_safe(one.student.nickname)} {one.student.id}/{name}", data)
    name = f"{given.rubric_id}-{given.id}.zip"  # ids of rubrics hold letters, digits and hyphens
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(_parts(out), mimetype="application/zip", headers=headers)


def _parts(out: IO[bytes]) -> Iterator[bytes]:
    """The bytes from the beginning; closed also when nobody reads to the end."""
    with out:
        out.seek(0)
        while part := out.read(PART):
            yield part


def _data(submission: SubmissionView) -> bytes | None:
    """Her file as it came, a picture without its story; None when it is gone."""
    if submission.kind == "picture":
        return insides.kept_picture(submission)
    try:
        return kru().store.submissions.file(submission.id)
    except OSError:
        return None


def _safe(name: str) -> str:
    """A name that every computer takes for a file or a folder."""
    return "".join("_" if sign in NOT_IN_A_NAME else sign for sign in name if sign.isprintable()).strip(" .")
