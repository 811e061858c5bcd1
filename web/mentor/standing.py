"""Who handed in, who waits for a person, what could not be opened: a class and a task at one look."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Literal

from grader.report import Report, shown
from grader.rubric.loaded import LoadedRubric
from grader.rubric.model import Rubric
from grader.words import EMPTY, Facts, LevelWord, Sentence, chosen, goals_reached
from grader.words.levels import level_word
from web import kru
from web.language import language
from web.mentor import own
from web.mentor.places.days import days
from web.student import results
from worker import sentences
from worker.store.views import AssignmentView, ClassroomView, MentorView, QuestionView, Standing, StudentView, Try

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
    standings = kru().store.submissions.standings(given.id)
    return Task(
        given=given,
        title=own.title(given),
        goal=chosen(rubric.goal, Facts(), language()) if rubric and rubric.goal else EMPTY,
        week=rubric.week if rubric else None,
        rubric=rubric,
        rows=tuple(_row(one, given, loaded) for one in standings),
        questions=tuple(one for one in questions if one.assignment == given.id),
    )


def waits_for_person(report: Report, rubric: Rubric) -> bool:
    """A level of a person is missing, in a goal that counts."""
    optional = {one.id for one in rubric.criteria if one.optional}
    return any(one.reason == "person" and one.id not in optional for one in report.results)


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


def _row(one: Standing, given: AssignmentView, loaded: LoadedRubric | None) -> Row:
    newest = one.newest
    if newest is None:
        if loaded is None or "nothing" not in loaded.rubric.accepts:
            return Row(one.student, "none")
        report = without_file(loaded, one.student.id, given.id)
        marked = any(result.given for result in report.results)
        return Row(one.student, "marks" if marked else "none", **_levels(report, loaded.rubric))
    best = one.counting or newest
    row: dict[str, Any] = {
        "student": one.student,
        "tries": one.tries,
        "submission": best.submission.id,
        "newest": newest.submission.id,
        "at": newest.submission.at,
        "late": days(given).is_late(one.student.id, best.submission.at),
        "trouble": _trouble(newest),
    }
    state = newest.grading.state
    result = results.result(best)
    if result is None:
        return Row(state="unreadable" if state == "unreadable" else "stuck" if state == "stuck" else "queued", **row)
    return Row(state="stuck" if state == "stuck" else "done", **row, **_levels(result.report, result.rubric.rubric))


def _levels(report: Report, rubric: Rubric) -> dict[str, Any]:
    return {
        "level": level_word(report.band, None, None, language()) if report.band else None,
        "goals": goals_reached(report, rubric),
        "points": f"{shown(report.points)} / {shown(report.of)}" if report.of else "",
        "waits": waits_for_person(report, rubric),
        "unchecked": sum(result.level == "unchecked" for result in report.results),
    }


def _trouble(one: Try) -> str:
    if one.grading.state != "unreadable":
        return ""
    return sentences.say(one.grading.unreadable_key or "unknown", language(), one.grading.unreadable_values)


def overdue(given: AssignmentView) -> bool:
    """Its day is over."""
    return given.due is not None and given.due < datetime.now(UTC)
