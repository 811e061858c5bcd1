"""One week, goal by goal: goals across, students down by alphabet, in each cell a shape and a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from flask import render_template, request, url_for

from grader.language import N_
from grader.report import Result
from grader.rubric.model import Criterion, Rubric
from grader.words import LevelWord, Sentence
from grader.words.levels import JUDGED, REACHED, level_word, why
from web import kru
from web.access import allow
from web.language import language, say, spoken
from web.mentor import own, shelf
from web.mentor.glance import marked, standing_of
from web.mentor.pages import blueprint
from worker.store.glance import Glance
from worker.store.views import AssignmentView, StudentView

Show = Literal["reached", "not-yet", "waiting"]
COLLEAGUE = "colleague"  # why a level waits: another mentor gave one, and the reader none yet
SHOWS: tuple[Show, ...] = ("reached", "not-yet", "waiting")


@dataclass(frozen=True, slots=True)
class Person:
    """A student with what counts of hers: a result for each goal, by its id; nothing where nothing has come."""

    student: StudentView
    link: str
    results: dict[str, Result]
    words: str = ""  # why there is no result


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal as a column: how many reached it, of how many that were looked at."""

    criterion: Criterion
    title: Sentence
    extra: bool
    reached: int
    judged: int
    waiting: int

    @property
    def share(self) -> int:
        """Per cent of those looked at who reached it."""
        return 100 * self.reached // self.judged if self.judged else 0

    @property
    def id(self) -> str:
        """Its id in the rubric."""
        return self.criterion.id


@blueprint.get("/task/<int:assignment>/goals")
@allow("mentor")
def goals(assignment: int) -> str:
    """One week goal by goal: who has reached what, and what waits for a person."""
    given = own.assignment(assignment)
    seen = kru().store.glances.task(given.id)
    rubric = rubric_of(given, seen)
    hidden = kru().store.desk.not_to_know(own.mentor().id, given.id)
    people = tuple(_without_colleagues(person, hidden) for person in everybody(given, seen))
    columns = columns_of(rubric, people) if rubric else ()
    goal = next((one for one in columns if one.id == request.args.get("goal")), None)
    show = next((one for one in SHOWS if goal and one == request.args.get("show")), None)
    wanted = set(request.args.getlist("only", type=int))
    rows = [one for one in people if not wanted or one.student.id in wanted]
    if goal and show:
        rows = [one for one in rows if is_one(one.results.get(goal.id), show)]
    return render_template(
        "mentor/goals.html",
        given=given,
        room=own.classroom(given.classroom),
        title=own.title(given),
        week=rubric.week if rubric else None,
        goals=columns,
        everyone=len(people),
        rows=rows,
        some=len(rows) < len(people) or bool(show),
        goal=goal,
        show=show,
        word=_word,
    )


def everybody(given: AssignmentView, seen: Glance) -> tuple[Person, ...]:
    """The class by alphabet, each with her results."""
    return tuple(_person(given, seen, her) for her in seen.students)


def rubric_of(given: AssignmentView, seen: Glance) -> Rubric | None:
    """The rubric in use; where it is gone from the shelf, the one that works were counted under."""
    loaded = kru().shelf.get(given.rubric_id)
    if loaded is not None:
        return loaded.rubric
    found = (standing_of(stand)[1] for stand in seen.stands.values())
    return next((rubric for rubric in found if rubric), None)


def columns_of(rubric: Rubric, people: Sequence[Person]) -> tuple[Goal, ...]:
    """The goals in the rubric's order."""
    found = []
    for one in rubric.criteria:
        results = [person.results[one.id] for person in people if one.id in person.results]
        found.append(
            Goal(
                one,
                shelf.said(one.title),
                extra=bool(one.bonus or one.optional),
                reached=sum(result.level in REACHED for result in results),
                judged=sum(result.level in JUDGED for result in results),
                waiting=sum(result.reason == "person" for result in results),
            )
        )
    return tuple(found)


def is_one(result: Result | None, show: Show) -> bool:
    """Whether a result is one of those behind a number."""
    if result is None:
        return False
    if show == "waiting":
        return result.reason == "person"
    return result.level in JUDGED and (result.level in REACHED) == (show == "reached")


def _person(given: AssignmentView, seen: Glance, her: StudentView) -> Person:
    stand = seen.stands.get((her.id, given.id))
    if stand is None:
        link = url_for("mentor.student", assignment=given.id, student=her.id)
        alone = marked(given, seen.marks.get((her.id, given.id), {}))
        if alone is None:
            return Person(her, link, {}, say(N_("no file yet")))
        return Person(her, link, {one.id: one for one in alone[0].results})
    link = url_for("mentor.work", submission=(stand.counting or stand.newest).submission)
    total, _ = standing_of(stand)
    if total is None:
        unread = stand.newest.state in {"unreadable", "stuck"}
        return Person(her, link, {}, say(N_("does not open")) if unread else say(N_("Kru is looking")))
    return Person(her, link, {one.id: one for one in total.results})


def _without_colleagues(person: Person, hidden: frozenset[tuple[int, str]]) -> Person:
    """As at the desk: a colleague's level is told after one's own."""
    results = {
        name: replace(one, level="waiting", reason=COLLEAGUE, points=None)
        if (person.student.id, name) in hidden
        else one
        for name, one in person.results.items()
    }
    return replace(person, results=results)


def _word(goal: Goal, result: Result) -> LevelWord:
    """A level in words; of one that a person gives, that it waits for the reader."""
    if result.reason == COLLEAGUE:
        return LevelWord("waiting", "lw", spoken(N_("A colleague gave a level")))
    for_reader = result.level == "waiting" and result.reason == "person" and goal.criterion.scored_by != "peer"
    scored_by = "self" if for_reader else goal.criterion.scored_by
    return level_word(result.level, why(goal.criterion, result.reason), scored_by, language())
