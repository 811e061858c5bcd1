"""Who handed in, who waits for a person, what could not be opened: a class and a task at one look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal, cast

from grader.counting import Total
from grader.report import Report, shown
from grader.rubric.loaded import LoadedRubric
from grader.rubric.model import Rubric
from grader.words import EMPTY, Facts, LevelWord, Sentence, chosen, goals_reached
from web import kru
from web.language import language
from web.mentor import own
from web.mentor.glance import marked, standing_of, waits, word_of
from web.mentor.places.days import days
from worker import sentences
from worker.store.glance import Glance, Work
from worker.store.views import AssignmentView, ClassroomView, MentorView, QuestionView, StudentView

State = Literal["none", "queued", "unreadable", "stuck", "done", "marks"]


@dataclass(frozen=True, slots=True)
class Row:
    """One student in one task. `waits`: a person's level is missing; `unchecked`: goals that we could not check."""

    student: StudentView
    state: State
    level: LevelWord | None = None
    tries: int = 0
    submission: int | None = None  # the one to open: that counts, else her newest
    newest: int | None = None
    at: datetime | None = None
    late: bool = False
    goals: tuple[int, int] | None = None
    points: str = ""
    waits: bool = False
    unchecked: int = 0
    trouble: str = ""  # why her newest file could not be opened, in the sentence that she reads


@dataclass(frozen=True, slots=True)
class Task:
    """A task with everybody in it."""

    given: AssignmentView
    title: Sentence
    goal: Sentence
    week: int | None
    rubric: Rubric | None
    rows: tuple[Row, ...]
    questions: tuple[QuestionView, ...]

    @property
    def for_people(self) -> bool:
        """Nothing is handed in for it."""
        return bool(self.rubric and set(self.rubric.accepts) == {"nothing"})

    def of(self, *states: State) -> tuple[Row, ...]:
        """The rows in one of these states."""
        return tuple(row for row in self.rows if row.state in states)

    @property
    def waiting(self) -> tuple[Row, ...]:
        """Who waits for a person."""
        return tuple(row for row in self.rows if row.waits)

    @property
    def unchecked(self) -> tuple[Row, ...]:
        """Who has a goal that we could not check."""
        return tuple(row for row in self.rows if row.unchecked)

    @property
    def troubled(self) -> tuple[Row, ...]:
        """Whose newest file could not be opened."""
        return tuple(row for row in self.rows if row.trouble)

    @property
    def handed_in(self) -> int:
        """How many have sent something."""
        return sum(row.tries > 0 for row in self.rows)


@dataclass(frozen=True, slots=True)
class Room:
    """A class in the list of classes."""

    view: ClassroomView
    students: int
    open: tuple[tuple[int, Sentence], ...]
    questions: int


def rooms(mentor: MentorView) -> tuple[Room, ...]:
    """Her classes, by name."""
    store = kru().store
    found = []
    for view in store.people.classrooms(mentor.id):
        given = [one for one in store.assignments.assignments(view.id) if not one.closed]
        found.append(
            Room(
                view,
                students=len(store.people.students(view.id)),
                open=tuple((one.id, own.title(one)) for one in reversed(given)),
                questions=len(store.marks.questions(view.id)),
            )
        )
    return tuple(found)


def classroom(room: ClassroomView) -> dict[str, Any]:
    """What the page of a class needs."""
    store = kru().store
    given = store.assignments.assignments(room.id)
    questions = store.marks.questions(room.id)
    open_ = tuple(task(one, questions) for one in reversed(given) if not one.closed)
    students = store.people.students(room.id)
    return {
        "room": room,
        "students": students,
        "nicknames": {one.id: one.nickname for one in students},
        "open": open_,
        "closed": tuple((one, own.title(one)) for one in reversed(given) if one.closed),
        "questions": questions,
        "teachers": store.people.teachers(room.id),
    }


def task(given: AssignmentView, questions: Iterable[QuestionView]) -> Task:
    """The task with a row for everybody in the class, by alphabet."""
    loaded = kru().shelf.get(given.rubric_id)
    rubric = loaded.rubric if loaded else None
    seen = kru().store.glances.task(given.id)
    return Task(
        given=given,
        title=own.title(given),
        goal=chosen(rubric.goal, Facts(), language()) if rubric and rubric.goal else EMPTY,
        week=rubric.week if rubric else None,
        rubric=rubric,
        rows=tuple(_row(seen, one, given) for one in seen.students),
        questions=tuple(one for one in questions if one.assignment == given.id),
    )


def without_file(loaded: LoadedRubric, student: int, assignment: int, known_to: int | None = None) -> Report:
    """What people's levels alone make of a task for which nothing needs to be handed in.

    With `known_to`, a mentor's number: as she may know it, without colleagues' levels where she has given none.
    """
    from grader.grade import grade

    store = kru().store
    marks = (
        store.marks.counting(student, assignment)
        if known_to is None
        else store.desk.counting(student, assignment, known_to)
    )
    return grade(None, loaded, marks=marks)


def _row(seen: Glance, student: StudentView, given: AssignmentView) -> Row:
    stand = seen.stands.get((student.id, given.id))
    if stand is None:
        alone = marked(given, seen.marks.get((student.id, given.id), {}))
        if alone is None:
            return Row(student, "none")
        total, rubric = alone
        by_people = any(result.given for result in total.results)
        return Row(student, "marks" if by_people else "none", **_levels(total, rubric))
    newest = stand.newest
    best = stand.counting or newest
    row: dict[str, Any] = {
        "student": student,
        "tries": stand.tries,
        "submission": best.submission,
        "newest": newest.submission,
        "at": newest.at,
        "late": days(given).is_late(student.id, best.at),
        "trouble": _trouble(newest),
    }
    found, kept = standing_of(stand)
    if found is None or kept is None:
        ended = newest.state if newest.state in {"unreadable", "stuck"} else None
        return Row(state=cast("State | None", ended) or "queued", **row)
    return Row(state="stuck" if newest.state == "stuck" else "done", **row, **_levels(found, kept))


def _levels(total: Total, rubric: Rubric) -> dict[str, Any]:
    return {
        "level": word_of(total.band),
        "goals": goals_reached(total.results, rubric),
        "points": f"{shown(total.points)} / {shown(total.of)}" if total.of else "",
        "waits": waits(total, rubric),
        "unchecked": sum(result.level == "unchecked" for result in total.results),
    }


def _trouble(newest: Work) -> str:
    if newest.state != "unreadable":
        return ""
    return sentences.say(newest.unreadable_key or "unknown", language(), newest.unreadable_values)


def overdue(given: AssignmentView) -> bool:
    """Its day is over."""
    return given.due is not None and given.due < datetime.now(UTC)
