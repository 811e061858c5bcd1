"""A class over its weeks: students by alphabet, tasks across, in each cell a shape and a word. Nobody is ranked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from flask import render_template, request, url_for

from grader.counting import Total
from grader.grade import grade
from grader.language import N_
from grader.report import Band
from grader.rubric.model import Rubric
from grader.words import LevelWord, Sentence
from grader.words.levels import level_word
from web import kru
from web.access import allow
from web.language import language, say
from web.mentor import own
from web.mentor.pages import blueprint
from web.mentor.places.days import days, over_for
from worker.store.glance import Glance, Stand
from worker.store.views import AssignmentView, ClassroomView, Level, StudentView

Show = Literal["person", "absent", "files", "late"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One student in one task. `words` stand beside the level, or alone where there is none yet."""

    link: str
    level: LevelWord | None = None
    words: tuple[str, ...] = ()
    waits: bool = False  # a level of a person is missing
    unchecked: bool = False  # we could not check a goal
    trouble: bool = False  # her newest file does not open, or stopped our worker
    files: bool = False  # a file that Kru has not looked at yet
    absent: bool = False  # the day is over, and nothing has come
    late: bool = False
    came: bool = False

    @property
    def person(self) -> bool:
        """A person is needed."""
        return self.waits or self.unchecked or self.trouble

    def shows(self, what: Show) -> bool:
        """It is one of those."""
        return bool(getattr(self, what))


@dataclass(frozen=True, slots=True)
class Week:
    """A task as a column."""

    given: AssignmentView
    title: Sentence
    number: int | None
    for_people: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A kind of cells to look at: how many there are."""

    key: Show
    words: str
    count: int
    link: str


@dataclass(frozen=True, slots=True)
class Line:
    """A student with her cells, in the order of the weeks."""

    student: StudentView
    cells: tuple[Cell, ...]


SHOWS: tuple[tuple[Show, str], ...] = (
    ("person", N_("Needs a person: {count}")),
    ("absent", N_("Has not come: {count}")),
    ("files", N_("Files that wait for Kru: {count}")),
    ("late", N_("Came after the day: {count}")),
)


@blueprint.get("/class/<int:classroom>/term")
@allow("mentor")
def term(classroom: int) -> str:
    """Everybody over all weeks: levels in words, who needs a person, who has not come."""
    room = own.classroom(classroom)
    seen = kru().store.glances.classroom(room.id)
    weeks = tuple(_week(one) for one in seen.assignments)
    lines = tuple(Line(her, tuple(_cell(seen, her, week.given) for week in weeks)) for her in seen.students)
    show = next((key for key, _ in SHOWS if key == request.args.get("show")), None)
    return render_template(
        "mentor/term.html",
        room=room,
        weeks=weeks,
        everyone=len(lines),
        lines=[line for line in lines if show is None or any(cell.shows(show) for cell in line.cells)],
        show=show,
        filters=_filters(room, lines),
        came=[sum(line.cells[place].came for line in lines) for place in range(len(weeks))],
    )


def _filters(room: ClassroomView, lines: tuple[Line, ...]) -> tuple[Filter, ...]:
    found = []
    for key, words in SHOWS:
        count = sum(cell.shows(key) for line in lines for cell in line.cells)
        link = url_for("mentor.term", classroom=room.id, show=key)
        found.append(Filter(key, say(words, count=count), count, link))
    return tuple(found)


def _week(given: AssignmentView) -> Week:
    loaded = kru().shelf.get(given.rubric_id)
    rubric = loaded.rubric if loaded else None
    only_people = bool(rubric and set(rubric.accepts) == {"nothing"})
    return Week(given, own.title(given), rubric.week if rubric else None, only_people)


def _cell(seen: Glance, her: StudentView, given: AssignmentView) -> Cell:
    stand = seen.stands.get((her.id, given.id))
    if stand is None:
        return _without_file(given, her, seen.marks.get((her.id, given.id), {}))
    newest, counting = stand.newest, stand.counting
    look = counting.look if counting else None
    words = {
        "queued": say(N_("Kru is looking")),
        "grading": say(N_("Kru is looking")),
        "stuck": say(N_("our worker stopped")),
        "unreadable": say(N_("newest file does not open")) if counting else say(N_("does not open")),
    }
    late = days(given).is_late(her.id, (counting or newest).at)
    return Cell(
        url_for("mentor.work", submission=(counting or newest).submission),
        level=word_of(look.band) if look else None,
        words=(*filter(None, [words.get(newest.state)]), *((say(N_("after the day")),) if late else ())),
        waits=bool(look and look.waits),
        unchecked=bool(look and look.unchecked),
        trouble=newest.state in {"stuck", "unreadable"},
        files=newest.state in {"queued", "grading"},
        late=late,
        came=True,
    )


def standing_of(stand: Stand) -> tuple[Total | None, Rubric | None]:
    """What counts of her tries, and the rubric it was counted under."""
    work = stand.counting
    return (work.total, work.rubric.rubric) if work and work.total and work.rubric else (None, None)


def waits(total: Total, rubric: Rubric) -> bool:
    """A level of a person is missing, in a goal that counts."""
    optional = {one.id for one in rubric.criteria if one.optional}
    return any(one.reason == "person" and one.id not in optional for one in total.results)


def word_of(band: Band | None) -> LevelWord | None:
    """The level of a whole work."""
    return level_word(band, None, None, language()) if band else None


def marked(given: AssignmentView, marks: Mapping[str, Level]) -> tuple[Total, Rubric] | None:
    """What people's levels alone make of a task for which nothing needs to be handed in; None of any other task."""
    loaded = kru().shelf.get(given.rubric_id)
    if loaded is None or "nothing" not in loaded.rubric.accepts:
        return None
    report = grade(None, loaded, marks=marks)
    return Total(report.results, report.points, report.of, report.band, report.final), loaded.rubric


def _without_file(given: AssignmentView, her: StudentView, marks: Mapping[str, Level]) -> Cell:
    link = url_for("mentor.student", assignment=given.id, student=her.id)
    alone = marked(given, marks)
    over = given.closed or over_for(given, her.id)
    if alone is None:
        return Cell(link, words=(say(N_("has not come")) if over else say(N_("no file yet")),), absent=over)
    total, rubric = alone
    given_one = any(one.given for one in total.results)
    return Cell(link, level=word_of(total.band) if given_one else None, waits=waits(total, rubric), came=given_one)
