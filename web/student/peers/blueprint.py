"""Works of classmates and her words about them; her own levels. Nobody learns whose a work is, or who read it."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru, played, security, unnamed
from web.access import allow
from web.language import language, say
from web.security import limited
from web.student import own
from web.student.peers import beside
from web.student.peers.goals import LEVELS, goals, own_goals, reading, rubric_of
from web.student.peers.starters import IDEA, PRAISE
from worker import sentences
from worker.store import StoreError
from worker.store.peer_views import LONGEST, TurnView, Words
from worker.store.views import AssignmentView, Level, SubmissionView

blueprint = Blueprint("peers", __name__, template_folder="templates", url_prefix="/classmates")

Answer = Response | str | tuple[str, int]
UNDER_WAY = ("open", "given")  # while she can change her words


@blueprint.get("/")
@allow("student")
def mine() -> str:
    """Tasks in which classmates read each other, and what she wrote."""
    store, her = kru().store, own.student()
    given = store.assignments.open_assignments(her.id)
    titles = {one.id: own.title(one) for one in store.assignments.assignments(her.classroom)}
    turns = [one for one in store.peers.of_reader(her.id) if one.assignment in titles]
    return render_template(
        "peers/mine.html", to_read=beside.to_read(given), turns=turns, titles=titles, praise=PRAISE, begin=beside.begin
    )


@blueprint.post("/task/<int:assignment>/next")
@allow("student")
@limited(security.HAND_INS)
def next_work(assignment: int) -> Response:
    """The work that she has open, else a new one."""
    given = own.assignment(assignment)
    turn = None if given.closed else kru().store.peers.next(own.student().id, given.id, reading(given).each)
    if turn is None:
        flash(say(N_("No work waits for you now. Look again tomorrow.")))
        return redirect(url_for("peers.mine"))
    return redirect(url_for("peers.read", turn=turn.id))


@blueprint.get("/<int:turn>")
@allow("student")
def read(turn: int) -> str:
    """The work without a name, and a form for her words."""
    return _page(_turn(turn))


@blueprint.post("/<int:turn>")
@allow("student")
@limited(security.HAND_INS)
def read_post(turn: int) -> Answer:
    """Keep one praise, one idea, and levels in words."""
    found = _turn(turn)
    given = own.assignment(found.assignment)
    wanted = goals(rubric_of(given), "peer")
    levels: dict[str, Level] = {}
    for goal in wanted:
        level = next((one for one in LEVELS if one == request.form.get(f"level-{goal.id}")), None)
        if level:
            levels[goal.id] = level
    words = Words(
        _key(PRAISE, "praise-start"),
        request.form.get("praise", "")[:LONGEST],
        _key(IDEA, "idea-start"),
        request.form.get("idea", "")[:LONGEST],
        levels,
    )
    missing = [goal for goal in wanted if goal.id not in levels]
    if missing:
        return _page(found, words, fix=sentences.say("level-missing", language())), 422
    try:
        kru().store.peers.give(found.id, words)
    except StoreError as trouble:
        return _page(found, words, fix=sentences.say(trouble.key, language(), trouble.values)), 422
    flash(say(N_("Thank you. Your words are kept.")))
    return redirect(url_for("peers.mine"))


@blueprint.get("/<int:turn>/picture")
@allow("student")
def picture(turn: int) -> Response:
    """The picture of the work that she reads."""
    return unnamed.picture(_work(_turn(turn)))


@blueprint.get("/<int:turn>/played/<int:picture>")
@allow("student")
def played_picture(turn: int, picture: int) -> Response:
    """The work that she reads, while it was played."""
    return played.picture(_work(_turn(turn)), picture)


@blueprint.get("/own/<int:assignment>")
@allow("student")
def own_levels(assignment: int) -> str:
    """What she says of her own work in that task."""
    return _own(own.assignment(assignment))


@blueprint.post("/own/<int:assignment>")
@allow("student")
@limited(security.HAND_INS)
def own_levels_post(assignment: int) -> Answer:
    """Keep her levels, each with a sentence why if she likes."""
    given = own.assignment(assignment)
    her = own.student()
    if not _may_say(given):
        flash(say(N_("Send your first try. Then say what you think.")))
        return redirect(url_for("student.work", task=given.id))
    said = 0
    for one in own_goals(her.id, given):
        level = request.form.get(f"own-{one.goal.id}", "")
        if not level or one.mentors:  # a mentor has said it: what she said before stands beside it
            continue
        try:
            kru().store.own_marks.say(her.id, given.id, one.goal.id, level, request.form.get(f"why-{one.goal.id}", ""))
        except StoreError as trouble:
            return _own(given, fix=sentences.say(trouble.key, language(), trouble.values)), 422
        said += 1
    if not said:
        return _own(given, fix=say(N_("Choose the words that fit best."))), 422
    flash(say(N_("Your words are kept. Your mentor reads them.")))
    return redirect(url_for("peers.own_levels", assignment=given.id))


def _turn(number: int) -> TurnView:
    """A reading of hers that is under way, or 404."""
    found = kru().store.peers.turn(number)
    if found is None or found.reader != own.student().id or found.state not in UNDER_WAY:
        abort(404)
    own.assignment(found.assignment)  # she moved to another class: it is not hers any more
    return found


def _work(turn: TurnView) -> SubmissionView:
    found = kru().store.submissions.submission(turn.submission)
    if found is None:
        abort(404)
    return found


def _key(starters: Mapping[str, str], field: str) -> str:
    return next((key for key in starters if key == request.form.get(field)), next(iter(starters)))


def _page(turn: TurnView, words: Words | None = None, fix: str = "") -> str:
    given = own.assignment(turn.assignment)
    return render_template(
        "peers/read.html",
        turn=turn,
        title=own.title(given),
        seen=unnamed.work(_work(turn), kru().store.peers.names(turn.submission)),
        goals=goals(rubric_of(given), "peer"),
        words=words or turn.words,
        praise=PRAISE,
        idea=IDEA,
        longest=LONGEST,
        fix=fix,
    )


def _may_say(given: AssignmentView) -> bool:
    rubric = rubric_of(given)
    handed_in = kru().store.submissions.tries(own.student().id, given.id)
    return bool(handed_in) or (rubric is not None and "nothing" in rubric.accepts)


def _own(given: AssignmentView, fix: str = "") -> str:
    tries = kru().store.submissions.tries(own.student().id, given.id)
    return render_template(
        "peers/own.html",
        given=given,
        title=own.title(given),
        own_goals=own_goals(own.student().id, given),
        may_say=_may_say(given),
        submission=tries[-1].submission if tries else None,
        fix=fix,
    )
