"""Three sentences and her own words; her change beside them. Nobody else reads what she says."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Blueprint, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru, security
from web.access import allow
from web.language import language, say
from web.security import limited
from web.student import own
from web.student.survey.drawing import Drawing, draw
from web.student.survey.sentences import SENTENCES, STEPS
from worker import sentences
from worker.store import StoreError
from worker.store.surveys import AnswerView, RoundView

blueprint = Blueprint("survey", __name__, template_folder="templates", url_prefix="/coding")


@blueprint.get("/")
@allow("student")
def mine() -> str:
    """What is asked now, and what she said before."""
    return _page()


@blueprint.post("/")
@allow("student")
@limited(security.HAND_INS)
def answer() -> Response | tuple[str, int]:
    """Keep what she says."""
    steps = {one: _step(request.form.get(one, "")) for one in SENTENCES}
    words = request.form.get("words", "").strip()
    if not words and not any(steps.values()):
        return _page(fix=say(N_("Choose one step, or write some words."))), 422
    try:
        kru().store.surveys.answer(own.student().id, request.form.get("round", 0, type=int), steps, words)
    except StoreError as trouble:
        return _page(steps, words, fix=sentences.say(trouble.key, language(), trouble.values)), 422
    flash(say(N_("Thank you. Your answer is kept.")))
    return redirect(url_for("survey.mine", _anchor="change-h"))


def asked() -> RoundView | None:
    """The round that her club asks in now: the latest week that is open."""
    room = kru().store.people.classroom(own.student().classroom)
    rounds = kru().store.surveys.rounds(room.club) if room else ()
    return next((one for one in reversed(rounds) if one.open), None)


def _page(steps: Mapping[str, int | None] | None = None, words: str | None = None, fix: str = "") -> str:
    now = asked()
    answers = kru().store.surveys.answers(own.student().id)
    said = next((one for one in answers if now and one.round == now.id), None)
    return render_template(
        "survey/mine.html",
        round=now,
        said=said,
        steps=steps if steps is not None else said.steps if said else {},
        words=words if words is not None else said.words if said else "",
        fix=fix,
        sentences=SENTENCES,
        choices=STEPS,
        answers=answers,
        drawings={one: drawing for one in SENTENCES if (drawing := _change(answers, one)) is not None},
    )


def _change(answers: tuple[AnswerView, ...], sentence: str) -> Drawing | None:
    values = [(one.week, float(step)) for one in answers if (step := one.steps[sentence]) is not None]
    return draw(values) if values else None


def _step(typed: str) -> int | None:
    return int(typed) if typed in {str(step) for step in STEPS} else None
