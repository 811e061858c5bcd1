"""What belongs to the student who is signed in. What is not hers is not found: that tells her nothing about it."""

from __future__ import annotations

from flask import abort

from grader.words import EMPTY, Facts, Sentence, chosen
from web import kru
from web.access import me
from web.language import language
from worker.store.views import AssignmentView, StudentView, SubmissionView


def student() -> StudentView:
    """The student who is signed in."""
    view = me().view
    if not isinstance(view, StudentView):
        abort(403)
    return view


def submission(number: int) -> SubmissionView:
    """A submission of hers, or 404."""
    found = kru().store.submissions.submission(number)
    if found is None or found.student != student().id:
        abort(404)
    return found


def assignment(number: int) -> AssignmentView:
    """An assignment of her class, or 404."""
    found = kru().store.assignments.assignment(number)
    if found is None or found.classroom != student().classroom:
        abort(404)
    return found


def title(given: AssignmentView | None) -> Sentence:
    """What an assignment is called in the language of this page."""
    loaded = kru().shelf.get(given.rubric_id) if given else None
    return chosen(loaded.rubric.title, Facts(), language()) if loaded else EMPTY
