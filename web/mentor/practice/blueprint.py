"""Practice: choose a work, mark it, compare. And works that a mentor chooses for others, with her marks and why."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from grader.rubric.model import Criterion
from grader.words.levels import name
from web import kru, played, security, unnamed
from web.access import allow
from web.language import language, say
from web.mentor import own, shelf
from web.mentor.judging import LEVELS, latest_of
from web.mentor.practice import agreement, first, works
from web.mentor.practice.works import Shelf, Work
from web.security import limited
from web.student.peers.goals import rubric_of
from worker import sentences
from worker.store import StoreError
from worker.store.practice import LONGEST, MOST_REQUIRED, REQUIRED, ChosenWork, Reference
from worker.store.views import Level

blueprint = Blueprint("practice", __name__, template_folder="templates", url_prefix="/mentor/practice")

Answer = Response | str | tuple[str, int]


@blueprint.get("/")
@allow("mentor")
def index() -> str:
    """What there is to practise on, and how far she agrees."""
    answers = kru().store.practice.answers(own.mentor().id)
    days = agreement.days(answers)
    return render_template(
        "practice/index.html",
        shelves=works.shelves(),
        done=agreement.works_of(answers),
        whole=agreement.whole(answers),
        days=days,
        drawing=agreement.draw(days),
        left=first.left(),
        required=kru().store.practice.required(own.mentor().club),
        most=MOST_REQUIRED,
    )


@blueprint.post("/required")
@allow("lead")
def require() -> Response:
    """How many works a mentor of this club compares before she marks."""
    count = request.form.get("works", type=int)
    if count is None or not 0 <= count <= MOST_REQUIRED:
        flash(say(N_("Choose a number from 0 to {most}."), most=MOST_REQUIRED))
    else:
        me = own.mentor()
        kru().store.settings.set(f"{REQUIRED}{me.club}", {"works": count})
        kru().store.settings.note(me.id, "practice.require", works=count)
        flash(say(N_("The change is kept.")))
    return redirect(url_for("practice.index"))


@blueprint.get("/<rubric>/<int:number>")
@allow("mentor")
def work(rubric: str, number: int) -> str:
    """A work to mark; once she has, hers beside the reference, and why."""
    shelf_of, found = _work(rubric, number)
    return _page(shelf_of, found, number)


@blueprint.post("/<rubric>/<int:number>")
@allow("mentor")
@limited(security.HAND_INS)
def work_post(rubric: str, number: int) -> Answer:
    """Keep her levels: the first ones, before she saw the reference."""
    shelf_of, found = _work(rubric, number)
    given = {goal.id: _level(f"level-{goal.id}") for goal in found.goals}
    levels = {goal: (level, found.references[goal].level) for goal, level in given.items() if level}
    if len(levels) < len(found.goals):
        return _page(shelf_of, found, number, given, fix=say(N_("Choose a level for each goal first."))), 422
    kru().store.practice.answer(own.mentor().id, rubric, found.item, levels, found.chosen.id if found.chosen else None)
    return redirect(url_for("practice.work", rubric=rubric, number=number))


@blueprint.get("/work/<int:work>/picture")
@allow("mentor")
def picture(work: int) -> Response:
    """The picture that a mentor chose for practice."""
    return unnamed.picture(works.submission(_chosen(work)))


@blueprint.get("/work/<int:work>/played/<int:picture>")
@allow("mentor")
def played_picture(work: int, picture: int) -> Response:
    """The project that a mentor chose, while it was played."""
    return played.picture(works.submission(_chosen(work)), picture)


@blueprint.post("/work/<int:work>/drop")
@allow("mentor")
def drop(work: int) -> Response:
    """Take it out: whoever chose it, or a lead."""
    found, me = _chosen(work), own.mentor()
    if found.mentor != me.id and me.role == "mentor":
        abort(403)
    kru().store.practice.drop(me.club, found.id)
    flash(say(N_("It is out of the practice set.")))
    return redirect(url_for("practice.index"))


@blueprint.get("/choose/<int:submission>")
@allow("mentor")
def choose(submission: int) -> str:
    """Choose a work of a class of hers for practice: levels and why, for each goal that a person decides."""
    return _choose(submission)


@blueprint.post("/choose/<int:submission>")
@allow("mentor")
def choose_post(submission: int) -> Answer:
    """Put it into the practice set of the club."""
    hers = own.submission(submission)
    marks: dict[str, Reference] = {}
    for goal in _goals(submission):
        level = _level(f"level-{goal.id}")
        if level:
            marks[goal.id] = Reference(level, request.form.get(f"why-{goal.id}", "")[:LONGEST])
    scene = request.form.get("scene", "")[:LONGEST]
    try:
        kru().store.practice.choose(own.mentor().id, hers.id, scene, marks)
    except StoreError as trouble:
        return _choose(submission, marks, scene, fix=sentences.say(trouble.key, language(), trouble.values)), 422
    kru().store.settings.note(own.mentor().id, "practice.choose", submission=hers.id)
    flash(say(N_("It is in the practice set, without her name.")))
    return redirect(url_for("practice.index"))


def _work(rubric: str, number: int) -> tuple[Shelf, Work]:
    found = works.of(rubric)
    if found is None or not 1 <= number <= len(found.works):
        abort(404)
    return found, found.works[number - 1]


def _chosen(number: int) -> ChosenWork:
    """A chosen work of her club, or 404."""
    found = next((one for one in kru().store.practice.works(own.mentor().club) if one.id == number), None)
    if found is None:
        abort(404)
    return found


def _page(
    shelf_of: Shelf, found: Work, number: int, given: dict[str, Level | None] | None = None, fix: str = ""
) -> str:
    answers = kru().store.practice.answers(own.mentor().id)
    mine = {one.criterion: one for one in answers if (one.rubric_id, one.item) == (found.rubric, found.item)}
    done = agreement.works_of(answers)
    further = next(
        (at for at, one in enumerate(shelf_of.works, 1) if at != number and (one.rubric, one.item) not in done), None
    )
    return render_template(
        "practice/work.html",
        work=found,
        number=number,
        of=len(shelf_of.works),
        week=shelf_of.week,
        seen=works.seen(found),
        goals=[(one, shelf.said(one.title), works.ask(one), works.described(one)) for one in found.goals],
        names={key: name(key, language()) for key in LEVELS},
        mine=mine,
        given=given or {},
        further=further,
        chooser=_chooser(found),
        may_drop=found.chosen is not None and (found.chosen.mentor == own.mentor().id or own.mentor().role != "mentor"),
        fix=fix,
    )


def _chooser(found: Work) -> str:
    if found.chosen is None:
        return ""
    view = kru().store.people.mentor(found.chosen.mentor)
    return view.name if view else ""


def _goals(submission: int) -> tuple[Criterion, ...]:
    """The goals of a work that a person can decide: people's own, or every goal where there is none."""
    rubric = rubric_of(own.assignment(own.submission(submission).assignment))
    if rubric is None:
        return ()
    people = tuple(one for one in rubric.criteria if one.scored_by is not None)
    return people or rubric.criteria


def _choose(submission: int, marks: dict[str, Reference] | None = None, scene: str = "", fix: str = "") -> str:
    hers = own.submission(submission)
    me, before = own.mentor(), kru().store.practice.work_of(own.mentor().club, hers.id)
    if marks is None and before is not None:
        marks, scene = dict(before.marks), before.scene
    if marks is None:
        latest = latest_of(me, kru().store.marks.marks(hers.student, hers.assignment))
        marks = {goal: Reference(mark.level, mark.reason) for goal, mark in latest.items() if mark.level}
    return render_template(
        "practice/choose.html",
        submission=hers,
        title=own.title(own.assignment(hers.assignment)),
        goals=[(one, shelf.said(one.title), works.described(one)) for one in _goals(submission)],
        names={key: name(key, language()) for key in LEVELS},
        marks=marks,
        scene=scene,
        seen=unnamed.work(hers, kru().store.peers.names(hers.id)),
        longest=LONGEST,
        fix=fix,
    )


def _level(field: str) -> Level | None:
    return next((one for one in LEVELS if one == request.form.get(field)), None)
