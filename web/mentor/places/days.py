"""The days of a task, asked for once a page."""

from __future__ import annotations

from datetime import UTC, datetime

from flask import g

from web import kru
from worker.store.dates import Days
from worker.store.views import AssignmentView


def days(given: AssignmentView) -> Days:
    """Its days; a page of forty girls asks the store one time."""
    known: dict[int, Days] = g.setdefault("days_of_tasks", {})
    if given.id not in known:
        known[given.id] = kru().store.dates.of(given.id)
    return known[given.id]


def over_for(given: AssignmentView, student: int) -> bool:
    """Her day is over."""
    due = days(given).due_of(student)
    return due is not None and due < datetime.now(UTC)
