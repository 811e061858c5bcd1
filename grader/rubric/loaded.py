"""A rubric in use: the file with its packs merged in, its hashes, and what its checks need to be asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from grader.catalogue import UnknownCheckError, entry
from grader.check import Check, Params
from grader.rubric.model import Criterion, Rubric, Thresholds
from grader.rubric.problems import Problem

if TYPE_CHECKING:
    from grader.upload import Project

NONE = "none"  # an example without a file


@dataclass(frozen=True, slots=True)
class Asked:
    """A check with its parameters, as a criterion or a gate asks it."""

    check: Check[Any, Any]
    params: Params
    loose: bool  # of a problem: count it also where it cannot run


@dataclass(frozen=True, slots=True)
class Rule:
    """How an amount becomes a level."""

    good: int | None
    great: int
    at_most: bool


@dataclass(frozen=True)
class LoadedRubric:
    """What `load` gives and `grade` takes. Can be pickled; equal when the rubric and its hashes are.

    `origins` names the pack of each key that came from one: `criteria.tidy.title` -> `packs/tidy-code`.
    """

    rubric: Rubric
    folder: Path
    score_hash: str
    words_hash: str
    origins: Mapping[str, str] = field(default_factory=dict, compare=False)
    warnings: tuple[Problem, ...] = field(default=(), compare=False)

    @cached_property
    def asked(self) -> Mapping[str, Asked]:
        """By the id of each criterion that a check answers; without those whose check this version does not have."""
        asked = {c.id: _ask_criterion(c) for c in self.rubric.criteria if c.asks is not None}
        return {name: found for name, found in asked.items() if found is not None}

    @cached_property
    def gates_asked(self) -> tuple[Asked | None, ...]:
        """In the order of the gates; None where this version does not have the check."""
        return tuple(_ask_if_there(gate.check, gate.with_) for gate in self.rubric.gates)

    @cached_property
    def rules(self) -> Mapping[str, Rule]:
        """By the id of each criterion that has an amount."""
        return {
            criterion.id: rule(criterion, problem=self.asked[criterion.id].check.kind == "problem")
            for criterion in self.rubric.criteria
            if criterion.id in self.asked
        }

    @cached_property
    def starter(self) -> Project | None:
        """The project that came with the task, read once; None when there is none.

        UploadError or OSError when it cannot be read.
        """
        return read_beside(self.folder, self.rubric.starter) if self.rubric.starter else None


def read_beside(folder: Path, name: str) -> Project:
    """A project beside the rubric: a file to hand in, a project as text, or a folder with pages."""
    from grader.rubric.files import read_project

    return read_project(folder / name)


def ask(check_id: str, given: Mapping[str, Any]) -> Asked:
    """The check with these parameters; ValidationError when they do not fit, UnknownCheckError when there is none."""
    check = entry(check_id).check
    rest = {name: tupled(value) for name, value in given.items()}
    loose = True
    if check.kind == "problem":
        # Every problem check has it, so no check has to say so.
        own = "loose" in check.params.model_fields
        loose = bool(rest.get("loose", True) if own else rest.pop("loose", True))
    return Asked(check, check.params.model_validate(rest), loose)


def _ask_criterion(criterion: Criterion) -> Asked | None:
    if criterion.page is not None:
        return _ask_page(criterion)
    if criterion.play is not None:
        return _ask_play(criterion)
    if criterion.blocks is None:
        return _ask_if_there(criterion.check or "", criterion.with_)
    from grader.scratch.pattern.check import CHECK, PatternParams
    from grader.scratch.pattern.read import read
    from grader.scratch.pattern.words import PatternError

    try:
        read(criterion.blocks)
    except PatternError:
        return None  # the loader has refused it; what was kept with an old grading may hold it
    params = PatternParams(blocks=criterion.blocks, exactly=criterion.exactly, **{"in": criterion.in_ or ()})
    return Asked(CHECK, params, loose=True)


def _ask_play(criterion: Criterion) -> Asked | None:
    from grader.live.play.check import CHECK, PlayParams
    from grader.live.play.read import play_of

    # As with patterns: the loader has refused what does not read.
    return None if play_of(criterion.play or {}) is None else Asked(CHECK, PlayParams(), loose=True)


def _ask_page(criterion: Criterion) -> Asked | None:
    from grader.website.criterion.check import CHECK, SOURCE_CHECK, PageParams, asks_source
    from grader.website.criterion.words import QuestionError

    params = PageParams(**criterion.page_keys)
    try:
        source = asks_source(params)
    except QuestionError:
        return None  # as above
    return Asked(SOURCE_CHECK if source else CHECK, params, loose=True)


def _ask_if_there(check_id: str, given: Mapping[str, Any]) -> Asked | None:
    # The loader has refused what does not fit; but a rubric kept with an old grading may ask what is no longer there.
    try:
        return ask(check_id, given)
    except (UnknownCheckError, ValidationError):
        return None


def rule(criterion: Criterion, *, problem: bool) -> Rule:
    """The thresholds of a criterion, with what stands for those it leaves out."""
    at_most = problem or bool(criterion.at_most)
    if criterion.play is not None and criterion.levels is None:
        from grader.live.play.read import sentences

        return Rule(None, sentences(criterion.play), at_most=False)
    if isinstance(criterion.levels, Thresholds):
        return Rule(criterion.levels.good, criterion.levels.great, at_most)
    return Rule(None, 0 if at_most else 1, at_most)


def tupled(value: Any) -> Any:
    """Lists of JSON as the tuples that strict models take."""
    if isinstance(value, (list, tuple)):
        return tuple(map(tupled, value))
    if isinstance(value, Mapping):
        return {key: tupled(item) for key, item in value.items()}
    return value
