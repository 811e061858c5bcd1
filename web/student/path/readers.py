"""Who reads a work that waits for a person, and by when."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from web import kru
from web.student import own, results
from worker.store.views import Try


@dataclass(frozen=True, slots=True)
class Reader:
    """The mentors of her class, the day they promised, and whether it has passed."""

    names: tuple[str, ...]
    by: datetime
    late: bool


def readers(assignments: Iterable[int]) -> dict[int, Reader]:
    """By task: who reads it. Tasks in which nothing waits for a person are not among them."""
    her = own.student()
    names: tuple[str, ...] | None = None
    found = {}
    for number in assignments:
        tries = results.tries(her.id, number)
        if not any(map(_waits, tries)):
            continue
        if names is None:
            names = tuple(one.name for one in kru().store.people.teachers(her.classroom))
        # From her first try on: who sends another one meanwhile does not wait longer for it.
        by = tries[0].submission.at + timedelta(days=kru().store.path.promise(number))
        found[number] = Reader(names, by, by < datetime.now(UTC))
    return found


def _waits(one: Try) -> bool:
    if one.grading.state == "stuck":
        return True
    result = results.result(one)
    if result is None:
        return False
    by_mentor = {criterion.id for criterion in result.rubric.rubric.criteria if criterion.scored_by == "mentor"}
    return any(
        goal.level == "waiting" and goal.reason == "person" and goal.id in by_mentor for goal in result.report.results
    )
