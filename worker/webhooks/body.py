"""What is said about something that happened: made when it is sent and kept nowhere, so who was deleted is in none."""

from __future__ import annotations

import json
from typing import Any

from grader.report import shown
from worker.store import Store
from worker.store.outside import ASKED, GRADED, Due

_STATUS = {"done": "graded", "unreadable": "unreadable", "stuck": "stuck"}


def body(store: Store, due: Due) -> bytes:
    """The words, as JSON. Without the right to names they hold numbers alone."""
    told: dict[str, Any] = {
        "id": due.id,
        "event": due.event,
        "at": due.at.isoformat(timespec="seconds"),
        "club": due.club,
    }
    if due.assignment is not None:
        given = store.assignments.assignment(due.assignment)
        told |= {"assignment": due.assignment, "rubric": given.rubric_id if given else None}
    if due.student is not None:
        her = store.people.student(due.student) if due.names else None
        told |= {"student_number": due.student, "student": her.nickname if her else None}
    if due.submission is not None:
        told |= _submission(store, due)
    if due.event == ASKED and due.question is not None:
        asked = store.marks.question(due.question)
        told |= {
            "question": due.question,
            "criterion": (asked.criterion or None) if asked else None,
            "text": asked.text if asked and due.names else None,
        }
    return json.dumps({**told, **due.what}, ensure_ascii=False).encode()


def _submission(store: Store, due: Due) -> dict[str, Any]:
    found = store.submissions.submission(due.submission or 0)
    if found is None:
        return {}
    told: dict[str, Any] = {
        "submission": found.id,
        "try": found.attempt,
        "file": found.file_name if due.names else None,
    }
    if due.event != GRADED:
        return told
    grading = store.gradings.grading_of(found.id)
    result = store.results.of(found.id)
    report = result.report if result else None
    return told | {
        "status": _STATUS.get(grading.state, "waiting") if grading else "waiting",
        "reason": grading.unreadable_key if grading and grading.state == "unreadable" else None,
        "band": report.band if report else None,
        "final": report.final if report else None,
        "points": shown(report.points) if report else None,
        "of": shown(report.of) if report else None,
    }
