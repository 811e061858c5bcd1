"""Her showcase and the one of her class. A work is her class's to see when she and a mentor say yes."""

from __future__ import annotations

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web import kru, pictures, security
from web.access import allow
from web.language import language, say
from web.security import limited
from web.student import own
from worker import sentences
from worker.store import StoreError
from worker.store.showcases import LONGEST_SENTENCE, LONGEST_TITLE, ShownView
from worker.store.views import SubmissionView

blueprint = Blueprint("showcase", __name__, template_folder="templates", url_prefix="/showcase")

Answer = Response | str | tuple[str, int]


@blueprint.get("/")
@allow("student")
def mine() -> str:
    """The works that she chose, and where each of them stands."""
    shown = kru().store.showcases.of_student(own.student().id)
    return render_template("showcase/mine.html", works=shown)


@blueprint.get("/class")
@allow("student")
def of_class() -> str:
    """What the girls of her class show each other."""
    works = kru().store.showcases.of_class(own.student().classroom)
    return render_template("showcase/class.html", works=works)


@blueprint.get("/add/<int:submission>")
@allow("student")
def add(submission: int) -> str:
    """The form for a work: its name, a sentence, and who may see it."""
    hers = own.submission(submission)
    found = next((one for one in kru().store.showcases.of_student(hers.student) if one.submission == hers.id), None)
    words = (found.title, found.sentence, found.wish) if found else (_name(hers), "", False)
    return _form(hers, *words, shown=found)


@blueprint.post("/add/<int:submission>")
@allow("student")
@limited(security.HAND_INS)
def add_post(submission: int) -> Answer:
    """Keep it; other words than a mentor has read go to a mentor again."""
    hers = own.submission(submission)
    title, sentence = request.form.get("title", ""), request.form.get("sentence", "")
    wish = request.form.get("wish") == "1"
    try:
        shown = kru().store.showcases.choose(hers.student, hers.id, title, sentence, wish=wish)
    except StoreError as trouble:
        fix = sentences.say(trouble.key, language(), trouble.values)
        return _form(hers, title, sentence, wish, fix=fix), 422
    if not shown.wish:
        flash(say(N_("It is in your showcase. You alone see it.")))
    elif shown.visible:
        flash(say(N_("It is in your showcase. Your class sees it.")))
    else:
        flash(say(N_("It is in your showcase. Your mentor looks at it first.")))
    return redirect(url_for("showcase.mine"))


@blueprint.post("/<int:shown>/withdraw")
@allow("student")
def withdraw(shown: int) -> Response:
    """Take it out, at once."""
    found = _seen(shown)
    if found.student != own.student().id:
        abort(404)
    kru().store.showcases.withdraw(found.student, found.id)
    flash(say(N_("It is out of your showcase. Your file is still here.")))
    return redirect(url_for("showcase.mine"))


@blueprint.get("/<int:shown>/picture")
@allow("student")
def picture(shown: int) -> Response:
    """The picture of a work that she may see."""
    found = _seen(shown)
    if found.kind != "picture":
        abort(404)
    return pictures.shown(kru().store.submissions.file(found.submission))


def _seen(number: int) -> ShownView:
    """A work of hers, or one that her class shows; else 404."""
    her, found = own.student(), kru().store.showcases.one(number)
    if found is None:
        abort(404)
    if found.student != her.id:
        whose = kru().store.people.student(found.student)
        if whose is None or whose.classroom != her.classroom or not found.visible:
            abort(404)
    return found


def _name(hers: SubmissionView) -> str:
    return hers.file_name.rpartition(".")[0][:LONGEST_TITLE] or hers.file_name[:LONGEST_TITLE]


def _form(
    hers: SubmissionView,
    title: str,
    sentence: str,
    wish: bool,  # noqa: FBT001 - one of the fields
    *,
    shown: ShownView | None = None,
    fix: str = "",
) -> str:
    return render_template(
        "showcase/add.html",
        submission=hers,
        title=title[:LONGEST_TITLE],
        sentence=sentence[:LONGEST_SENTENCE],
        wish=wish,
        shown=shown,
        fix=fix,
        longest=(LONGEST_TITLE, LONGEST_SENTENCE),
    )
