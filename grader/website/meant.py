"""Whom a rule is for: one element of each look, and no more than can be looked at."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from grader.website.css import Rule
from grader.website.index import SiteIndex
from grader.website.model import Element, Page

_MOST_MATCHES = 400_000  # elements of rules with different selectors: seconds, on a page made to hurt


class Meant:
    """The elements that the rules of a page are for, those that look alike at some widths taken as one."""

    def __init__(self, index: SiteIndex, page: Page, widths: Sequence[int], wanted: Iterable[Element] | None) -> None:
        self._index = index
        self._page = page
        self._cascades = tuple(index.cascade(page, width) for width in widths)
        self._wanted = None if wanted is None else frozenset(wanted)
        self._known: dict[str, tuple[Element, ...]] = {}
        self._left = _MOST_MATCHES

    def by(self, rule: Rule) -> tuple[Element, ...]:
        """One element of each look that a rule is for; none once too many were looked at."""
        found = self._known.get(rule.selector)
        if found is None:
            found = self._known[rule.selector] = self._find(rule) if self._left > 0 else ()
        return found

    def _find(self, rule: Rule) -> tuple[Element, ...]:
        self._left -= max(1, len(self._page.elements) // 10) * len(rule.selectors)
        looks: dict[tuple[int, ...], Element] = {}
        for element in self._index.matched_by(rule, self._page):
            if self._wanted is None or element in self._wanted:
                looks.setdefault(tuple(cascade.look(element) for cascade in self._cascades), element)
        self._left -= len(looks)
        return tuple(looks.values())
