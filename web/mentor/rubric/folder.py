"""What if, over works in a zip: who would move with her text, on which goal, and why. After a day nothing is kept."""

from __future__ import annotations

from collections import Counter

from flask import abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from grader.rubric.differ import differences
from grader.rubric.loaded import LoadedRubric
from grader.upload import Limits, UploadError
from grader.upload.container import is_zip
from web import kru
from web.access import allow
from web.language import language, say
from web.mentor import own, parcel, shelf
from web.mentor.pages import blueprint
from web.mentor.rubric import checking
from web.mentor.rubric.history import in_words
from web.mentor.rubric.whatif import level_words
from worker import sentences
from worker.tuning import folder

ADDRESS = "/rubric/<rubric>/what-if"


@blueprint.get(ADDRESS)
@allow("mentor")
def what_if_folder(rubric: str) -> str:
    """Choose a zip, or see how far it is and who would move."""
    return _page(rubric)


@blueprint.post(ADDRESS)
@allow("mentor")
def what_if_folder_post(rubric: str) -> Response | tuple[str, int]:
    """Keep the works for a look at each, with her text beside what is in use."""
    draft = kru().store.tuning.draft(rubric, own.mentor().id)
    kept = kru().store.rubrics.in_use().get(rubric)
    if kept is None:
        abort(404)
    if draft is None or checking.check(rubric, draft.text).loaded is None:
        return _page(rubric, say(N_("Change the rubric first, so that there is something to compare."))), 422
    sent = request.files.get("file")
    data = sent.read() if sent is not None else b""
    if not is_zip(data):
        return _page(rubric, say(N_("Choose a zip with works."))), 422
    try:
        names, files, works = _works(data)
    except UploadError as trouble:
        return _page(rubric, sentences.say(trouble.key, language(), trouble.values)), 422
    fix = _bounds(works)
    if fix:
        return _page(rubric, fix), 422
    folder.ask(kru().settings, folder.Asked(rubric, own.mentor().id, kept, draft.text, names, files), works)
    return redirect(url_for("mentor.what_if_folder", rubric=rubric), 303)


@blueprint.post(f"{ADDRESS}/forget")
@allow("mentor")
def what_if_forget(rubric: str) -> Response:
    """Throw the works and what came of them away."""
    if kru().shelf.get(rubric) is None:
        abort(404)
    folder.forget(kru().settings, own.mentor().id, rubric)
    return redirect(url_for("mentor.what_if_folder", rubric=rubric), 303)


def _works(data: bytes) -> tuple[tuple[str, ...], tuple[str, ...], tuple[bytes, ...]]:
    """What each is called, the name of its file, and its bytes."""
    most = kru().settings.upload_bytes
    found = parcel.opened(data, Limits(upload=most))
    units = found.units[: folder.MOST_WORKS + 1]
    works: list[bytes] = []
    for unit in units:
        works.append(found.data(unit, most))
        if sum(map(len, works)) > folder.MOST_BYTES:
            break
    return tuple(unit.shown for unit in units), tuple(unit.file_name for unit in units), tuple(works)


def _bounds(works: tuple[bytes, ...]) -> str:
    """Why these are too many; empty when they are not."""
    if not works:
        return say(N_("There is no project, page or picture in this zip."))
    if len(works) > folder.MOST_WORKS:
        return say(N_("These are more than {most} works. Choose fewer."), most=folder.MOST_WORKS)
    if sum(map(len, works)) > folder.MOST_BYTES:
        return say(N_("These works are too big together. Choose fewer."))
    return ""


def _page(rubric: str, fix: str = "") -> str:
    in_use = kru().shelf.get(rubric)
    if in_use is None:
        abort(404)
    found = folder.standing(kru().store, kru().settings, own.mentor().id, rubric)
    draft = kru().store.tuning.draft(rubric, own.mentor().id)
    then = kru().shelf.at(found.asked.kept) if found else None
    new = checking.check(rubric, found.asked.text).loaded if found else None
    return render_template(
        "mentor/rubric/folder.html",
        rubric=rubric,
        title=shelf.said(in_use.rubric.title),
        version=in_use.rubric.version,
        draft=draft,
        found=found,
        stale=bool(found and draft and draft.text != found.asked.text),
        ways=Counter(one.way for one in found.moved) if found else {},
        rows=_rows(found, new) if found and new else (),
        changes=in_words(differences(then, new)) if then and new else (),
        plays=bool(new and any(one.play for one in new.rubric.criteria)),
        most=folder.MOST_WORKS,
        fix=fix,
    )


def _rows(found: folder.Standing, new: LoadedRubric) -> list[dict[str, object]]:
    titles = shelf.goal_titles(new.rubric)
    return [
        {
            "name": one.name,
            "goal": titles.get(move.criterion) if move.criterion else None,
            "before": level_words(move.before),
            "after": level_words(move.after),
            "why": move.say(language()),
        }
        for one in found.moved
        for move in one.moves
    ]
