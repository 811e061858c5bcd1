"""Rubrics as mentors see them: what can be given, what is in each, what is not in use and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from grader.counting import exact
from grader.language import N_
from grader.report import shown
from grader.rubric.loaded import LoadedRubric
from grader.rubric.model import Criterion, Descriptions, Rubric
from grader.words import EMPTY, Facts, Sentence, chosen
from web import kru
from web.language import language, say

LARGEST_GUIDE = 100_000  # bytes of a mentor.md
_KINDS = {
    "sb3": N_("Scratch project"),
    "website": N_("website"),
    "builder": N_("page from a site builder"),
    "picture": N_("picture"),
    "nothing": N_("no file"),
}
_MODULES = {"showcase": N_("Showcase")}


@dataclass(frozen=True, slots=True)
class Choice:
    """A rubric in a list."""

    id: str
    title: Sentence
    goal: Sentence
    week: int | None
    version: int
    kinds: str
    people_only: bool


@dataclass(frozen=True, slots=True)
class Goal:
    """A criterion, as a mentor reads it."""

    title: Sentence
    points: int | float | None
    check: str | None
    scored_by: str | None
    ask: Sentence
    levels: tuple[tuple[str, Sentence], ...]
    extra: bool


def modules() -> tuple[tuple[str, tuple[Choice, ...]], ...]:
    """What can be given to a class, by module."""
    found: dict[str, list[Choice]] = {}
    for loaded in kru().shelf.all():
        found.setdefault(str(loaded.rubric.module or ""), []).append(choice(loaded))
    return tuple((module_name(module), tuple(choices)) for module, choices in found.items())


def choice(loaded: LoadedRubric) -> Choice:
    """One rubric."""
    rubric = loaded.rubric
    return Choice(
        rubric.id,
        said(rubric.title),
        said(rubric.goal) if rubric.goal else EMPTY,
        rubric.week,
        rubric.version,
        ", ".join(say(_KINDS[kind]) for kind in rubric.accepts),
        people_only=set(rubric.accepts) == {"nothing"},
    )


def goals(rubric: Rubric) -> tuple[Goal, ...]:
    """Its criteria."""
    return tuple(
        Goal(
            said(one.title),
            shown(exact(one.points)),
            one.check,
            one.scored_by,
            said(one.ask) if one.ask else EMPTY,
            described(one),
            extra=one.bonus or one.optional,
        )
        for one in rubric.criteria
    )


def described(criterion: Criterion) -> tuple[tuple[str, Sentence], ...]:
    """What each level looks like, where a person decides."""
    levels = criterion.levels
    if not isinstance(levels, Descriptions):
        return ()
    return tuple((name, said(getattr(levels, name))) for name in ("start", "good", "great"))


def goal_titles(rubric: Rubric | None) -> dict[str, Sentence]:
    """Titles of the criteria, by id."""
    return {one.id: said(one.title) for one in rubric.criteria} if rubric else {}


def guide(loaded: LoadedRubric) -> tuple[str, str]:
    """The rubric's page for mentors in Markdown, and its language; empty where there is none."""
    return next(guides(loaded), ("", language()))


def guides(loaded: LoadedRubric) -> Iterator[tuple[str, str]]:
    """Its pages for mentors with their languages: the one of this page's language first, then the English one."""
    own = "" if language() == "en" else f".{language()}"
    for suffix, code in dict.fromkeys(((own, language()), ("", "en"))):
        path = loaded.folder / f"mentor{suffix}.md"
        try:
            if path.is_file() and path.stat().st_size <= LARGEST_GUIDE:
                yield path.read_text(encoding="utf-8", errors="replace"), code
        except OSError:
            continue


def said(text: Mapping[str, str] | str | None) -> Sentence:
    """A text of a rubric in the language of this page."""
    return chosen(text, Facts(), language())


def module_name(module: str) -> str:
    """`Module 2`; a word stays as it is."""
    if module.isdigit():
        return say(N_("Module {module}"), module=module)
    return say(_MODULES[module]) if module in _MODULES else module.capitalize()
