"""Tasks: a rubric given to a class, its day, who handed in, and who is next to be looked at."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from hashlib import sha256

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru
from web.access import allow
from web.language import say, zone
from web.mentor import own, second, shelf, standing
from web.mentor.pages import blueprint
from worker.store.dates import MOST_GRACE, POLICIES
from worker.store.views import AssignmentView, ClassroomView, Counts

LAST_MINUTE = time(23, 59)
Answer = Response | str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Wish:
    """What a form about a task asks for; `fixes` says what to change, by field."""

    due: datetime | None
    day: str
    clock: str
    counts: Counts
    fixes: dict[str, str]
    late: str = ""  # a policy; empty: as the rubric says
    grace: int = 0


@blueprint.get("/class/<int:classroom>/give")
@allow("mentor")
def give(classroom: int) -> str:
    """Choose a rubric, a day and what counts."""
    return _give(own.classroom(classroom), request.args.get("rubric", ""))


@blueprint.post("/class/<int:classroom>/give")
@allow("mentor")
def give_post(classroom: int) -> Answer:
    """Give it: it is open from now on."""
    room = own.classroom(classroom)
    loaded = kru().shelf.get(request.form.get("rubric", ""))
    wish = wished()
    if loaded is None:
        wish.fixes["rubric"] = say(N_("Choose what the class works on."))
    if wish.fixes or loaded is None:
        return _give(room, request.form.get("rubric", ""), wish), 422
    given = kru().store.assignments.give(room.id, loaded.rubric.id, due=wish.due, counts=wish.counts)
    _keep_late(given.id, wish)
    kru().store.settings.note(own.mentor().id, "assignment.give", assignment=given.id)
    return redirect(url_for("mentor.task", assignment=given.id))


@blueprint.get("/task/<int:assignment>")
@allow("mentor")
def task(assignment: int) -> str:
    """Everybody in it, by alphabet, and what needs her."""
    return _task(own.assignment(assignment))


@blueprint.post("/task/<int:assignment>")
@allow("mentor")
def change_task(assignment: int) -> Answer:
    """Another day, another way of counting."""
    given = own.assignment(assignment)
    wish = wished()
    if wish.fixes:
        return _task(given, wish), 422
    kru().store.assignments.change(given.id, due=wish.due, counts=wish.counts, closed=given.closed)
    _keep_late(given.id, wish)
    flash(say(N_("The change is kept.")))
    return redirect(url_for("mentor.task", assignment=given.id))


@blueprint.post("/task/<int:assignment>/close")
@allow("mentor")
def close_task(assignment: int) -> Response:
    """Close it to new files, or open it again."""
    given = own.assignment(assignment)
    closed = request.form.get("closed") == "1"
    kru().store.assignments.change(given.id, due=given.due, counts=given.counts, closed=closed)
    kru().store.settings.note(own.mentor().id, "assignment.close", assignment=given.id, closed=closed)
    flash(say(N_("It takes no new files now.")) if closed else say(N_("It takes new files again.")))
    return redirect(url_for("mentor.task", assignment=given.id))


@blueprint.get("/task/<int:assignment>/next")
@allow("mentor")
def next_to_look_at(assignment: int) -> Response:
    """On to the next work that needs a person; back to the task when there is none."""
    given = own.assignment(assignment)
    rows = to_look_at(standing.task(given, ()), leave_out=request.args.get("after", type=int))
    if not rows:
        flash(say(N_("No work waits for a person here.")))
        return redirect(url_for("mentor.task", assignment=given.id))
    return redirect(url_for("mentor.student", assignment=given.id, student=rows[0].student.id))


def to_look_at(task: standing.Task, *, leave_out: int | None = None) -> tuple[standing.Row, ...]:
    """Who waits for a person, in an order that differs from mentor to mentor, so nobody is always last."""

    def place(row: standing.Row) -> bytes:
        return sha256(f"{own.mentor().id} {task.given.id} {row.student.id}".encode()).digest()

    # A work of a team waits once, on the page of one of its girls.
    teams = kru().store.teams.names_in(task.given.id) if task.waiting else {}
    works = {row.student.id: teams.get(row.submission or 0, row.student.id) for row in task.waiting}
    seen = {works[leave_out]} if leave_out in works else set()
    found = []
    for row in sorted((row for row in task.waiting if row.student.id != leave_out), key=place):
        if works[row.student.id] not in seen:
            seen.add(works[row.student.id])
            found.append(row)
    return tuple(found)


def _give(room: ClassroomView, rubric: str, wish: Wish | None = None) -> str:
    return render_template(
        "mentor/give.html",
        room=room,
        modules=shelf.modules(),
        chosen=rubric,
        wish=wish or Wish(None, "", "", "best", {}),
        zone=str(zone()),
    )


def _task(given: AssignmentView, wish: Wish | None = None) -> str:
    questions = kru().store.marks.questions(given.classroom)
    found = standing.task(given, questions)
    return render_template(
        "mentor/task.html",
        task=found,
        room=own.classroom(given.classroom),
        order=to_look_at(found),
        agreed=second.agreed(found),
        nicknames={row.student.id: row.student.nickname for row in found.rows},
        for_teams=bool(kru().store.teams.together([given.id])),
        goals=shelf.goal_titles(found.rubric),
        wish=wish or _as_it_is(given),
        overdue=standing.overdue(given),
        days=kru().store.dates.of(given.id),
        zone=str(zone()),
    )


def _keep_late(assignment: int, wish: Wish) -> None:
    policy = next((one for one in POLICIES if one == wish.late), None)
    kru().store.dates.set_policy(assignment, policy, wish.grace)


def _as_it_is(given: AssignmentView) -> Wish:
    days = kru().store.dates.of(given.id)
    local = given.due.astimezone(zone()) if given.due else None
    return Wish(
        given.due,
        local.date().isoformat() if local else "",
        local.strftime("%H:%M") if local else "",
        given.counts,
        {},
        days.chosen or "",
        days.grace_days,
    )


def wished() -> Wish:
    """What the form says; a day is one of the club's time zone, until its last minute unless a time is given."""
    day, clock = request.form.get("day", "").strip(), request.form.get("clock", "").strip()
    counts: Counts = "last" if request.form.get("counts") == "last" else "best"
    fixes: dict[str, str] = {}
    due = None
    if day:
        try:
            moment = datetime.combine(date.fromisoformat(day), time.fromisoformat(clock) if clock else LAST_MINUTE)
            due = moment.replace(tzinfo=zone()).astimezone(UTC)
        except (ValueError, OverflowError):
            fixes["day"] = say(N_("Write the day like 2026-03-14."))
    late, grace = request.form.get("late", ""), request.form.get("grace", type=int) or 0
    if not 0 <= grace <= MOST_GRACE:
        fixes["grace"] = say(N_("Write a number of days from 0 to 60."))
    return Wish(due, day[:20], clock[:10], counts, fixes, late if late in POLICIES else "", grace)
