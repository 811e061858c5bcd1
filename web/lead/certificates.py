"""Certificates of a class: who has one, who gets one, and the sheet of one girl to print."""

from __future__ import annotations

from dataclasses import dataclass

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from grader.words import columns
from web import kru
from web.access import allow
from web.language import say
from web.lead.pages import blueprint
from web.mentor import own
from web.student.certificate import sheet
from worker.store.certificates import CertificateView, Made
from worker.store.views import StudentView, SubmissionView


@dataclass(frozen=True, slots=True)
class Row:
    """A student, and her certificate if she has one."""

    student: StudentView
    certificate: CertificateView | None


@blueprint.get("/class/<int:classroom>/certificates")
@allow("mentor")
def certificates(classroom: int) -> str:
    """Everybody by alphabet, with her certificate."""
    room = own.classroom(classroom)
    store = kru().store
    rows = [Row(one, store.certificates.of(one.id)) for one in store.people.students(room.id)]
    return render_template("lead/certificates.html", room=room, rows=rows)


@blueprint.post("/class/<int:classroom>/certificates")
@allow("mentor")
def give_certificates(classroom: int) -> Response:
    """Give one to each girl that was chosen; who has one keeps hers."""
    room = own.classroom(classroom)
    chosen = set(request.form.getlist("student", type=int))
    given = without = 0
    for her in kru().store.people.students(room.id):
        if her.id not in chosen:
            continue
        made = _made(her)
        if not made:
            without += 1
            continue
        kru().store.certificates.give(her.id, made, own.mentor().id)
        kru().store.settings.note(own.mentor().id, "certificate.give", student=her.id)
        given += 1
    flash(say(N_("Certificates given: {count}."), count=given) if given else say(N_("Nothing was changed.")))
    if without:
        flash(say(N_("Girls who have no work with feedback yet: {count}."), count=without))
    return redirect(url_for("lead.certificates", classroom=room.id))


@blueprint.get("/student/<int:student>/certificate")
@allow("mentor")
def certificate(student: int) -> str:
    """Her sheet, to print for her."""
    her = own.student(student)
    view = kru().store.certificates.of(her.id)

    def address(work: SubmissionView) -> str:
        return url_for("mentor.picture", submission=work.id)

    found = sheet.sheet(view, address, name=sheet.name_on(view)) if view else None
    return render_template("lead/certificate.html", student=her, view=view, sheet=found)


@blueprint.post("/student/<int:student>/certificate/back")
@allow("mentor")
def take_back(student: int) -> Response:
    """Take it back: to give a newer one, or because it was a slip."""
    her = own.student(student)
    kru().store.certificates.take_back(her.id)
    kru().store.settings.note(own.mentor().id, "certificate.back", student=her.id)
    flash(say(N_("It is taken back. Its code is known no more.")))
    return redirect(url_for("lead.certificates", classroom=her.classroom))


def _made(her: StudentView) -> tuple[Made, ...]:
    """What counts of each task, the earliest first; without feedback it is not there yet."""
    store = kru().store
    found = []
    # What she made in a class before counts as well.
    for given in (*store.assignments.brought(her.id), *store.assignments.assignments(her.classroom)):
        counting = store.submissions.counting_try(her.id, given.id)
        result = store.results.of(counting.submission.id) if counting else None
        if counting is None or result is None:
            continue
        rubric = result.rubric.rubric
        found.append(Made(dict(rubric.title), rubric.week, counting.submission.id, columns(result.report, rubric)))
    return tuple(found)
