"""What was published: who, when, and what changed from one version to the next, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from flask import abort, render_template

from grader.rubric.differ import Change, differences
from web import kru
from web.access import allow
from web.language import language
from web.mentor import own, shelf
from web.mentor.pages import blueprint

MOST = 30


@dataclass(frozen=True, slots=True)
class Step:
    """One publishing. `changes` is None for the first one; `who` is empty when a file was changed."""

    version: int
    at: datetime
    who: str
    changes: tuple[str, ...] | None


@blueprint.get("/rubric/<rubric>/history")
@allow("mentor")
def rubric_history(rubric: str) -> str:
    """Who put which version into use, and what changed."""
    loaded = kru().shelf.get(rubric)
    published = kru().store.tuning.history(rubric)[: MOST + 1]
    if loaded is None:
        abort(404)
    names = {one.id: one.name for one in kru().store.people.mentors(own.mentor().club)}
    steps = []
    for at, one in enumerate(published[:MOST]):
        before = kru().shelf.at(published[at + 1].kept_rubric) if at + 1 < len(published) else None
        now = kru().shelf.at(one.kept_rubric)
        changes = in_words(differences(before, now)) if before and now else None
        steps.append(Step(one.version, one.at, names.get(one.mentor or 0, ""), changes))
    return render_template(
        "mentor/rubric/history.html", rubric=rubric, title=shelf.said(loaded.rubric.title), steps=steps
    )


def in_words(changes: tuple[Change, ...]) -> tuple[str, ...]:
    """Changes in the language of this page."""
    return tuple(one.say(language()) for one in changes)
