"""The blueprint that the files of this folder put their views on, what is a mentor's here, and what templates ask."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, abort

from web import kru
from web.mentor import own
from worker.store.moves import MoveView
from worker.store.teams import TeamView
from worker.store.views import AssignmentView, StudentView, SubmissionView

blueprint = Blueprint("teams", __name__, url_prefix="/mentor", template_folder="templates")


def team(number: int) -> TeamView:
    """A team of a class of hers, or 404. One that has ended takes nobody in; to end it again changes nothing."""
    found = kru().store.teams.team(number)
    if found is None:
        abort(404)
    own.classroom(found.classroom)
    return found


def move(number: int) -> tuple[MoveView, StudentView]:
    """A move of a student who is hers now, or that she made herself; else 404."""
    found = kru().store.moves.one(number)
    her = kru().store.people.student(found.student) if found else None
    if found is None or her is None:
        abort(404)
    if found.mentor != own.mentor().id:
        own.classroom(her.classroom)
    return found, her


@blueprint.app_context_processor
def _for_templates() -> dict[str, Any]:
    return {"team_names": team_names, "team_of_work": team_of_work, "brought_by": brought_by, "is_of_team": is_of_team}


def team_names(given: AssignmentView) -> Mapping[int, str]:
    """For a task's page: the team of each work that a team handed in."""
    return {work: name for work, (_, name, _) in kru().store.teams.names_in(given.id).items()}


def team_of_work(submission: SubmissionView) -> dict[str, Any] | None:
    """For a mentor's page of a work: its team, who shares it, who handed it in. A girl of another class has no name."""
    if submission.team is None:
        return None
    teams = kru().store.teams
    name, who = teams.sent([submission])[submission.id]
    her = kru().store.people.student(submission.student)
    _, others = teams.crew(submission.student, submission.assignment, submission.id)
    near = who is not None and her is not None and who.classroom == her.classroom
    return {"name": name, "others": [one.nickname for one in others], "who": who.nickname if who and near else ""}


def brought_by(student: int) -> tuple[AssignmentView, ...]:
    """Tasks of a class before, of which she brought works."""
    return kru().store.assignments.brought(student)


def is_of_team(submission: int) -> bool:
    """Whether a team handed it in."""
    found = kru().store.submissions.submission(submission)
    return found is not None and found.team is not None
