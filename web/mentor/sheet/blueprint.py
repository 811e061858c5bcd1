"""A class on one sheet of paper, and as pages to keep."""

from __future__ import annotations

from flask import Blueprint, render_template
from werkzeug.wrappers import Response

from web.access import allow
from web.mentor import own
from web.mentor.sheet import archive, lines
from web.security import limited

blueprint = Blueprint("sheet", __name__, url_prefix="/mentor", template_folder="templates")


@blueprint.get("/class/<int:classroom>/sheet")
@allow("mentor")
def paper(classroom: int) -> str:
    """The class on paper: everybody by alphabet, weeks across, room for notes."""
    return render_template("sheet/sheet.html", sheet=lines.class_sheet(own.classroom(classroom)))


@blueprint.get("/class/<int:classroom>/archive.zip")
@allow("mentor")
@limited("10 per 10 minutes")
def keep(classroom: int) -> Response:
    """The class as pages that open without a server, in a zip."""
    room = own.classroom(classroom)
    headers = {"Content-Disposition": f'attachment; filename="class-{room.id}.zip"', "Cache-Control": "no-store"}
    return Response(archive.pack(lines.class_sheet(room)), mimetype="application/zip", headers=headers)
