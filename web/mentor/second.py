"""A second look: how far mentors agree in a task, where they differ, and works that others marked."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from flask import flash, redirect, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru
from web.access import allow
from web.language import say
from web.mentor import own, standing
from web.mentor.pages import blueprint
from worker.store.views import StudentView

MOSTLY, OFTEN = 80, 60  # percent


@dataclass(frozen=True, slots=True)
class Agreed:
    """How far mentors agree: `pairs` goals have levels of two or more, `same` of them one level."""

    pairs: int
    same: int
    percent: int
    words: str
    differ: tuple[StudentView, ...]  # of a lead all; of a mentor those whom she gave a level herself
    works: int  # that wait for a second look of hers


@blueprint.get("/task/<int:assignment>/second")
@allow("mentor")
def second_look(assignment: int) -> Response:
    """On to a work that others marked and she did not, in an order of her own; back to the task when there is none."""
    given = own.assignment(assignment)
    found = _works(standing.task(given, ()), leave_out=request.args.get("after", type=int))
    if not found:
        flash(say(N_("No work waits for a second look of yours.")))
        return redirect(url_for("mentor.task", assignment=given.id))
    return redirect(url_for("mentor.student", assignment=given.id, student=found[0].id, look="second"))


def agreed(task: standing.Task) -> Agreed:
    """For the page of a task: numbers, words, and nobody's level."""
    me = own.mentor()
    found = kru().store.desk.judgements(task.given.id)
    here = {row.student.id: row.student for row in task.rows}
    percent = round(100 * found.same / found.pairs) if found.pairs else 0
    return Agreed(
        pairs=found.pairs,
        same=found.same,
        percent=percent,
        words=say(_words(percent)),
        differ=tuple(
            here[student] for student, who in found.differ if student in here and (me.role != "mentor" or me.id in who)
        ),
        works=len(_works(task)),
    )


def _works(task: standing.Task, *, leave_out: int | None = None) -> tuple[StudentView, ...]:
    me = own.mentor().id
    judges = kru().store.desk.judgements(task.given.id).judges

    def place(student: StudentView) -> bytes:
        return sha256(f"second {me} {task.given.id} {student.id}".encode()).digest()

    others = [row.student for row in task.rows if (who := judges.get(row.student.id)) and me not in who]
    return tuple(sorted((one for one in others if one.id != leave_out), key=place))


def _words(percent: int) -> str:
    if percent >= MOSTLY:
        return N_("You mostly see the same.")
    return (
        N_("You often see the same. Talk about the others.") if percent >= OFTEN else N_("Look at one work together.")
    )
