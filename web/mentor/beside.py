"""Any two tries of a student side by side: levels of every goal, and what is different in the files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from difflib import unified_diff

from flask import render_template, request

from grader.language import N_
from grader.page.difference import Between, between
from grader.scratch.difference import findings, scripts
from grader.scratch.index import index
from grader.words import LevelWord, Sentence
from grader.words.levels import level_word, why
from web import kru
from web.access import allow
from web.language import language, spoken
from web.mentor import inside as insides
from web.mentor import own, shelf
from web.mentor.pages import blueprint
from web.student import results
from web.student.feedback import project_of
from web.student.grown import MOST_BLOCKS, NOTHING
from worker.store import Result
from worker.store.views import SubmissionView

AROUND = 2  # lines around a changed one
MOST_LINES = 400  # of one file


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal in both tries; None where it has no level."""

    title: Sentence
    before: LevelWord | None
    after: LevelWord | None

    @property
    def moved(self) -> bool:
        """Its level is another one."""
        return self.before != self.after


@dataclass(frozen=True, slots=True)
class Text:
    """A file of a website: its changed lines, each with `+`, `-` or a space."""

    name: str
    lines: tuple[tuple[str, str], ...]
    cut: bool


@blueprint.get("/work/<int:submission>/beside")
@allow("mentor")
def beside(submission: int) -> str:
    """This try beside another one of hers; the one before it, unless she is asked for another."""
    hers = own.submission(submission)
    given, her = own.member(hers.assignment, hers.student)
    tries = [one.submission for one in results.tries(her.id, given.id)]
    other = _other(hers, tries)
    page = _pair(*sorted((hers, other), key=lambda one: one.attempt)) if other else {}
    return render_template(
        "mentor/beside.html",
        given=given, student=her, title=own.title(given), submission=hers, other=other, tries=tries, **page,
    )  # fmt: skip


def _other(hers: SubmissionView, tries: list[SubmissionView]) -> SubmissionView | None:
    rest = [one for one in tries if one.id != hers.id]
    wanted = request.args.get("with", type=int)
    found = next((one for one in rest if one.id == wanted), None)
    earlier = [one for one in rest if one.attempt < hers.attempt]
    return found or (earlier[-1] if earlier else rest[0] if rest else None)


def _pair(before: SubmissionView, after: SubmissionView) -> dict[str, object]:
    return {
        "before": before,
        "after": after,
        "goals": tuple(_goals(_result(before), _result(after))),
        "difference": _blocks(before, after),
        "texts": tuple(_texts(before, after)),
        "pictures": "picture" in {before.kind, after.kind},
    }


def _result(one: SubmissionView) -> Result | None:
    return kru().store.desk.result(one.id, own.mentor().id)


def _goals(before: Result | None, after: Result | None) -> Iterator[Goal]:
    first, second = _levels(before), _levels(after)
    for criterion in {**second, **first}:
        one, two = first.get(criterion), second.get(criterion)
        known = two or one
        if known:
            yield Goal(known[0], one[1] if one else None, two[1] if two else None)


def _levels(result: Result | None) -> dict[str, tuple[Sentence, LevelWord]]:
    if result is None:
        return {}
    criteria = {one.id: one for one in result.rubric.rubric.criteria}
    return {
        one.id: (
            shelf.said(criteria[one.id].title),
            level_word(one.level, why(criteria[one.id], one.reason), criteria[one.id].scored_by, language()),
        )
        for one in result.report.results
        if one.id in criteria
    }


def _blocks(before: SubmissionView, after: SubmissionView) -> Between | None:
    first, second = project_of(before), project_of(after)
    if first is None or second is None:
        return None
    earlier, later = index(first), index(second)
    difference = scripts.compare(earlier, later)
    small = len(earlier.spots) + len(later.spots) <= MOST_BLOCKS
    found = findings.compare(difference) if small else NOTHING
    title = spoken(N_("What is different in the blocks"))
    return replace(between(difference, found, language(), since="try"), title=title)


def _texts(before: SubmissionView, after: SubmissionView) -> Iterator[Text]:
    if not {before.kind, after.kind} <= {"website", "builder"}:
        return
    first, second = (
        {part.name: part.lines for part in insides.inside(one).parts if part.lines} for one in (before, after)
    )
    for name in {**first, **second}:
        found = unified_diff(first.get(name, ()), second.get(name, ()), n=AROUND, lineterm="")
        lines = [(line[:1], line[1:]) for line in list(found)[2:] if line[:1] in "+- "]
        if lines:
            yield Text(name, tuple(lines[:MOST_LINES]), len(lines) > MOST_LINES)
