"""What her pages say beside her tries: news, who reads and by when, her words, her showcase."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from web import kru
from web.student import own
from web.student.path.readers import readers
from web.student.survey.blueprint import asked
from worker.store.views import SubmissionView, Try


def home(assignments: Iterable[int]) -> dict[str, Any]:
    """For the first page."""
    store, her = kru().store, own.student()
    now = asked()
    answered = {one.round for one in store.surveys.answers(her.id)} if now else set()
    return {
        "readers": readers(assignments),
        "news": [
            {"submission": one.submission, "title": own.title(store.assignments.assignment(one.assignment))}
            for one in store.path.news(her.id)
        ],
        "ask_coding": now is not None and now.id not in answered,
        "showcase": store.showcases.of_student(her.id),
        "certificate": store.certificates.of(her.id),
    }


def of_try(hers: SubmissionView, tries: Sequence[Try]) -> dict[str, Any]:
    """For the page of a try: she sees its answers now, and their notice goes."""
    store = kru().store
    store.path.see(hers.student, hers.id)
    newest = max((one.submission.turn for one in tries), default=hers.turn)
    return {
        "reader": readers([hers.assignment]).get(hers.assignment),
        "told": store.path.told(hers.id),
        "shown": any(one.submission == hers.id for one in store.showcases.of_student(hers.student)),
        "older": hers.turn < newest,
    }
