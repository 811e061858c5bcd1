"""The student's pages: parse, call one function, render."""

from __future__ import annotations

import io
import logging
from datetime import datetime

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, send_file, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from grader.words import Facts, chosen
from web import access, kru, pictures, played, security
from web.access import allow
from web.language import language, say, size, when
from web.security import limited
from web.student import feedback, own, results, starters, tasks, teams
from web.student.path import beside
from web.student.peers import beside as classmates
from worker import sentences
from worker.privacy import privacy
from worker.store import StoreError
from worker.store.codes import fold_card_code
from worker.store.views import GradingView, SubmissionView, Try

log = logging.getLogger("kru.web")
blueprint = Blueprint("student", __name__, template_folder="templates")
blueprint.app_context_processor(teams.for_templates)

LOOK_AGAIN = 10  # seconds between two looks of the waiting page
CODE_LENGTH = 8
LONGEST_QUESTION = 1000


@blueprint.get("/sign-in")
@allow("anyone")
def sign_in() -> str:
    """The door."""
    return _door()


@blueprint.get("/c/<code>")
@allow("anyone")
def card(code: str) -> str:
    """The door, from the square picture of a card: the code is filled in, she says so and is in."""
    return _door(code=code[:20], from_card=True)


@blueprint.post("/sign-in")
@allow("anyone")
@limited(security.SIGN_INS, refused_only=True)
@limited(security.SIGN_INS_OF_A_ROOM, by=security.address, refused_only=True)
def sign_in_post() -> Response | tuple[str, int]:
    """In with a card."""
    code = request.form.get("code", "")[:40]
    found = kru().store.people.sign_in_card(code)
    who = access.student(found.id) if found else None
    if who is None:
        return _door(code=code, fix=_what_to_fix(code)), 422
    access.sign_in(who, shared=bool(request.form.get("shared")))
    return redirect(url_for("student.work"))


@blueprint.get("/not-you")
@allow("student")
def not_you() -> str:
    """Ask whether it is really her."""
    return render_template("student/not_you.html")


@blueprint.post("/sign-out")
@allow("anyone")
def sign_out() -> Response:
    """Out."""
    access.sign_out()
    return redirect(url_for("student.sign_in"))


@blueprint.get("/work")
@allow("student")
def work() -> str:
    """This week, her tries, her cloth."""
    open_ = tasks.open_tasks(wanted=request.args.get("task", type=int), empty="empty" in request.args)
    earlier = tasks.earlier_tasks(open_)
    return render_template(
        "student/work.html",
        tasks=open_,
        earlier=earlier,
        columns=tasks.cloth((*open_, *earlier)),
        **beside.home(one.id for one in open_),
        **classmates.home(),
        limit=size(kru().settings.upload_bytes),
        leaving=privacy.soon(kru().store, own.student().classroom, own.student().id)[:1],
    )


@blueprint.post("/work/<int:assignment>")
@allow("student")
@limited(security.HAND_INS)
def hand_in(assignment: int) -> Response:
    """Keep her file, then ring for a worker. The receipt never waits for the queue."""
    given = own.assignment(assignment)
    file = request.files.get("file")
    if file is None or not file.filename:
        return redirect(url_for("student.work", task=given.id, empty="", _anchor=f"task-{given.id}"))
    try:
        receipt = kru().store.submissions.hand_in(own.student().id, given.id, file.read(), file.filename)
    except StoreError as trouble:
        flash(_why(trouble))
        return redirect(url_for("student.work", task=given.id, _anchor=f"task-{given.id}"))
    if receipt.repeated:
        flash(say(N_("This is the same file as try {attempt}."), attempt=receipt.attempt))
    if request.form.get("told", "").strip():
        kru().store.path.tell(receipt.submission_id, request.form["told"])
    _ring(*receipt.gradings)
    return redirect(url_for("student.one_try", submission=receipt.submission_id))


@blueprint.get("/work/<int:assignment>/starter")
@allow("student")
def starter(assignment: int) -> Response:
    """The project that this task starts from, as Scratch opens it."""
    loaded = kru().shelf.get(own.assignment(assignment).rubric_id)
    found = starters.starter(loaded) if loaded else None
    if found is None:
        abort(404)
    return send_file(
        io.BytesIO(found.data), mimetype="application/octet-stream", as_attachment=True, download_name=found.name
    )


@blueprint.get("/try/<int:submission>")
@allow("student")
def one_try(submission: int) -> str:
    """A try: its place in line, its feedback, or what kind of file is needed."""
    hers = own.submission(submission)
    given = own.assignment(hers.assignment)
    tries = results.tries(hers.student, hers.assignment)
    this = next((one for one in tries if one.submission.id == hers.id), None)
    grading = this.grading if this else kru().store.gradings.grading_of(hers.id)
    if grading is None:
        abort(404)
    if grading.state == "unreadable":
        return _unreadable(hers, grading)
    result = results.result(Try(hers, grading))
    if result is None:
        return _waiting(hers, grading)
    return render_template(
        "student/feedback.html",
        **feedback.page(hers, given, result, tries),
        **beside.of_try(hers, tries),
        **classmates.of_try(hers),
        seconds=LOOK_AGAIN,
        looks=request.args.get("look") != "no",
    )


@blueprint.get("/try/<int:submission>/file")
@allow("student")
def file(submission: int) -> Response:
    """Her file, as it came."""
    hers = own.submission(submission)
    return send_file(
        io.BytesIO(kru().store.submissions.file(hers.id)),
        mimetype="application/octet-stream",
        as_attachment=True,
        download_name=hers.file_name or "project",
    )


@blueprint.get("/try/<int:submission>/picture")
@allow("student")
def picture(submission: int) -> Response:
    """Her picture, small enough for a page."""
    hers = own.submission(submission)
    if hers.kind != "picture":
        abort(404)
    return pictures.shown(kru().store.submissions.file(hers.id))


@blueprint.get("/try/<int:submission>/played/<int:picture>")
@allow("student")
def played_picture(submission: int, picture: int) -> Response:
    """Her project while it was played."""
    return played.picture(own.submission(submission), picture)


@blueprint.get("/try/<int:submission>/ask")
@allow("student")
def ask(submission: int) -> str:
    """A question to her mentor, about a goal or about anything."""
    return _ask(own.submission(submission))


@blueprint.post("/try/<int:submission>/ask")
@allow("student")
@limited(security.HAND_INS)
def ask_post(submission: int) -> Response | tuple[str, int]:
    """Keep the question with the evidence beside it."""
    hers = own.submission(submission)
    goal = request.args.get("goal", "")
    text = request.form.get("text", "").strip()[:LONGEST_QUESTION]
    if not text and not goal:
        return _ask(hers, fix=say(N_("Write one sentence first."))), 422
    kru().store.marks.ask(hers.id, goal if _goal(hers, goal) else "", text)
    flash(say(N_("Your mentor has your question.")))
    return redirect(url_for("student.one_try", submission=hers.id))


@blueprint.post("/try/<int:submission>/hint")
@allow("student")
def hint(submission: int) -> tuple[str, int]:
    """She opened a rung of the ladder: her mentor sees that, nothing else."""
    hers = own.submission(submission)
    criterion, step = request.form.get("criterion", ""), request.form.get("step", type=int)
    if step is None or not 1 <= step <= 20 or not _goal(hers, criterion):
        abort(400)
    kru().store.marks.open_hint(hers.student, hers.assignment, criterion, step - 1)
    return "", 204


@blueprint.post("/try/<int:submission>/move")
@allow("student")
def move(submission: int) -> Response:
    """`This looks like Dance party. Send it there?` Yes."""
    hers = own.submission(submission)
    grading = kru().store.gradings.grading_of(hers.id)
    wanted = feedback.suggestion(grading.suggestion) if grading else None
    if wanted is None:
        abort(404)
    try:
        receipt = kru().store.submissions.move(hers.id, wanted.assignment)
        if told := kru().store.path.told(hers.id):
            kru().store.path.tell(receipt.submission_id, told)
    except StoreError as trouble:
        flash(_why(trouble))
        return redirect(url_for("student.one_try", submission=hers.id))
    _ring(*receipt.gradings)
    return redirect(url_for("student.one_try", submission=receipt.submission_id))


def _door(code: str = "", fix: str = "", *, from_card: bool = False) -> str:
    mentors = "mentor.sign_in"
    return render_template(
        "student/sign_in.html",
        code=code,
        fix=fix,
        from_card=from_card,
        mentor_sign_in=url_for(mentors) if mentors in current_app.view_functions else None,
    )


def _what_to_fix(code: str) -> str:
    letters = len(fold_card_code(code).replace("-", ""))
    if letters < CODE_LENGTH:
        return say(N_("The code has eight letters. Is one missing?"))
    if letters > CODE_LENGTH:
        return say(N_("The code has eight letters. Is one too many?"))
    return say(N_("We do not know this code yet. Look at each letter once more."))


def _why(trouble: StoreError) -> str:
    """What she reads; a moment is said in the time of her club."""
    values = {name: when(one) if isinstance(one, datetime) else one for name, one in trouble.values.items()}
    return sentences.say(trouble.key, language(), values)


def _ring(*gradings: int) -> None:
    for grading in gradings:
        try:
            kru().enqueue(grading)
        except Exception:
            # The row is the record: without a queue the grade comes when the queue is back.
            log.exception("The queue was not reached for grading %s.", grading)


def _waiting(hers: SubmissionView, grading: GradingView) -> str:
    looks = request.args.get("look") != "no" and grading.state != "stuck"
    return render_template(
        "student/waiting.html",
        submission=hers,
        task_title=own.title(own.assignment(hers.assignment)),
        state="stuck" if grading.state == "stuck" else "grading" if grading.state == "grading" else "queued",
        before=kru().store.gradings.waiting_before(grading.id),
        recent=_recent(kru().store.gradings.recent_seconds()),
        seconds=LOOK_AGAIN,
        looks=looks,
    )


def _recent(seconds: float | None) -> str:
    """What the last twenty took, and no promise."""
    if seconds is None:
        return ""
    if seconds < 90:
        return say(N_("The last files took about {seconds} seconds."), seconds=max(1, round(seconds)))
    return say(N_("The last files took about {minutes} minutes."), minutes=round(seconds / 60))


def _unreadable(hers: SubmissionView, grading: GradingView) -> str:
    text = sentences.say(grading.unreadable_key or "unknown", language(), grading.unreadable_values)
    return render_template(
        "student/unreadable.html",
        submission=hers,
        lines=_lines(text),
        suggestion=feedback.suggestion(grading.suggestion),
    )


def _lines(text: str) -> list[str]:
    """A sentence a line: first what the file is, then what to do."""
    end = "។" if "។" in text else "."
    return [f"{line.strip()}{end}" for line in text.rstrip(end).split(f"{end} ") if line.strip()]


def _ask(hers: SubmissionView, fix: str = "") -> str:
    return render_template("student/ask.html", submission=hers, goal=_goal(hers, request.args.get("goal", "")), fix=fix)


def _goal(hers: SubmissionView, criterion: str) -> object:
    """The title of that goal; None when there is no such goal."""
    result = kru().store.results.of(hers.id) if criterion else None
    if result is None:
        return None
    titles = {one.id: one.title for one in result.rubric.rubric.criteria}
    return chosen(titles[criterion], Facts(), language()) if criterion in titles else None
