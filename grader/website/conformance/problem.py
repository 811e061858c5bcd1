"""What was found on a page: which rule, from where to where, and what fills its sentence."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from grader.website.conformance import spelling
from grader.website.model import Element, Page

_GUESSES = 300


@dataclass(frozen=True, slots=True)
class Problem:
    """One slip. `check` is the file in `grader/checks/website/` that tells it, `key` its sentence.

    `start` and `end` are offsets in the page's source: of an unclosed thing, both ends.
    """

    check: str
    key: str
    start: int
    end: int
    values: Mapping[str, str | int] = field(default_factory=dict)
    element: Element | None = None  # whose it is; None: the page's


class Found:
    """Collects the problems of a page while the rules look at it."""

    __slots__ = ("_guesses", "page", "problems")

    def __init__(self, page: Page) -> None:
        self.page = page
        self.problems: list[Problem] = []
        self._guesses: dict[tuple[str, int], str] = {}

    def guess(self, name: str, known: Collection[str], spoken: Mapping[str, str] | None = None) -> str:
        """The known name that was most likely meant. A page gets so many guesses: its time stays linear."""
        asked = (name, len(known))
        if asked not in self._guesses:
            if len(self._guesses) >= _GUESSES or len(known) > _GUESSES:
                return ""
            self._guesses[asked] = spelling.nearest(name, known, spoken)
        return self._guesses[asked]

    def tag(self, check: str, key: str, element: Element, **values: str | int) -> None:
        """A problem of an element, shown at its start tag."""
        shown = written(element)
        if shown is not None:
            start, end = shown
            self.problems.append(Problem(check, key, start, end, {"name": element.name, **values}, element))

    def at(
        self, check: str, key: str, start: int, end: int, *, element: Element | None = None, **values: str | int
    ) -> None:
        """A problem of a stretch of the source."""
        end = min(end, len(self.page.source))
        self.problems.append(Problem(check, key, min(start, max(0, end - 1)), end, values, element))


def written(element: Element) -> tuple[int, int] | None:
    """Where an element's start tag stands; None of one that the parser made or repeated."""
    return None if element.start is None or element.end is None else (element.start, element.end)
