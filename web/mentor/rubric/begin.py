"""A new rubric: small, like another one, or from a finished work. It is a draft until a lead publishes it."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from flask import flash, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from grader.rubric import skeleton
from grader.rubric.load import RubricError
from grader.rubric.model import ID
from grader.rubric.new import copied, like
from grader.scratch.model import ScratchProject
from grader.upload import Limits, UploadError, read
from grader.website.model import Website
from web import kru
from web.access import allow
from web.language import language, say
from web.mentor import own, shelf
from web.mentor.pages import blueprint
from worker import rubrics as files
from worker import sentences
from worker.tuning import begun, drafts

Start = Literal["sb3", "website", "rubric", "work"]
STARTS: tuple[Start, ...] = ("sb3", "website", "rubric", "work")
log = logging.getLogger("kru.web")
LONGEST_ID = 60
LONGEST_TITLE = 80
_ENDING = {"sb3": ".sb3", "website": ".zip"}


@dataclass(slots=True)
class Wish:
    """What she wrote, and what is left to mend, by field."""

    start: Start = "sb3"
    name: str = ""
    titles: dict[str, str] = field(default_factory=dict)
    model: str = ""
    fixes: dict[str, str] = field(default_factory=dict)


@blueprint.get("/rubrics/new")
@allow("mentor")
def new_rubric() -> str:
    """Say what it starts from, its name and its title."""
    asked = request.args.get("from", "")
    return _page(Wish("rubric", model=asked) if asked else Wish())


@blueprint.post("/rubrics/new")
@allow("mentor")
def new_rubric_post() -> Response | tuple[str, int]:
    """Begin it: its files lie aside, and its text is her draft."""
    wish = _wish()
    made = {} if wish.fixes else _files(wish)
    if wish.fixes:
        return _page(wish), 422
    try:
        begun.begin(kru().settings, wish.name, made)
    except OSError:
        log.exception("A new rubric could not be begun.")
        taken = begun.folder(kru().settings, wish.name)  # two who press at the same moment
        missing = N_("There is no room for it now. Please tell your lead.")
        wish.fixes["name"] = say(N_("This name is taken. Choose another one.") if taken else missing)
        return _page(wish), 422
    text = made[files.NAME].decode()
    kru().store.tuning.save(wish.name, own.mentor().id, text)
    kru().store.settings.note(own.mentor().id, "rubric.begin", rubric=wish.name)
    flash(say(N_("This is your draft. Change it as you like.")))
    return redirect(url_for("mentor.edit_rubric", rubric=wish.name), 303)


def _wish() -> Wish:
    start = request.form.get("start", "")
    titles = {code: _line(request.form.get(f"title-{code}", "")) for code in ("en", "km")}
    wish = Wish(
        next((one for one in STARTS if one == start), "sb3"),
        _line(request.form.get("name", "")) or _name_of(titles["en"]),
        {code: title for code, title in titles.items() if title},
        request.form.get("model", ""),
    )
    if not titles["en"]:
        wish.fixes["title-en"] = say(N_("Give it a title, so that others find it."))
    if not re.fullmatch(ID, wish.name) or len(wish.name) > LONGEST_ID:
        wish.fixes["name"] = say(N_("Use small letters, digits and hyphens, such as our-dance."))
    elif not begun.is_free(kru().store, kru().settings, wish.name):
        wish.fixes["name"] = say(N_("This name is taken. Choose another one."))
    return wish


def _files(wish: Wish) -> Mapping[str, bytes]:
    """What its folder holds; nothing, with a sentence in `fixes`, when it cannot start so."""
    if wish.start == "rubric":
        return _like_another(wish)
    if wish.start == "work":
        return _from_work(wish)
    return _titled(wish, skeleton.files(wish.name, wish.titles["en"], wish.start))


def _like_another(wish: Wish) -> Mapping[str, bytes]:
    try:
        folder = drafts.folder_of(kru().store, kru().settings, wish.model)
        return copied(folder / files.NAME, wish.name, wish.titles)
    except (KeyError, OSError, RubricError):
        wish.fixes["model"] = say(N_("Choose the rubric that it should be like."))
        return {}


def _from_work(wish: Wish) -> Mapping[str, bytes]:
    sent = request.files.get("file")
    data = sent.read() if sent is not None else b""
    if sent is None or not data:
        wish.fixes["file"] = say(N_("Choose a finished project or a website."))
        return {}
    try:
        project = read(data, sent.filename or "", Limits(upload=kru().settings.upload_bytes))
    except UploadError as trouble:
        wish.fixes["file"] = sentences.say(trouble.key, language(), trouble.values)
        return {}
    if not isinstance(project, ScratchProject | Website):
        wish.fixes["file"] = say(N_("Choose a finished project or a website."))
        return {}
    kind = "sb3" if isinstance(project, ScratchProject) else "website"
    one_page = not data.startswith(b"PK") and kind == "website"
    example = f"examples/finished{'.html' if one_page else _ENDING[kind]}"
    roots = files.roots(kru().settings)
    made = skeleton.from_project(wish.name, wish.titles["en"], kind, project, example, roots)
    if not made:
        wish.fixes["file"] = say(N_("Kru finds nothing here to look for. Try another work."))
        return {}
    return {**_titled(wish, made), example: data}


def _titled(wish: Wish, made: Mapping[str, str]) -> dict[str, bytes]:
    found = {name: text.encode() for name, text in made.items()}
    return {**found, files.NAME: like(found[files.NAME], wish.name, wish.titles).encode()}


def _line(text: str) -> str:
    return " ".join(text.split())[:LONGEST_TITLE]


def _name_of(title: str) -> str:
    """A name for files out of an English title."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain))[:LONGEST_ID].strip("-")


def _page(wish: Wish) -> str:
    return render_template("mentor/rubric/begin.html", wish=wish, modules=shelf.modules())
