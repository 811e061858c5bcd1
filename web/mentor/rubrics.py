"""The shelf: what can be given, one rubric to read, and files that are not in use yet."""

from __future__ import annotations

from flask import abort, render_template

from web import kru
from web.access import allow
from web.catalogue.markdown import html
from web.mentor import shelf
from web.mentor.pages import blueprint
from web.mentor.rubric import begin, editor, folder, history, whatif

# The views of these files stand on the same blueprint.
__all__ = ["begin", "editor", "folder", "history", "rubric", "rubrics", "whatif"]


@blueprint.get("/rubrics")
@allow("mentor")
def rubrics() -> str:
    """What is on the shelf, and what is not and why."""
    return render_template(
        "mentor/rubrics.html",
        modules=shelf.modules(),
        problems=kru().shelf.problems(),
        writing=editor.writing(),
        in_use={one.rubric.id: one.rubric.version for one in kru().shelf.all()},
        folder=kru().settings.own_rubrics,
    )


@blueprint.get("/rubric/<rubric>")
@allow("mentor")
def rubric(rubric: str) -> str:
    """One rubric: its goals with points, and its page for mentors."""
    loaded = kru().shelf.get(rubric)
    if loaded is None:
        abort(404)
    guide, code = shelf.guide(loaded)
    return render_template(
        "mentor/rubric.html",
        choice=shelf.choice(loaded),
        goals=shelf.goals(loaded.rubric),
        total=loaded.rubric.points,
        guide=html(guide, top=2) if guide else "",
        guide_language=code,
    )
