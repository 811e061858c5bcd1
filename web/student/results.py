"""Results as one page needs them: each is counted once a request, however many parts of the page ask."""

from __future__ import annotations

from flask import g

from web import kru
from worker.store import Result
from worker.store.views import Try


def result(one: Try) -> Result | None:
    """The result of a try, people's marks included; None while there is none."""
    if one.grading.state != "done":
        return None
    found: dict[int, Result | None] = g.setdefault("results", {})
    if one.submission.id not in found:
        found[one.submission.id] = kru().store.results.of(one.submission.id)
    return found[one.submission.id]


def tries(student: int, assignment: int) -> tuple[Try, ...]:
    """Her tries of an assignment, the first one first."""
    found: dict[tuple[int, int], tuple[Try, ...]] = g.setdefault("tries", {})
    if (student, assignment) not in found:
        found[student, assignment] = kru().store.submissions.tries(student, assignment)
    return found[student, assignment]
