"""Levels of people on a team's work: for all of it, or for one girl alone with a reason that she reads."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import request

from web import kru
from worker.store.views import AssignmentView, Level, MarkBy, MarkView, MentorView, StudentView

ALONE = "her"


@dataclass(frozen=True, slots=True)
class Crew:
    """Whom the levels of a page are for. `alone`: this time for her and nobody else."""

    team: int | None
    name: str
    others: tuple[StudentView, ...]
    alone: bool

    @property
    def shared(self) -> bool:
        """A level goes to all of the team."""
        return self.team is not None and not self.alone


def crew(given: AssignmentView, her: StudentView, submission: int | None) -> Crew:
    """Who shares her work on that page, and whom the form says its levels are for: all of them unless it says so."""
    team, others = kru().store.teams.crew(her.id, given.id, submission)
    found = kru().store.teams.team(team) if team is not None else None
    return Crew(team, found.name if found else "", others, request.form.get("for") == ALONE)


def give(
    to: Crew, by: MentorView, her: StudentView, given: AssignmentView, goal: str, level: Level | None, word: str,
    before: MarkView | None,
) -> bool:  # fmt: skip
    """Write that level for whom it is; whether anything changed.

    What stands on the form as it stood for her alone is no level of the team, however the form is sent.
    """
    role: MarkBy = "mentor" if by.role == "mentor" else "lead"
    same = before is not None and (before.level, before.reason) == (level, word)
    if to.team is not None and to.shared:
        if same and before is not None and before.team is None:
            return False
        everybody = [her.id, *(one.id for one in to.others)]
        return kru().store.marks.mark_team(role, by.id, to.team, everybody, given.id, goal, level, word) > 0
    if same:
        return False
    kru().store.marks.mark(role, by.id, her.id, given.id, goal, level, word)
    return True


def own_goals(marks: Iterable[MarkView], mentor: int) -> frozenset[str]:
    """Goals in which this mentor gave her a level of her own."""
    latest = {one.criterion: one for one in marks if one.by in {"mentor", "lead"} and one.by_id == mentor}
    return frozenset(goal for goal, one in latest.items() if one.level is not None and one.team is None)
