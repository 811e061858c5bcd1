"""The editor of a rubric: a text, its mistakes, what its examples come to, her page, and putting it into use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, flash, jsonify, make_response, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from grader.rubric.loaded import LoadedRubric
from grader.words import Sentence
from web import kru
from web.access import allow
from web.language import language, say
from web.mentor import own, shelf
from web.mentor.pages import blueprint
from web.mentor.rubric import checking, modules, preview, schema_words
from web.mentor.rubric.checking import Checked
from worker.store.tuning import PUBLISH, TRY, DraftView
from worker.tuning import begun
from worker.tuning.drafts import text_print

ADDRESS = "/rubric/<rubric>/edit"
SHARED = ("lead", "admin")  # who sees what mentors of the club have written


@blueprint.get(ADDRESS)
@allow("mentor")
def edit_rubric(rubric: str) -> Response:
    """Change a rubric's text; the girls see nothing of it."""
    return _page(rubric, checking.check(rubric, checking.text_of(rubric)))


@blueprint.post(ADDRESS)
@allow("mentor")
def edit_rubric_post(rubric: str) -> Response:
    """Keep the text, check it, and have its examples tried."""
    checking.of_rubric(rubric)
    text = checking.mended(checking.plain(request.form.get("text", "")), request.form.get("mend", ""))
    draft = kru().store.tuning.save(rubric, own.mentor().id, text)
    checked = checking.check(rubric, text)
    if checked.mistakes:
        return _page(rubric, checked, 422)
    kru().store.tuning.ask(draft.id, TRY)
    return redirect(url_for("mentor.edit_rubric", rubric=rubric), 303)


@blueprint.post(f"{ADDRESS}/check")
@allow("mentor")
def check_rubric(rubric: str) -> str:
    """What is left to mend, while she writes. The text is kept."""
    checking.of_rubric(rubric)
    text = checking.plain(request.form.get("text", ""))
    kru().store.tuning.save(rubric, own.mentor().id, text)
    return render_template("mentor/rubric/_mistakes.html", checked=checking.check(rubric, text))


@blueprint.post(f"{ADDRESS}/forget")
@allow("mentor")
def forget_draft(rubric: str) -> Response:
    """Begin anew from what is in use."""
    kru().store.tuning.forget(rubric, own.mentor().id)
    if begun.folder(kru().settings, rubric) and not kru().store.tuning.drafts(rubric):
        begun.drop(kru().settings, rubric)  # nobody else writes at it, and nothing of it is in use
        flash(say(N_("The draft is gone.")))
        return redirect(url_for("mentor.rubrics"), 303)
    flash(say(N_("Here is what stands in the file.")))
    return redirect(url_for("mentor.edit_rubric", rubric=rubric), 303)


@blueprint.post(f"{ADDRESS}/take")
@allow("lead")
def take_draft(rubric: str) -> Response:
    """A lead goes on with what a mentor of the club has written."""
    number = request.form.get("mentor", type=int)
    if number is None:
        abort(400)
    theirs = kru().store.tuning.draft(rubric, own.colleague(number).id)
    if theirs is None:
        abort(404)
    kru().store.tuning.save(rubric, own.mentor().id, theirs.text)
    flash(say(N_("This text is your draft now.")))
    return redirect(url_for("mentor.edit_rubric", rubric=rubric), 303)


@blueprint.post(f"{ADDRESS}/publish")
@allow("lead")
def publish_rubric(rubric: str) -> Response:
    """Put her draft into use, once its examples have come out as expected."""
    draft = kru().store.tuning.draft(rubric, own.mentor().id)
    if draft is None or not _tried(draft)["passed"]:
        flash(say(N_("Check it first. It can be published when every example comes out.")))
    else:
        kru().store.tuning.ask(draft.id, PUBLISH)
        kru().store.settings.note(own.mentor().id, "rubric.publish", rubric=rubric)
        flash(say(N_("Kru tries it once more and publishes it.")))
    return redirect(url_for("mentor.edit_rubric", rubric=rubric), 303)


@blueprint.get("/rubric-words")
@allow("mentor")
def rubric_words() -> Response:
    """The words of the schema, for completion."""
    answer = jsonify(schema_words.words())
    answer.headers["Cache-Control"] = "private, max-age=86400"
    return answer


@dataclass(frozen=True, slots=True)
class Writing:
    """A draft that somebody writes at. `new`: nothing of that rubric is in use yet."""

    rubric: str
    title: Sentence | None
    name: str
    mine: bool
    new: bool
    at: datetime


def writing() -> tuple[Writing, ...]:
    """Her own drafts; for who leads, also those of the club's mentors."""
    names = _names()
    who = names.keys() if own.mentor().role in SHARED else {own.mentor().id}
    in_use = {one.rubric.id: one.rubric.title for one in kru().shelf.all()}
    return tuple(
        Writing(
            one.rubric_id,
            shelf.said(in_use[one.rubric_id]) if one.rubric_id in in_use else None,
            names[one.mentor],
            one.mentor == own.mentor().id,
            one.rubric_id not in in_use,
            one.at,
        )
        for one in kru().store.tuning.by(who)
    )


def _page(rubric: str, checked: Checked, status: int = 200) -> Response:
    draft = kru().store.tuning.draft(rubric, own.mentor().id)
    tried = _tried(draft)
    in_use = kru().shelf.get(rubric)
    parts = modules.page()
    page = render_template(
        "mentor/rubric/edit.html",
        rubric=rubric,
        title=_title(in_use or checked.loaded),
        in_use=in_use.rubric.version if in_use else None,
        checked=checked,
        own_draft=draft,
        tried=tried,
        said=_lines(tried),
        others=_others(rubric),
        names=_names(),
        **parts,
        **preview.page(checked.loaded, request.args.get("example", 0, type=int)),
    )
    answer = make_response(page, status)
    if parts["nonce"]:
        answer.headers["Content-Security-Policy"] = modules.policy(parts["nonce"])
    return answer


def _title(loaded: LoadedRubric | None) -> Sentence | None:
    return shelf.said(loaded.rubric.title) if loaded else None


def _tried(draft: DraftView | None) -> dict[str, Any]:
    """What came of this very text; `print` is empty when it was another one, or nobody asked yet."""
    nothing = {"print": "", "passed": False, "said": {}, "version": None}
    if draft is None or not draft.tried or draft.tried.get("print") != text_print(draft.text):
        return nothing
    return {**nothing, **draft.tried}


def _lines(tried: dict[str, Any]) -> list[str]:
    said = tried["said"]
    return str(said.get(language()) or said.get("en", "")).strip().splitlines()


def _others(rubric: str) -> tuple[DraftView, ...]:
    if own.mentor().role not in SHARED:
        return ()
    names = _names()
    return tuple(
        one for one in kru().store.tuning.drafts(rubric) if one.mentor in names and one.mentor != own.mentor().id
    )


def _names() -> dict[int, str]:
    return {one.id: one.name for one in kru().store.people.mentors(own.mentor().club)}
