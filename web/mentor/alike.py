"""Whose projects in a task are alike: a list to talk about, for mentors alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template
from markupsafe import Markup

from grader import similar
from grader.page import stack
from grader.scratch.model import ScratchProject
from web import kru
from web.access import allow
from web.language import language
from web.mentor import own
from web.mentor.pages import blueprint
from web.student import grown
from web.student.feedback import project_of
from worker.store.views import AssignmentView, StudentView, SubmissionView

MOST_PAIRS = 20
MOST_SCRIPTS = 4  # of one pair
MOST_BLOCKS = 80  # of one script


@dataclass(frozen=True, slots=True)
class Hers:
    """One side of a pair."""

    student: StudentView
    submission: SubmissionView
    of: int  # blocks of her own


@dataclass(frozen=True, slots=True)
class Both:
    """Two scripts that are alike, drawn, and in which sprites they are."""

    blocks: int
    sprites: tuple[str, str]
    pictures: tuple[Markup, Markup]


@dataclass(frozen=True, slots=True)
class Alike:
    """Two students whose projects are alike; `more` scripts are not drawn."""

    first: Hers
    second: Hers
    blocks: int
    scripts: tuple[Both, ...]
    more: int


@blueprint.get("/task/<int:assignment>/alike")
@allow("mentor")
def alike(assignment: int) -> str:
    """Pairs to talk about, the most surprising first."""
    given = own.assignment(assignment)
    works = tuple(_works(given))
    starter = _starter(given)
    rows = [similar.sequences(project) for _, _, project in works]
    found = similar.alike(rows, similar.sequences(starter) if starter else ())
    return render_template(
        "mentor/alike.html",
        given=given,
        title=own.title(given),
        looked_at=len(works),
        pairs=tuple(_pair(pair, works) for pair in found.pairs[:MOST_PAIRS]),
        more=max(0, len(found.pairs) - MOST_PAIRS),
    )


Work = tuple[StudentView, SubmissionView, ScratchProject]


def _works(given: AssignmentView) -> Iterator[Work]:
    """What each student has in this task: the try that counts, else her newest, as far as it is a Scratch project."""
    for standing in kru().store.submissions.standings(given.id):
        one = standing.counting or standing.newest
        project = project_of(one.submission) if one else None
        if one is not None and project is not None:
            yield standing.student, one.submission, project


def _starter(given: AssignmentView) -> ScratchProject | None:
    loaded = kru().shelf.get(given.rubric_id)
    return grown.starter(loaded) if loaded else None


def _pair(pair: similar.Pair, works: tuple[Work, ...]) -> Alike:
    first, second = works[pair.first], works[pair.second]
    return Alike(
        first=Hers(first[0], first[1], pair.of_first),
        second=Hers(second[0], second[1], pair.of_second),
        blocks=pair.blocks,
        scripts=tuple(
            Both(
                one.blocks,
                (first[2].targets[one.first[0]].name, second[2].targets[one.second[0]].name),
                (_picture(first[2], one.first), _picture(second[2], one.second)),
            )
            for one in pair.stretches[:MOST_SCRIPTS]
        ),
        more=max(0, len(pair.stretches) - MOST_SCRIPTS),
    )


def _picture(project: ScratchProject, where: tuple[int, int]) -> Markup:
    script = project.targets[where[0]].scripts[where[1]]
    return stack.draw(script.blocks, language(), most=MOST_BLOCKS)
