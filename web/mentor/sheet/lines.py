"""Everybody of a class by alphabet, with the level of each task in a word."""

from __future__ import annotations

from dataclasses import dataclass

from grader.language import N_
from grader.words import LevelWord, Sentence
from web import kru
from web.language import say
from web.mentor import own
from web.mentor.glance import marked, word_of
from worker.store.glance import Glance
from worker.store.views import AssignmentView, ClassroomView, StudentView


@dataclass(frozen=True, slots=True)
class Task:
    """A task as a column."""

    given: AssignmentView
    title: Sentence
    week: int | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One student in one task: a level, or a few words, or nothing. `submission` is the one that counts."""

    level: LevelWord | None = None
    words: str = ""
    submission: int | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A student with her cells, in the order of the tasks."""

    student: StudentView
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class ClassSheet:
    """A whole class."""

    room: ClassroomView
    tasks: tuple[Task, ...]
    lines: tuple[Line, ...]


def class_sheet(room: ClassroomView) -> ClassSheet:
    """The class as it stands now."""
    seen = kru().store.glances.classroom(room.id)
    return ClassSheet(
        room,
        tuple(Task(one, own.title(one), _week(one)) for one in seen.assignments),
        tuple(Line(her, tuple(_cell(seen, her, one) for one in seen.assignments)) for her in seen.students),
    )


def _week(given: AssignmentView) -> int | None:
    loaded = kru().shelf.get(given.rubric_id)
    return loaded.rubric.week if loaded else None


def _cell(seen: Glance, her: StudentView, given: AssignmentView) -> Cell:
    stand = seen.stands.get((her.id, given.id))
    if stand is None:
        alone = marked(given, seen.marks.get((her.id, given.id), {}))
        band = alone[0].band if alone and any(one.given for one in alone[0].results) else None
        return Cell(level=word_of(band))
    if stand.counting is not None:
        look = stand.counting.look
        return Cell(level=word_of(look.band) if look else None, submission=stand.counting.submission)
    words = {"unreadable": say(N_("does not open")), "stuck": say(N_("our worker stopped"))}
    return Cell(words=words.get(stand.newest.state, say(N_("Kru is looking"))))
