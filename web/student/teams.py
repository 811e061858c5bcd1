"""What her pages say of her team: with whom she hands in, and who sent a file for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import g

from web import kru
from web.student import own
from worker.store.teams import TeamView
from worker.store.views import SubmissionView, Try


@dataclass(frozen=True, slots=True)
class MyTeam:
    """Her team, and the nicknames of the others in it."""

    name: str
    mates: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sent:
    """Who sent a file of a team: she herself, a mate by nickname, or somebody who is gone."""

    team: str
    hers: bool
    who: str


def for_templates() -> dict[str, Any]:
    """For every template; nothing is asked before one of these is used."""
    return {"my_team": my_team, "sent_together": sent_together}


def my_team(assignment: int) -> MyTeam | None:
    """The team with which she hands in for that task; None where she does alone."""
    found: TeamView | None = _once("my_team", lambda: kru().store.teams.of_student(own.student().id))
    if found is None or assignment not in _once("together", _together):
        return None
    her = own.student().id
    return MyTeam(found.name, tuple(one.nickname for one in found.members if one.id != her))


def sent_together(number: int) -> Sent | None:
    """Who sent that file, when a team did."""
    known: dict[int, Sent | None] = g.setdefault("sent_together", {})
    if number not in known:
        tries: dict[Any, tuple[Try, ...]] = g.get("tries", {})
        hers = {one.submission.id: one.submission for found in tries.values() for one in found}
        if number not in hers and (one := kru().store.submissions.submission(number)) is not None:
            hers[number] = one
        known |= _sent(tuple(one for one in hers.values() if one.id not in known))
    return known.get(number)


def _sent(works: tuple[SubmissionView, ...]) -> dict[int, Sent | None]:
    her = own.student().id
    found = kru().store.teams.sent(one for one in works if one.student == her)
    by = {one.id: one.by for one in works}
    return {
        one.id: Sent(found[one.id][0], by[one.id] == her, _nickname(found[one.id][1])) if one.id in found else None
        for one in works
    }


def _nickname(who: Any) -> str:
    return who.nickname if who is not None else ""


def _together() -> frozenset[int]:
    given = kru().store.assignments.assignments(own.student().classroom)
    return kru().store.teams.together(one.id for one in given)


def _once(name: str, ask: Any) -> Any:
    if name not in g:
        setattr(g, name, ask())
    return getattr(g, name)
