"""What if the rules changed for this class? Who would move and why; then a regrade, and results that are held back."""

from __future__ import annotations

import logging
from collections import Counter
from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from grader.rubric.differ import differences
from grader.rubric.loaded import LoadedRubric
from grader.rubric.whatif import LEVELS
from grader.words import Sentence
from web import kru
from web.access import allow
from web.language import language, say
from web.mentor import own, shelf
from web.mentor.pages import blueprint
from web.mentor.rubric import checking
from web.mentor.rubric.history import in_words
from worker.store.views import AssignmentView
from worker.tuning import whatif

log = logging.getLogger("kru.web")

LONGEST_REASON = 500


@dataclass(frozen=True, slots=True)
class Row:
    """One move of one girl. `goal` is None for the whole."""

    student: int
    submission: int
    goal: Sentence | None
    before: str
    after: str
    way: str
    why: str


@blueprint.get("/task/<int:assignment>/what-if")
@allow("mentor")
def what_if(assignment: int) -> str:
    """Who would move with her draft, or with what is in use; nothing is changed by looking."""
    return _page(own.assignment(assignment))


@blueprint.post("/task/<int:assignment>/regrade")
@allow("mentor")
def regrade(assignment: int) -> Response | tuple[str, int]:
    """Grade again what older rules graded; with a reason, let lower results through."""
    given = own.assignment(assignment)
    reason = request.form.get("reason", "").strip()[:LONGEST_REASON]
    if request.form.get("lower") == "1" and not reason:
        return _page(given, fix=say(N_("Write why first. She reads it."))), 422
    held = len(kru().store.tuning.standing(given.id).held)
    begun = kru().store.tuning.regrade(given.id, own.mentor().id, reason)
    for grading in begun:
        try:
            kru().enqueue(grading)
        except Exception:
            # The row is the record: without a queue the work begins when the queue is back.
            log.exception("The queue was not reached for grading %s.", grading)
    if reason and held:
        flash(say(N_("Let through: {count}."), count=held))
    elif begun:
        flash(say(N_("Regrading begins: {count}."), count=len(begun)))
    else:
        flash(say(N_("Nothing is left to regrade.")))
    return redirect(url_for("mentor.what_if", assignment=given.id), 303)


def _page(given: AssignmentView, fix: str = "") -> str:
    in_use = kru().shelf.get(given.rubric_id)
    new, is_draft, unready = _new(given.rubric_id, in_use)
    girls = whatif.over(kru().store, given.id, new) if new else ()
    ways = Counter(girl.moved.way for girl in girls)
    standing = kru().store.tuning.standing(given.id) if in_use else None
    return render_template(
        "mentor/rubric/whatif.html",
        given=given,
        title=own.title(given),
        new=new.rubric if new else None,
        is_draft=is_draft,
        unready=unready,
        rows=_rows(girls, new) if new else (),
        anew=_anew(girls, new) if new else (),
        ways=ways,
        changes=in_words(differences(in_use, new)) if is_draft and in_use and new else (),
        nicknames={one.id: one.nickname for one in kru().store.people.students(given.classroom)},
        standing=standing,
        held=_held(standing.held) if standing else (),
        fix=fix,
    )


def _new(rubric: str, in_use: LoadedRubric | None) -> tuple[LoadedRubric | None, bool, bool]:
    """What to count with, whether it is her draft, and whether her draft cannot be counted with yet."""
    draft = kru().store.tuning.draft(rubric, own.mentor().id)
    if draft is None:
        return in_use, False, False
    checked = checking.check(rubric, draft.text)
    return (checked.loaded, True, False) if checked.loaded else (in_use, False, True)


def _rows(girls: tuple[whatif.Girl, ...], new: LoadedRubric) -> tuple[Row, ...]:
    titles = shelf.goal_titles(new.rubric)
    return tuple(
        Row(
            girl.student,
            girl.submission,
            titles.get(move.criterion) if move.criterion else None,
            level_words(move.before),
            level_words(move.after),
            move.way,
            move.say(language()),
        )
        for girl in girls
        for move in girl.moved.moves
    )


def level_words(level: str | None) -> str:
    """A level in the language of this page; a dash where there is none."""
    return say(LEVELS[level]) if level is not None and level in LEVELS else "–"


def _anew(girls: tuple[whatif.Girl, ...], new: LoadedRubric) -> tuple[Sentence | str, ...]:
    """The goals and gates that have to be seen anew, by their titles."""
    titles = shelf.goal_titles(new.rubric)
    names = dict.fromkeys(name for girl in girls for name in girl.moved.unknown)
    return tuple(titles.get(name, name.removeprefix("gate:")) for name in names)


def _held(gradings: tuple[int, ...]) -> tuple[tuple[int, int], ...]:
    """Student and submission of what is held back."""
    found = []
    for number in gradings:
        grading = kru().store.gradings.grading(number)
        handed_in = kru().store.submissions.submission(grading.submission) if grading else None
        if handed_in:
            found.append((handed_in.student, handed_in.id))
    return tuple(found)
