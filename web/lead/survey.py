"""How a club sees coding: weeks to open and close, numbers of everybody together, as a picture and as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru
from web.access import allow
from web.language import language, say
from web.lead.pages import blueprint
from web.mentor import own
from web.student.survey.drawing import Drawing, draw
from web.student.survey.sentences import SENTENCES
from worker import sentences
from worker.store import StoreError
from worker.store.crowd import FEWEST
from worker.store.surveys import WEEKS, RoundView

HEAD = ("week", "sentence", "girls", "mean", "same_girls", "since_week", "same_then", "same_now")


@dataclass(frozen=True, slots=True)
class Line:
    """A week in the list: its round, or none while nobody opened it."""

    week: int
    round: RoundView | None


@blueprint.get("/coding")
@allow("lead")
def coding() -> str:
    """The weeks of the club, and its numbers."""
    rounds = kru().store.surveys.rounds(own.mentor().club)
    known = {one.week: one for one in rounds}
    counted = [one for one in rounds if one.numbers]
    return render_template(
        "lead/coding.html",
        lines=[Line(week, known.get(week)) for week in sorted({*WEEKS, *known})],
        counted=counted,
        sentences=SENTENCES,
        drawings={one: drawing for one in SENTENCES if (drawing := _drawing(counted, one)) is not None},
        fewest=FEWEST,
    )


@blueprint.post("/coding/open")
@allow("lead")
def open_week() -> Response:
    """Begin to ask in a week."""
    week = request.form.get("week", 0, type=int)
    try:
        kru().store.surveys.open(own.mentor().club, week)
    except StoreError as trouble:
        flash(sentences.say(trouble.key, language(), trouble.values))
    else:
        kru().store.settings.note(own.mentor().id, "survey.open", week=week)
        flash(say(N_("Week {week} is open. Girls see it on their page."), week=week))
    return redirect(url_for("lead.coding"))


@blueprint.post("/coding/close")
@allow("lead")
def close_week() -> Response:
    """Ask no more in a week, and count."""
    week = request.form.get("week", 0, type=int)
    found = next((one for one in kru().store.surveys.rounds(own.mentor().club) if one.week == week), None)
    if found is None:
        abort(400)
    closed = kru().store.surveys.close(found.id)
    kru().store.settings.note(own.mentor().id, "survey.close", week=week)
    flash(
        say(N_("Week {week} is closed and counted."), week=week)
        if closed.numbers
        else say(N_("Week {week} is closed. There are too few answers to count."), week=week)
    )
    return redirect(url_for("lead.coding"))


@blueprint.get("/coding.csv")
@allow("lead")
def coding_csv() -> Response:
    """The numbers of the whole club, a row a week and sentence."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows(_rows(kru().store.surveys.rounds(own.mentor().club)))
    response = Response("\ufeff" + out.getvalue(), mimetype="text/csv")
    response.headers["Content-Disposition"] = "attachment; filename=how-we-see-coding.csv"
    return response


@blueprint.get("/coding/<sentence>.svg")
@allow("lead")
def coding_svg(sentence: str) -> Response:
    """One sentence as a picture of its own, to put into a report."""
    drawing = _drawing([one for one in kru().store.surveys.rounds(own.mentor().club) if one.numbers], sentence)
    if sentence not in SENTENCES or drawing is None:
        abort(404)
    picture = render_template("lead/coding.svg", drawing=drawing, title=say(SENTENCES[sentence]))
    return Response(
        picture, mimetype="image/svg+xml", headers={"Content-Disposition": f"attachment; filename={sentence}.svg"}
    )


def _rows(rounds: tuple[RoundView, ...]) -> Iterator[tuple[object, ...]]:
    for one in rounds:
        for sentence, numbers in (one.numbers or {}).items():
            same: Mapping[str, Any] = numbers.get("same", {})
            yield (
                one.week,
                SENTENCES[sentence],
                numbers["girls"],
                numbers["mean"],
                same.get("girls", ""),
                same.get("week", ""),
                same.get("then", ""),
                same.get("now", ""),
            )


def _drawing(counted: list[RoundView], sentence: str) -> Drawing | None:
    values = [(one.week, one.numbers[sentence]["mean"]) for one in counted if one.numbers and sentence in one.numbers]
    return draw(values) if values else None
