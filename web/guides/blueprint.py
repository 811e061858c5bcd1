"""The guides: one page for whoever you are, in your language where it is written in it."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, abort, render_template, url_for
from werkzeug.wrappers import Response

from grader.language import N_
from web.access import allow
from web.catalogue.markdown import html
from web.guides import figures
from web.language import language, say

blueprint = Blueprint("guides", __name__, url_prefix="/help", template_folder="templates")

_INSTALLED = Path(__file__).parent / "texts"
FOLDER = _INSTALLED if _INSTALLED.is_dir() else Path(__file__).resolve().parents[2] / "docs" / "guides"
PICTURES = FOLDER / "pictures"
GUIDES = {
    "student": N_("For students"),
    "guardians": N_("For parents and guardians"),
    "mentor": N_("For mentors"),
    "rubric": N_("For mentors: a rubric of your own"),
    "ambassador": N_("For a new location"),
    "operator": N_("For who runs the machine"),
}


@blueprint.get("")
@allow("anyone")
def index() -> str:
    """Every guide, by whom it is for."""
    return render_template("guides/index.html", guides=[(name, say(title)) for name, title in GUIDES.items()])


@blueprint.get("/<guide>")
@allow("anyone")
def guide(guide: str) -> str:
    """One guide; in English where it is not written in her language yet."""
    if guide not in GUIDES:
        abort(404)
    written = language() if (FOLDER / f"{guide}.{language()}.md").is_file() else "en"
    text = (FOLDER / f"{guide}.{written}.md").read_text(encoding="utf-8")
    title, _, rest = text.removeprefix("# ").partition("\n")
    page = figures.drawn(rest, lambda words: html(words, top=2), _address, PICTURES)
    return render_template("guides/guide.html", title=title, page=page, written=written)


@blueprint.get("/pictures/<path:name>")
@allow("anyone")
def picture(name: str) -> Response:
    """A picture of a guide."""
    file = PICTURES / name
    if not figures.NAME.fullmatch(name) or not file.is_file():
        abort(404)
    answer = Response(file.read_bytes(), mimetype="image/webp")
    answer.headers["Cache-Control"] = "public, max-age=86400"
    return answer


def _address(name: str) -> str:
    return url_for("guides.picture", name=name)
