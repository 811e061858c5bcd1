"""The desk: one work with everything beside it, and the levels that a person gives."""

from __future__ import annotations

import io
import logging
from dataclasses import replace
from fractions import Fraction
from typing import Any

from flask import abort, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from grader.page import tools
from grader.page.difference import between
from grader.report import Report, shown
from grader.rubric.model import Rubric
from web import kru, played
from web.access import allow
from web.language import CATALOGUES, language, say
from web.mentor import classmates, judging, own, phrases, shelf, standing, undo, view
from web.mentor import inside as insides
from web.mentor.pages import blueprint
from web.mentor.practice import first
from web.mentor.teams import levels
from web.student import grown, results
from web.student.feedback import from_mentor, project_of, source_of
from worker import sentences
from worker.store import Result
from worker.store.desk import known_to
from worker.store.views import AssignmentView, Level, StudentView, SubmissionView, Try

log = logging.getLogger("kru.web")
LONGEST_WORD = 1000
TAKE_BACK = "none"
Answer = Response | str | tuple[str, int]


@blueprint.get("/task/<int:assignment>/student/<int:student>")
@allow("mentor")
def student(assignment: int, student: int) -> Answer:
    """Her work in this task: the try that counts, else her newest; without a file, what a person decides."""
    given, her = own.member(assignment, student)
    if way := first.practise():
        return way
    tries = results.tries(her.id, given.id)
    best = next((one for one in tries if one.counts), tries[-1] if tries else None)
    if best is not None:
        return redirect(url_for("mentor.work", submission=best.submission.id, look=request.args.get("look")))
    return render_template("mentor/desk.html", **_without_file(given, her))


@blueprint.get("/work/<int:submission>")
@allow("mentor")
def work(submission: int) -> Answer:
    """One try: what she sees, its evidence, what a person decides."""
    hers = own.submission(submission)
    return first.practise() or _work(hers)


@blueprint.post("/task/<int:assignment>/student/<int:student>/marks")
@allow("mentor")
def mark(assignment: int, student: int) -> Answer:
    """Keep the levels that changed; they belong to her and the task, and go with her to later tries."""
    given, her = own.member(assignment, student)
    if way := first.practise():
        return way
    back = request.form.get("submission", type=int)
    if back not in {one.submission.id for one in results.tries(her.id, given.id)}:
        back = None
    to = levels.crew(given, her, back)
    if unsaid := _unsaid(given, her, to):
        return _unsaid_page(given, her, back, unsaid), 422
    changed = _keep_marks(given, her, to)
    flash(say(N_("Your levels are kept.")) if changed else say(N_("Nothing was changed.")))
    if request.form.get("then") == "next":
        further = "mentor.second_look" if request.form.get("look") == "second" else "mentor.next_to_look_at"
        return redirect(url_for(further, assignment=given.id, after=her.id))
    if back is not None:
        return redirect(url_for("mentor.work", submission=back))
    return redirect(url_for("mentor.student", assignment=given.id, student=her.id))


@blueprint.post("/work/<int:submission>/level")
@allow("mentor")
def change_level(submission: int) -> Answer:
    """Change a level of the machine, with a reason that she reads."""
    hers = own.submission(submission)
    if way := first.practise():
        return way
    result = kru().store.results.of(hers.id)
    goal, wish = request.form.get("criterion", ""), request.form.get("level", "")
    reason = phrases.added(request.form.get("reason", ""), request.form.get("phrase"))[:LONGEST_WORD]
    measured = {one.id for one in result.report.results if one.seen != "person"} if result else set()
    if goal not in measured:
        abort(400)
    level = _level(wish)
    if level is None and wish != TAKE_BACK:
        return _work(hers, fix={goal: ("level", say(N_("Choose a level.")), reason)}), 422
    if not reason:
        return _work(hers, fix={goal: ("reason", say(N_("Write a reason. She reads it too.")), "")}), 422
    kru().store.marks.override(hers.id, goal, level, reason, own.mentor().id)
    kru().store.settings.note(own.mentor().id, "level.change", submission=hers.id, criterion=goal, level=level)
    flash(say(N_("The level is changed. She reads your reason.")))
    return redirect(url_for("mentor.work", submission=hers.id))


@blueprint.post("/work/<int:submission>/again")
@allow("mentor")
def again(submission: int) -> Response:
    """Let the workers try a file again that stopped them."""
    hers = own.submission(submission)
    grading = kru().store.gradings.grading_of(hers.id)
    if grading is not None and kru().store.gradings.retry(grading.id):
        try:
            kru().enqueue(grading.id)
        except Exception:
            # The row is the record: without a queue the work begins when the queue is back.
            log.exception("The queue was not reached for grading %s.", grading.id)
        flash(say(N_("Kru tries it again.")))
    return redirect(url_for("mentor.work", submission=hers.id))


@blueprint.get("/work/<int:submission>/file")
@allow("mentor")
def file(submission: int) -> Response:
    """Her file, as it came; a picture without its story."""
    hers = own.submission(submission)
    data = insides.kept_picture(hers) if hers.kind == "picture" else kru().store.submissions.file(hers.id)
    if data is None:
        abort(404)
    return send_file(
        io.BytesIO(data),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=hers.file_name or "project",
    )


@blueprint.get("/work/<int:submission>/picture")
@allow("mentor")
def picture(submission: int) -> Response:
    """Her picture, to look at: without place, time and camera."""
    found = insides.picture(own.submission(submission))
    if found is None:
        abort(404)
    return Response(found[0], mimetype=found[1], headers={"Content-Disposition": "inline"})


@blueprint.get("/work/<int:submission>/played/<int:picture>")
@allow("mentor")
def played_picture(submission: int, picture: int) -> Response:
    """Her project while it was played."""
    return played.picture(own.submission(submission), picture)


@blueprint.post("/work/<int:submission>/who")
@allow("mentor")
def choose(submission: int) -> Response:
    """Say which of several has a role; it is kept, and the project is played again."""
    hers = own.submission(submission)
    grading = kru().store.gradings.grading_of(hers.id)
    key, name = request.form.get("key", ""), request.form.get("name", "")
    asks = kru().store.live.asks(grading.id) if grading else ()
    if any(one.key == key and name in one.names for one in asks):
        kru().store.live.choose(hers.id, key, name, mentor=own.mentor().id)
        kru().store.settings.note(own.mentor().id, "play.choose", submission=hers.id, key=key)
        flash(say(N_("Thank you. Kru plays it again.")))
    return redirect(url_for("mentor.work", submission=hers.id))


@blueprint.get("/work/<int:submission>/inside")
@allow("mentor")
def inside(submission: int) -> str:
    """All of it: every script, or every file of a website as text."""
    hers = own.submission(submission)
    her = own.student(hers.student)
    return render_template("mentor/inside.html", submission=hers, student=her, inside=insides.inside(hers))


def _work(hers: SubmissionView, fix: dict[str, tuple[str, str, str]] | None = None) -> str:
    return render_template("mentor/desk.html", **_work_page(hers, fix))


def _work_page(hers: SubmissionView, fix: dict[str, tuple[str, str, str]] | None = None) -> dict[str, Any]:
    given, her = own.member(hers.assignment, hers.student)
    tries = results.tries(her.id, given.id)
    this = next((one for one in tries if one.submission.id == hers.id), None)
    grading = this.grading if this else kru().store.gradings.grading_of(hers.id)
    result = kru().store.desk.result(hers.id, own.mentor().id)
    page: dict[str, Any] = {
        **_around(given, her, hers),
        "submission": hers,
        "tries": tries,
        "state": grading.state if grading else "queued",
        "regrading": bool(grading and grading.regrading),
        "trouble": "",
        "fix": fix or {},
    }
    if grading and grading.state == "unreadable":
        page["trouble"] = sentences.say(grading.unreadable_key or "unknown", language(), grading.unreadable_values)
    if grading is not None:
        page["playing"] = played.playing(hers, grading.id)
        page["asks"] = kru().store.live.asks(grading.id)
    if result is not None:
        page |= _judged(result, hers, given, tries)
    elif "nothing" in _accepts(given):
        page |= _people_only(given, her)
    return page


def _around(given: AssignmentView, her: StudentView, submission: SubmissionView | None = None) -> dict[str, Any]:
    questions = kru().store.marks.questions(given.classroom)
    hers = [one for one in questions if one.student == her.id and one.assignment == given.id]
    loaded = kru().shelf.get(given.rubric_id)
    return {
        "given": given,
        "student": her,
        "voices": classmates.voices(given, her),
        "title": own.title(given),
        "week": loaded.rubric.week if loaded else None,
        "goals": shelf.goal_titles(loaded.rubric if loaded else None),
        "questions": hers,
        "hints": kru().store.marks.hints(her.id, given.id),
        "submission": None,
        "playing": played.Playing(),
        "asks": (),
        "second": request.args.get("look") == "second",
        "crew": levels.crew(given, her, submission.id if submission else None),
        "own_goals": levels.own_goals(kru().store.marks.marks(her.id, given.id), own.mentor().id),
        "unsaid": False,
        "phrases": kru().store.desk.phrases(own.mentor().id),
        "last": undo.last(given, her, submission),
        "feedback": None,
        "from_mentor": (),
        "differences": (),
        "judged": (),
        "measured": (),
        "points": None,
        "fix": {},
        "tries": (),
        "state": "none",
        "trouble": "",
        "regrading": False,
    }


def _judged(result: Result, hers: SubmissionView, given: AssignmentView, tries: tuple[Try, ...]) -> dict[str, Any]:
    rubric = result.rubric.rubric
    project = project_of(hers)
    last = grown.last_before(hers, [one.submission for one in tries])
    before = project_of(last) if last and project else None
    me = own.mentor()
    marks = known_to(me.id, kru().store.marks.marks(hers.student, given.id))
    return {
        **tools(language(), catalogues=CATALOGUES, project=project, source=source_of(hers)),
        "differences": [
            between(one.difference, one.findings, language(), since=one.since)
            for one in grown.grown(project, before, result.rubric)
        ],
        "feedback": view.feedback(
            hers, given, result, tries, lambda one: kru().store.desk.result(one.submission.id, me.id)
        ),
        "from_mentor": from_mentor(hers, result, kru().store.marks.questions_about(hers.id), marks),
        "judged": judging.judged(result.report, rubric, hers.student, given.id, me),
        "measured": judging.measured(result.report, rubric, hers.id),
        "points": _points(result.report, rubric),
    }


def _without_file(given: AssignmentView, her: StudentView) -> dict[str, Any]:
    return {**_around(given, her), **(_people_only(given, her) if "nothing" in _accepts(given) else {})}


def _people_only(given: AssignmentView, her: StudentView) -> dict[str, Any]:
    loaded = kru().shelf.get(given.rubric_id)
    if loaded is None:
        return {}
    report = standing.without_file(loaded, her.id, given.id, own.mentor().id)
    return {
        "judged": judging.judged(report, loaded.rubric, her.id, given.id, own.mentor()),
        "points": _points(report, loaded.rubric),
    }


def _points(report: Report, rubric: Rubric) -> dict[str, Any]:
    """`12 of 14 so far, 6 of 20 wait for you`: the numbers of it."""
    bonus = {one.id for one in rubric.criteria if one.bonus}
    waiting = sum((one.of for one in report.results if one.reason == "person" and one.id not in bonus), Fraction())
    numbers = {"points": report.points, "of": report.of, "total": report.total, "wait": waiting}
    return {name: shown(number) for name, number in numbers.items()}


def _accepts(given: AssignmentView) -> tuple[str, ...]:
    loaded = kru().shelf.get(given.rubric_id)
    return tuple(loaded.rubric.accepts) if loaded else ()


def _unsaid(given: AssignmentView, her: StudentView, to: levels.Crew) -> dict[str, tuple[Level, str]]:
    """Of levels for one girl of a team alone: what the form says, when a new one comes without a word to her."""
    if to.team is None or not to.alone:
        return {}
    wished = {
        field.removeprefix("level-"): (level, _word(field.removeprefix("level-")))
        for field, wish in request.form.items()
        if field.startswith("level-") and (level := _level(wish)) is not None
    }
    latest = judging.latest_of(own.mentor(), kru().store.marks.marks(her.id, given.id))
    before = {goal: one.level for goal, one in latest.items()}
    missing = any(not word and before.get(goal) != level for goal, (level, word) in wished.items())
    return wished if missing else {}


def _unsaid_page(
    given: AssignmentView, her: StudentView, submission: int | None, wished: dict[str, tuple[Level, str]]
) -> str:
    """The same page with all that was chosen and written, and what is to be added."""
    page = _work_page(own.submission(submission)) if submission is not None else _without_file(given, her)
    page["judged"] = tuple(
        replace(one, mine=wished[one.id][0], word=wished[one.id][1]) if one.id in wished else one
        for one in page["judged"]
    )
    return render_template("mentor/desk.html", **{**page, "unsaid": True})


def _word(goal: str) -> str:
    return phrases.added(request.form.get(f"word-{goal}", ""), request.form.get(f"phrase-{goal}"))[:LONGEST_WORD]


def _keep_marks(given: AssignmentView, her: StudentView, to: levels.Crew) -> int:
    """Write the marks that differ from this mentor's own latest, for whom they are; how many."""
    mentor = own.mentor()
    loaded = kru().shelf.get(given.rubric_id)
    known = {one.id for one in loaded.rubric.criteria} if loaded else set()
    for one in results.tries(her.id, given.id):  # what she sees may be judged under an earlier version
        found = results.result(one)
        known |= {result.id for result in found.report.results} if found else set()
    marks = kru().store.marks
    latest = judging.latest_of(mentor, marks.marks(her.id, given.id))
    changed = 0
    for field, wish in request.form.items():
        goal = field.removeprefix("level-")
        if not field.startswith("level-") or goal not in known:
            continue
        level = _level(wish)
        before = latest.get(goal)
        if level is None and (wish != TAKE_BACK or before is None):
            continue
        word = "" if level is None else _word(goal)
        changed += levels.give(to, mentor, her, given, goal, level, word, before)
    return changed


def _level(wish: str) -> Level | None:
    return next((level for level in judging.LEVELS if level == wish), None)
