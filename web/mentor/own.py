"""What is a mentor's to see. A class that is not hers, and all that belongs to it, is not found."""

from __future__ import annotations

from typing import TypeVar

from flask import abort

from grader.words import Facts, Sentence, chosen
from web import kru
from web.access import me
from web.language import language
from worker.store.views import (
    AssignmentView,
    ClassroomView,
    MentorView,
    QuestionView,
    StudentView,
    SubmissionView,
)

Found = TypeVar("Found")


def mentor() -> MentorView:
    """The mentor who is signed in."""
    view = me().view
    if not isinstance(view, MentorView):
        abort(403)
    return view


def classroom(number: int) -> ClassroomView:
    """A class of hers, or 404."""
    if not kru().store.people.teaches(mentor().id, number):
        abort(404)
    return _there(kru().store.people.classroom(number))


def student(number: int) -> StudentView:
    """A student of a class of hers, or 404."""
    found = _there(kru().store.people.student(number))
    classroom(found.classroom)
    return found


def assignment(number: int) -> AssignmentView:
    """A task of a class of hers, or 404."""
    found = _there(kru().store.assignments.assignment(number))
    classroom(found.classroom)
    return found


def member(assignment_number: int, student_number: int) -> tuple[AssignmentView, StudentView]:
    """A task of hers and a student who has it, or 404."""
    given, found = assignment(assignment_number), student(student_number)
    if found.classroom != given.classroom:
        abort(404)
    return given, found


def submission(number: int) -> SubmissionView:
    """A file handed in for a task of hers, or 404."""
    found = _there(kru().store.submissions.submission(number))
    assignment(found.assignment)
    return found


def question(number: int) -> QuestionView:
    """A question about such a file, or 404."""
    found = _there(kru().store.marks.question(number))
    assignment(found.assignment)
    return found


def colleague(number: int) -> MentorView:
    """Somebody of her own club whose rank is not above hers, or 404."""
    found = _there(kru().store.people.mentor(number))
    if found.club != mentor().club or found.role not in ranks():
        abort(404)
    return found


def ranks() -> tuple[str, ...]:
    """The roles that she may give to others."""
    return ("mentor", "lead", "admin") if mentor().role == "admin" else ("mentor", "lead")


def title(given: AssignmentView) -> Sentence:
    """What a task is called in the language of this page; its rubric's id where that is gone."""
    loaded = kru().shelf.get(given.rubric_id)
    return chosen(loaded.rubric.title if loaded else given.rubric_id, Facts(), language())


def _there(found: Found | None) -> Found:
    if found is None:
        abort(404)
    return found
