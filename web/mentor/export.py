"""A class out: one row a submission, as a sheet and as JSON, safe to open in a spreadsheet."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort
from werkzeug.wrappers import Response

from grader.counting import Total
from grader.output.sheet import POSSIBLE, safe
from grader.report import shown
from grader.rubric.model import Rubric
from web import kru
from web.access import allow
from web.language import language, zone
from web.mentor import goals, own
from web.mentor.glance import marked
from web.mentor.pages import blueprint
from web.mentor.places.days import days
from web.mentor.teams.pages import team_names
from worker import sentences
from worker.store.glance import Work
from worker.store.views import AssignmentView, StudentView

BOM = "\ufeff"  # without it Excel reads Khmer as signs
BEFORE = ("student", "try", "handed in", "late", "counts", "status", "band", "final", "points", "of", "total")
AFTER = ("version", "file", "reason", "text", "team")
_STATUS = {"done": "graded", "unreadable": "unreadable", "stuck": "stuck"}


@dataclass(frozen=True, slots=True)
class Row:
    """One submission; of a task without files, one student whom people gave levels."""

    student: str
    attempt: int | None
    at: datetime | None
    late: bool
    counts: bool
    status: str  # graded, unreadable, stuck, waiting
    total: Total | None
    rubric: Rubric | None
    version: int | None
    file: str
    reason: str = ""
    text: str = ""
    number: int | None = None  # of the student
    submission: int | None = None
    team: str = ""


@blueprint.get("/task/<int:assignment>/export.csv")
@allow("mentor")
def export_csv(assignment: int) -> Response:
    """The task as a sheet: one row a submission, the points possible in row 2."""
    given = own.assignment(assignment)
    rubric = rubric_of(given)
    return _file(given, "csv", "text/csv", BOM + sheet(rubric, rows(given)))


@blueprint.get("/task/<int:assignment>/export.json")
@allow("mentor")
def export_json(assignment: int) -> Response:
    """The task as JSON: one entry a submission."""
    given = own.assignment(assignment)
    rubric = rubric_of(given)
    data = {**head(given, rubric), "results": [entry(row) for row in rows(given)]}
    return _file(given, "json", "application/json", json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def head(given: AssignmentView, rubric: Rubric) -> dict[str, Any]:
    """What stands before `results`."""
    room = kru().store.people.classroom(given.classroom)
    return {
        "rubric": rubric.id,
        "version": rubric.version,
        "class": room.name if room else None,
        "due": _moment(given.due),
        "counts": given.counts,
        "possible": {"points": rubric.points, "criteria": {one.id: one.points for one in rubric.criteria}},
    }


def sheet(rubric: Rubric, rows: Iterable[Row]) -> str:
    """The whole sheet; its columns are the same in every language."""
    names = [one.id for one in rubric.criteria]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*BEFORE, *(f"{name} {part}" for name in names for part in ("level", "points")), *AFTER])
    possible: list[Any] = [POSSIBLE, *[""] * 7, rubric.points, rubric.points, rubric.points]
    writer.writerow([*possible, *(cell for one in rubric.criteria for cell in ("", one.points)), *[""] * len(AFTER)])
    for row in rows:
        writer.writerow([safe(cell) for cell in _cells(row, names)])
    return out.getvalue()


def entry(row: Row) -> dict[str, Any]:
    """One entry of `results`."""
    total = row.total
    return {
        "student": row.student,
        "try": row.attempt,
        "handed_in": _moment(row.at),
        "late": row.late,
        "counts": row.counts,
        "status": row.status,
        "reason": row.reason or None,
        "text": row.text or None,
        "band": total.band if total else None,
        "final": total.final if total else None,
        "points": shown(total.points) if total else None,
        "of": shown(total.of) if total else None,
        "total": row.rubric.points if row.rubric else None,
        "version": row.version,
        "file": row.file or None,
        "team": row.team or None,
        "criteria": [
            {
                "id": one.id,
                "level": one.level,
                "reason": one.reason,
                "points": shown(one.points),
                "of": shown(one.of),
                "amount": one.amount,
                "looked_at": one.looked_at,
                "given": one.given,
            }
            for one in (total.results if total else ())
        ],
    }


def rows(given: AssignmentView) -> Iterator[Row]:
    """By alphabet, then by try."""
    seen = kru().store.glances.task(given.id, all_tries=True)
    teams = team_names(given)
    for her in seen.students:
        stand = seen.stands.get((her.id, given.id))
        if stand is None:
            marks = seen.marks.get((her.id, given.id), {})
            alone = marked(given, marks) if marks else None
            if alone is not None:
                total, rubric = alone
                yield Row(
                    student=her.nickname,
                    attempt=None,
                    at=None,
                    late=False,
                    counts=True,
                    status="graded",
                    total=total,
                    rubric=rubric,
                    version=rubric.version,
                    file="",
                    number=her.id,
                )
            continue
        for work in stand.all:
            counts = stand.counting is not None and work.submission == stand.counting.submission
            yield _row(her, work, given, counts=counts, team=teams.get(work.submission, ""))


def _row(her: StudentView, work: Work, given: AssignmentView, *, counts: bool, team: str) -> Row:
    reason = (work.unreadable_key or "unknown") if work.state == "unreadable" else ""
    return Row(
        student=her.nickname,
        attempt=work.attempt,
        at=work.at,
        late=days(given).is_late(her.id, work.at),
        counts=counts,
        status=_STATUS.get(work.state, "waiting"),
        total=work.total,
        rubric=work.rubric.rubric if work.rubric else None,
        version=work.version,
        file=work.file_name,
        reason=reason,
        text=sentences.say(reason, language(), work.unreadable_values) if reason else "",
        number=her.id,
        submission=work.submission,
        team=team,
    )


def _cells(row: Row, names: Iterable[str]) -> Iterator[object]:
    total = row.total
    yield from (row.student, "" if row.attempt is None else row.attempt, _moment(row.at) or "")
    yield from ("yes" if one else "no" for one in (row.late, row.counts))
    yield row.status
    if total is None:
        yield from ("",) * 5
    else:
        yield from (total.band or "", "yes" if total.final else "no", shown(total.points), shown(total.of))
        yield row.rubric.points if row.rubric else ""
    results = {one.id: one for one in total.results} if total else {}
    for name in names:
        result = results.get(name)
        points = shown(result.points) if result else None
        yield from (result.level if result else "", "" if points is None else points)
    yield from ("" if row.version is None else row.version, row.file, row.reason, row.text, row.team)


def rubric_of(given: AssignmentView) -> Rubric:
    """The rubric whose criteria are the columns; 404 when nobody knows it any more."""
    rubric = goals.rubric_of(given, kru().store.glances.task(given.id))
    if rubric is None:
        abort(404)
    return rubric


def _moment(at: datetime | None) -> str | None:
    return at.astimezone(zone()).isoformat(timespec="seconds") if at else None


def _file(given: AssignmentView, suffix: str, mimetype: str, text: str) -> Response:
    name = f"{given.rubric_id}-{given.id}.{suffix}"  # ids of rubrics hold letters, digits and hyphens
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(text.encode(), mimetype=mimetype, headers=headers)
