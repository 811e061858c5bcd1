"""Works to practise on: those beside the rubrics, and those that mentors of the club chose."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from grader.rubric.files import read_project
from grader.rubric.load import RubricError
from grader.rubric.loaded import NONE, LoadedRubric
from grader.rubric.model import Criterion
from grader.rubric.practice import PracticeWork, by_people, load_practice
from grader.words import EMPTY, Facts, Sentence, chosen
from web import kru, played, unnamed
from web.language import language
from web.mentor import own, shelf
from web.mentor.inside import Inside
from worker.store.practice import ChosenWork, Reference
from worker.store.views import SubmissionView
from worker.unnamed import cleaner

log = logging.getLogger("kru.web")


@dataclass(frozen=True, slots=True)
class Work:
    """A work with its goals. `item` is how answers name it; `chosen` is set when a mentor of the club chose it."""

    rubric: str
    title: Sentence
    item: str
    scene: str
    goals: tuple[Criterion, ...]
    references: dict[str, Reference]
    file: str = NONE
    chosen: ChosenWork | None = None


@dataclass(frozen=True, slots=True)
class Shelf:
    """What there is to practise on with one rubric; `problem` says why its own set cannot be read."""

    rubric: str
    title: Sentence
    week: int | None
    works: tuple[Work, ...]
    problem: str = ""


def shelves() -> tuple[Shelf, ...]:
    """Everything, by the order of the rubrics; rubrics without works are left out."""
    mine = kru().store.practice.works(own.mentor().club)
    found = (of_rubric(loaded, mine) for loaded in kru().shelf.all())
    return tuple(one for one in found if one.works or one.problem)


def of(rubric: str) -> Shelf | None:
    """What there is for that rubric."""
    loaded = kru().shelf.get(rubric)
    return of_rubric(loaded, kru().store.practice.works(own.mentor().club)) if loaded else None


def of_rubric(loaded: LoadedRubric, mine: Sequence[ChosenWork]) -> Shelf:
    """The works beside a rubric, then those that mentors chose."""
    rubric, problem = loaded.rubric, ""
    title = shelf.said(rubric.title)
    try:
        practice = load_practice(loaded.folder, rubric)
    except (RubricError, OSError) as trouble:
        log.warning("the practice set of %s cannot be read", rubric.id)
        practice, problem = None, trouble.show(language()) if isinstance(trouble, RubricError) else rubric.id
    works = [_shipped(loaded, one, title) for one in practice.works] if practice else []
    works += [_chosen(loaded, one, title) for one in mine if one.rubric_id == rubric.id]
    return Shelf(rubric.id, title, rubric.week, tuple(one for one in works if one.goals), problem)


def seen(work: Work) -> unnamed.Seen:
    """What of it can be looked at, without whose it is."""
    if work.chosen is not None:
        return unnamed.work(submission(work.chosen), kru().store.peers.names(work.chosen.submission))
    nothing = unnamed.Seen(Inside("other"), played.Playing(), picture=False)
    loaded = kru().shelf.get(work.rubric)
    if loaded is None or work.file == NONE:
        return nothing
    try:
        return unnamed.Seen(unnamed.look(read_project(loaded.folder / work.file)), played.Playing(), picture=False)
    except Exception:  # a file beside a rubric may be anything; the trial of the rubric says what is the matter
        log.warning("the example %s of %s cannot be shown", work.file, work.rubric, exc_info=True)
        return nothing


def submission(work: ChosenWork) -> SubmissionView:
    """The file behind a chosen work: its row goes with it."""
    found = kru().store.submissions.submission(work.submission)
    if found is None:
        raise KeyError(work.submission)
    return found


def _shipped(loaded: LoadedRubric, one: PracticeWork, title: Sentence) -> Work:
    code = language()
    return Work(
        rubric=loaded.rubric.id,
        title=title,
        item=one.key,
        scene=one.scene.say(code) if one.scene else "",
        goals=tuple(goal for goal in by_people(loaded.rubric) if goal.id in one.marks),
        references={name: Reference(mark.level, mark.why.say(code)) for name, mark in one.marks.items()},
        file=one.file,
    )


def _chosen(loaded: LoadedRubric, one: ChosenWork, title: Sentence) -> Work:
    clean = cleaner(kru().store.peers.names(one.submission))  # a mentor writes as she speaks
    return Work(
        rubric=loaded.rubric.id,
        title=title,
        item=f"work:{one.id}",
        scene=clean(one.scene),
        goals=tuple(goal for goal in loaded.rubric.criteria if goal.id in one.marks),
        references={name: Reference(mark.level, clean(mark.why)) for name, mark in one.marks.items()},
        chosen=one,
    )


def described(criterion: Criterion) -> dict[str, Sentence]:
    """What each level of a goal looks like."""
    return dict(shelf.described(criterion))


def ask(criterion: Criterion) -> Sentence:
    """What is asked about it."""
    return chosen(criterion.ask, Facts(), language()) if criterion.ask else EMPTY
