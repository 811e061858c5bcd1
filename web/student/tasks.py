"""What stands on "My work": open tasks with her tries, her cloth, her earlier projects."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from grader.language import N_
from grader.rubric.model import Rubric
from grader.words import EMPTY, Facts, Sentence, chosen, columns, goals_reached
from web import kru
from web.language import language, say
from web.student import own, results
from worker.store.submissions import which_counts
from worker.store.views import AssignmentView, Try

PICTURES = "image/jpeg,image/png,image/webp"  # named one by one: phones then send JPEG instead of HEIC
# A phone offers only files of types it knows, and it knows no .sb3: the plain types let them through.
FILES = ".sb3,.zip,.html,.htm,.mhtml,.mht,text/html,multipart/related,application/zip,application/octet-stream"


@dataclass(frozen=True, slots=True)
class TryLine:
    """One try in a list. `state` is its goals, or where it stands, in words."""

    id: int
    attempt: int
    at: datetime
    ready: bool
    state: str
    levels: tuple[str, ...]
    counts: bool


@dataclass(frozen=True, slots=True)
class Task:
    """An assignment as she sees it."""

    id: int
    title: Sentence
    goal: Sentence
    week: int | None
    due: datetime | None
    late: bool
    late_welcome: bool
    ends: datetime | None  # while her day is over and a file is still taken: until when
    over: bool  # no file of hers is taken any more
    starter: bool
    tries: tuple[TryLine, ...]
    best: int | None  # the submission that counts, else her newest
    state: str
    kinds: str
    accept: str
    takes_files: bool
    fix: str = ""
    folded: bool = False

    @property
    def next_attempt(self) -> int:
        """The number that her next file gets."""
        return max((one.attempt for one in self.tries), default=0) + 1


def open_tasks(*, wanted: int | None, empty: bool) -> tuple[Task, ...]:
    """What she can hand in for today, the newest first, earlier weeks folded so that her phone shows this one.

    `wanted` is the one that she comes for, never folded; `empty` when its form came without a file.
    """
    found = kru().store.assignments.open_assignments(own.student().id)
    fix = say(N_("Choose a file first.")) if empty else ""
    tasks = tuple(map(_task, found))
    return tuple(
        replace(task, fix=fix)
        if task.id == wanted
        else replace(task, folded=_is_earlier(task, tasks[0], found[0].opens - given.opens))
        for task, given in zip(tasks, found, strict=True)
    )


def earlier_tasks(open_: Iterable[Task]) -> tuple[Task, ...]:
    """What was given before and is not open any more, the newest first."""
    shown = {task.id for task in open_}
    now = datetime.now(UTC)
    hers = own.student()
    assignments = kru().store.assignments
    given = (*assignments.brought(hers.id), *assignments.assignments(hers.classroom))
    return tuple(_task(one, only_best=True) for one in given if one.id not in shown and one.opens <= now)


def cloth(tasks: Iterable[Task]) -> tuple[tuple[str, ...], ...]:
    """A column for each project with feedback, the oldest first."""
    counting = (next((one.levels for one in task.tries if one.id == task.best), ()) for task in tasks)
    return tuple(levels for levels in counting if levels)[::-1]


def try_lines(given: AssignmentView) -> tuple[TryLine, ...]:
    """Her tries of an assignment, the first one first."""
    return tuple(_line(one) for one in results.tries(own.student().id, given.id))


def kinds(rubric: Rubric) -> str:
    """`a Scratch project (.sb3) or a picture`."""
    return f" {say(N_('or'))} ".join(say(_KINDS[kind]) for kind in rubric.accepts if kind in _KINDS)


def best_before(tries: Iterable[Try]) -> Try | None:
    """The best graded one of these."""
    return which_counts(tuple(tries), "best")


def _is_earlier(task: Task, newest: Task, before: timedelta) -> bool:
    """Whether it is of an earlier week than the newest, which opened so long after it, and its day is not to come."""
    if task.due is not None and not task.late:
        return False
    if task.week is not None or newest.week is not None:
        return task.week != newest.week
    return before >= timedelta(days=7)


def _task(given: AssignmentView, *, only_best: bool = False) -> Task:
    loaded = kru().shelf.get(given.rubric_id)
    rubric = loaded.rubric if loaded else None
    found = results.tries(own.student().id, given.id)
    if only_best:
        found = tuple(one for one in found if one.counts) or found[-1:]
    tries = tuple(map(_line, found))
    counting = next((one for one in tries if one.counts), tries[-1] if tries else None)
    code = language()
    days, now = kru().store.dates.of(given.id), datetime.now(UTC)
    due, ends = days.due_of(own.student().id), days.ends(own.student().id)
    late = bool(due and due < now)
    return Task(
        id=given.id,
        title=chosen(rubric.title if rubric else given.rubric_id, Facts(), code),
        goal=chosen(rubric.goal, Facts(), code) if rubric and rubric.goal else EMPTY,
        week=rubric.week if rubric else None,
        due=due,
        late=late,
        late_welcome=bool(rubric and days.policy != "close"),
        ends=ends if late else None,
        over=bool(ends and ends < now),
        starter=bool(rubric and rubric.starter),
        tries=tries,
        best=counting.id if counting else None,
        state=counting.state if counting else "",
        kinds=kinds(rubric) if rubric else "",
        accept=_accept(rubric),
        takes_files=bool(rubric and set(rubric.accepts) != {"nothing"}),
    )


def _accept(rubric: Rubric | None) -> str:
    accepts = set(rubric.accepts) if rubric else set()
    wanted = [FILES] if accepts - {"picture", "nothing"} else []
    return ",".join([*wanted, PICTURES] if "picture" in accepts else wanted)


def _line(one: Try) -> TryLine:
    state = one.grading.state
    words = "" if state == "done" else say(_STATES[state])
    levels: tuple[str, ...] = ()
    result = results.result(one)
    if result is not None:
        reached, of = goals_reached(result.report.results, result.rubric.rubric)
        levels = columns(result.report, result.rubric.rubric)
        judged = any(level in {"start", "good", "great"} for level in levels)
        words = say(N_("{reached} of {of} goals"), reached=reached, of=of) if judged else say(_STATES["stuck"])
    return TryLine(
        one.submission.id, one.submission.attempt, one.submission.at, state == "done", words, levels, one.counts
    )


_KINDS = {
    "sb3": N_("a Scratch file that ends in .sb3"),
    "website": N_("your web page (.html or .zip)"),
    "builder": N_("a page saved from a site builder"),
    "picture": N_("a picture of your work"),
}
_STATES = {
    "queued": N_("in line"),
    "grading": N_("Kru is looking"),
    "unreadable": N_("another file is needed"),
    "stuck": N_("a person looks at it"),
}
