"""The catalogue: what Kru can look for, a page a check."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, abort, render_template
from markupsafe import Markup

from grader import catalogue
from grader.catalogue import Entry
from grader.check import Example
from grader.language import N_
from grader.page import stack
from grader.scratch.notation import NotationError, read_project, read_scripts
from grader.words import Facts, Sentence
from grader.words.sentence import translated
from web.access import allow
from web.catalogue.markdown import html
from web.catalogue.parameters import parameters
from web.language import language, say

blueprint = Blueprint("catalogue", __name__, url_prefix="/checks", template_folder="templates")

GROUPS = {
    "scratch": N_("Scratch projects"),
    "website": N_("Websites"),
    "live": N_("Projects that run"),
}
KINDS = {
    "count": N_("More is better."),
    "problem": N_("Fewer is better."),
    "praise": N_("A good habit."),
}
MOST_SCRIPTS = 8  # of one example


@dataclass(frozen=True, slots=True)
class Shown:
    """An example to look at: blocks as a picture, or files with their lines."""

    shows: str
    amount: int
    params: str
    scripts: tuple[tuple[str, Markup], ...] = ()
    files: tuple[tuple[str, tuple[str, ...]], ...] = ()
    text: str = ""


@blueprint.get("")
@allow("anyone")
def index() -> str:
    """Every check, by what it judges."""
    entries = catalogue.entries()
    groups = [
        (say(name), [_line(one) for one in entries if one.kind_of_project == key]) for key, name in GROUPS.items()
    ]
    return render_template("catalogue/index.html", groups=[(name, lines) for name, lines in groups if lines])


@blueprint.get("/<check>")
@allow("anyone")
def check(check: str) -> str:
    """One check: what it looks for, its parameters, examples, and what it says."""
    try:
        entry = catalogue.entry(check)
    except catalogue.UnknownCheckError:
        abort(404)
    first, _, rest = entry.page.partition("\n\n")
    return render_template(
        "catalogue/check.html",
        entry=entry,
        title=_said(entry.check.title),
        kind=say(KINDS[entry.check.kind]),
        first=" ".join(first.split()),
        page=html(rest, top=2),
        parameters=parameters(entry.check.params),
        examples=[_shown(one) for one in entry.check.examples],
        words=_words(entry),
    )


def _line(entry: Entry) -> tuple[str, Sentence, str]:
    return entry.id, _said(entry.check.title), say(KINDS[entry.check.kind])


def _said(sentence: str) -> Sentence:
    return translated(sentence, Facts(), language())


def _words(entry: Entry) -> list[tuple[str, str]]:
    """Its sentences as a rubric's author copies them: with their placeholders."""
    words = entry.check.words
    said = [(say(N_("When it is there")), words.praise), (say(N_("The next step")), words.next)]
    said += [(say(N_("Hint {number}"), number=number), hint) for number, hint in enumerate(words.hints, 1)]
    return [(name, say(text)) for name, text in said if text]


def _shown(example: Example) -> Shown:
    params = ", ".join(f"{name}: {_value(value)}" for name, value in example.params.items())
    if isinstance(example.project, Mapping):
        files = tuple((path, _lines(data)) for path, data in example.project.items())
        return Shown(example.shows, example.amount, params, files=files)
    scripts = _scripts(example.project)
    return Shown(example.shows, example.amount, params, scripts=scripts, text="" if scripts else example.project)


def _scripts(text: str) -> tuple[tuple[str, Markup], ...]:
    """Each script drawn, with the sprite it is in where the example says one."""
    try:
        found = [("", script.blocks) for script in read_scripts(text)]
    except NotationError:
        try:
            project = read_project(text)
        except NotationError:
            return ()
        found = [(target.name, script.blocks) for target in project.targets for script in target.scripts]
    return tuple((name, stack.draw(blocks, language())) for name, blocks in found[:MOST_SCRIPTS])


def _lines(data: str | bytes) -> tuple[str, ...]:
    return () if isinstance(data, bytes) else tuple(data.rstrip("\n").split("\n"))


def _value(value: object) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(map(str, value))}]"
    return str(value).lower() if isinstance(value, bool) else str(value)
