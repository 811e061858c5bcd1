"""What classmates say of each other in a task: a mentor reads it all, lets it on or stops it, and says how it goes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from grader.words import EMPTY, Sentence
from grader.words.levels import name
from web import kru
from web.access import allow
from web.language import language, say
from web.mentor import own, shelf
from web.mentor.pages import blueprint
from web.student.peers.beside import begin
from web.student.peers.goals import own_goals, reading, rubric_of
from web.student.peers.starters import IDEA, PRAISE
from worker import sentences
from worker.store import StoreError
from worker.store.peer_views import MOST_EACH, MOST_HOURS, RoundView, TurnView
from worker.store.views import AssignmentView, Level, StudentView

Answer = Response | str | tuple[str, int]


@dataclass(frozen=True, slots=True)
class Row:
    """What one said of another's work, for mentors: with both names."""

    turn: TurnView
    reader: str
    author: str
    praise_start: str
    idea_start: str
    levels: tuple[tuple[Sentence, Sentence], ...]
    who: str  # the mentor who looked


@dataclass(frozen=True, slots=True)
class Voices:
    """What was said of a goal: by herself and why, and by classmates whose words are with her."""

    own: Sentence = EMPTY
    why: str = ""
    classmates: tuple[Sentence, ...] = ()


@blueprint.get("/task/<int:assignment>/classmates")
@allow("mentor")
def classmates(assignment: int) -> str:
    """Everything that classmates said in this task."""
    given = own.assignment(assignment)
    kru().store.peers.settle(given.id)
    return _page(given)


@blueprint.post("/task/<int:assignment>/classmates")
@allow("mentor")
def set_classmates(assignment: int) -> Answer:
    """How many works each reads, and when the author sees the words."""
    given = own.assignment(assignment)
    each, hours = request.form.get("each", type=int), request.form.get("hours", type=int)
    wish = RoundView(
        -1 if each is None else each,
        "hours" if request.form.get("release") == "hours" else "mentor",
        reading(given).hours if hours is None else hours,
    )
    try:
        kru().store.peers.set_round(given.id, wish)
    except StoreError as trouble:
        return _page(given, sentences.say(trouble.key, language(), trouble.values)), 422
    kru().store.settings.note(own.mentor().id, "peers.set", assignment=given.id, each=wish.each, release=wish.release)
    flash(say(N_("The change is kept.")))
    return redirect(url_for("mentor.classmates", assignment=given.id))


@blueprint.post("/classmates/<int:turn>/look")
@allow("mentor")
def look_at_words(turn: int) -> Response:
    """Let the author see it, or stop it for good."""
    found = kru().store.peers.turn(turn)
    if found is None:
        abort(404)
    given = own.assignment(found.assignment)
    stop = request.form.get("stop") == "1"
    kru().store.peers.look(found.id, own.mentor().id, stop=stop)
    kru().store.settings.note(own.mentor().id, "peers.look", turn=found.id, stop=stop)
    flash(say(N_("It is stopped. She never sees it.")) if stop else say(N_("She reads it on her page now.")))
    return redirect(url_for("mentor.classmates", assignment=given.id))


def voices(given: AssignmentView, her: StudentView) -> dict[str, Voices]:
    """For the desk, by goal."""
    kru().store.peers.settle(given.id)
    found = {one.goal.id: Voices(one.word, one.why) for one in own_goals(her.id, given) if one.level}
    for said in kru().store.peers.said_to(her.id, given.id):
        for goal, level in said.words.levels.items():
            before = found.get(goal, Voices())
            found[goal] = replace(before, classmates=(*before.classmates, _name(level)))
    return found


def _page(given: AssignmentView, fix: str = "") -> str:
    store = kru().store
    turns = store.peers.of_task(given.id)
    names = {one.id: one.nickname for one in store.people.students(given.classroom)}
    mentors = {one.id: one.name for one in store.people.mentors(own.mentor().club)}
    titles = shelf.goal_titles(rubric_of(given))
    rows = [_row(one, names, mentors, titles) for one in turns]
    return render_template(
        "mentor/classmates.html",
        given=given,
        title=own.title(given),
        rows=rows,
        waiting=[one for one in rows if one.turn.state == "given"],
        reading=sum(one.turn.state == "open" for one in rows),
        looked=[one for one in rows if one.turn.state in {"released", "stopped"}],
        round=reading(given),
        most=(MOST_EACH, MOST_HOURS),
        fix=fix,
    )


def _row(turn: TurnView, names: dict[int, str], mentors: dict[int, str], titles: dict[str, Sentence]) -> Row:
    return Row(
        turn,
        names.get(turn.reader, ""),
        names.get(turn.author, ""),
        begin(PRAISE, turn.words.praise_start),
        begin(IDEA, turn.words.idea_start),
        tuple((titles[goal], _name(level)) for goal, level in turn.words.levels.items() if goal in titles),
        mentors.get(turn.mentor or 0, ""),
    )


def _name(level: Level) -> Sentence:
    return name(level, language())
