"""From problems to what a check observed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from grader.check import FilePlace, Observation
from grader.website.conformance.problem import Problem
from grader.website.index import SiteIndex
from grader.website.model import Element, Page
from grader.website.places import stretch


def observed(index: SiteIndex, check: str, without: frozenset[str] = frozenset()) -> Observation:
    """What one check observed on all pages; the values tell the first slip that is hers.

    Elements of the names `without` could not have had one.
    """
    places: list[FilePlace] = []
    first: Problem | None = None
    seen = index.once(_seen)
    for page, problem in seen.problems.get(check, ()):
        place = _place(index, page, problem)
        places.append(place)
        if first is None and place.hers:
            first = problem
    looked_at = seen.all_elements - sum(seen.elements.get(name, 0) for name in without)
    values = {"slip": first.key, **first.values} if first is not None else {}
    return Observation(tuple(places), looked_at, values=values)


@dataclass(frozen=True, slots=True)
class _Seen:
    """What all these checks share: the problems by check, and her elements by name."""

    problems: Mapping[str, list[tuple[Page, Problem]]]
    elements: Mapping[str, int]
    all_elements: int


def _seen(index: SiteIndex) -> _Seen:
    problems: dict[str, list[tuple[Page, Problem]]] = {}
    for page in index.pages:
        for problem in index.problems(page):
            problems.setdefault(problem.check, []).append((page, problem))
    elements = Counter(
        one.name for page in index.pages for one in page.elements if one.start is not None and index.hers(one)
    )
    return _Seen(problems, elements, elements.total())


def _place(index: SiteIndex, page: Page, problem: Problem) -> FilePlace:
    element = problem.element
    text = None
    if element is not None and element.start == problem.start:
        text = page.source[problem.start : element.end]
    hers = _hers(index, page, problem, element)
    return stretch(page.path, page.source, page.lines, problem.start, problem.end, text=text, hers=hers)


def _hers(index: SiteIndex, page: Page, problem: Problem, element: Element | None) -> bool:
    """Whether the slip did not come with the starter."""
    if element is not None:
        return index.hers(element)
    starter = index.starter
    if starter is None:
        return True
    same = (problem.check, problem.key, problem.values.get("name"))
    return not any(
        (given.check, given.key, given.values.get("name")) == same
        for other in starter.pages
        if other.path == page.path
        for given in index.problems(other)
    )
