"""A website beside what a browser saw of it: what a check in `checks/live` is given."""

from __future__ import annotations

import logging
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from grader.check import FilePlace
from grader.live.rendering.model import Matched, Noted, PageSeen, Part, Rendering, View
from grader.website.cascade import Cascade, Computed
from grader.website.criterion.look import Look
from grader.website.criterion.meaning import meaning, same
from grader.website.index import WIDTH, SiteIndex
from grader.website.model import Element, Page, Website

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Seen:
    """A page of the upload, and how it looked at one width."""

    page: Page
    view: View


class RenderedSite:
    """Questions about a site as it was shown. What a site builder put there itself is left out."""

    def __init__(self, index: SiteIndex, rendering: Rendering) -> None:
        self.index = index
        self.rendering = rendering
        self._pages = {page.path: page for page in index.pages}

    def views(self, width: int) -> Iterator[Seen]:
        """Every page that was seen at a width."""
        for page, seen in self.pages():
            view = seen.view(width)
            if view is not None:
                yield Seen(page, view)

    def pages(self) -> Iterator[tuple[Page, PageSeen]]:
        """Every page that was looked at."""
        for seen in self.rendering.pages:
            if seen.file in self._pages:
                yield self._pages[seen.file], seen

    def matched(self, seen: Seen, selector: str) -> tuple[Matched, ...]:
        """What a selector found on a page, as far as visitors see it and a builder did not put it there."""
        found = seen.view.matched.get(selector, ())
        return tuple(one for one in found if one.visible and self.counts(seen.page, one.part))

    def noted(self, page: Page, seen: PageSeen, *rules: str) -> tuple[Noted, ...]:
        """What axe noted by these rules."""
        noted = () if seen.axe is None else seen.axe.noted
        return tuple(one for one in noted if one.rule in rules and self.counts(page, one.part))

    def counts(self, page: Page, part: Part) -> bool:
        """Whether somebody answers for it: she, or nobody knows who."""
        if self.index.site.builder is None or part.order is None:
            return True
        return part.order in self._answered[page]

    @cached_property
    def _answered(self) -> dict[Page, frozenset[int]]:
        return {page: frozenset(one.order for one in self.index.select("*", page)) for page in self.index.pages}

    def element(self, page: Page, part: Part) -> Element | None:
        """The element of the source that a part is."""
        if part.order is None or not 0 <= part.order < len(page.elements):
            return None
        found = page.elements[part.order]
        return found if found.written else None

    def hers(self, page: Page, part: Part) -> bool:
        """Whether a part did not come with the starter."""
        element = self.element(page, part)
        return self.page_hers(page) if element is None else self.index.hers(element)

    def page_hers(self, page: Page) -> bool:
        """Whether a page, or a style sheet that it uses, is not the starter's."""
        sheets = (source.sheet.path for source in self.index.style_sources(page) if source.sheet is not None)
        return any(self.index.file_hers(path) for path in (page.path, *sheets))

    def place(self, page: Page, part: Part, *, counts_as: Hashable = None) -> FilePlace:
        """Where a part stands in the source; the page where only the browser made it."""
        element = self.element(page, part)
        if element is None:
            return self.index.file_place(page.path, counts_as=counts_as)
        return self.index.place(element, counts_as=counts_as)


class RenderedIndex(SiteIndex):
    """The index of a site in which a computed value is the browser's word, wherever the browser was asked.

    Who set it is still our cascade's answer. Where the two differ ours is at fault, and the log says so.
    """

    def __init__(self, site: Website, starter: Website | None, rendering: Rendering) -> None:
        super().__init__(site, starter)
        self._told = _told(rendering)
        self._differing: set[tuple[str, str]] = set()

    def style(self, element: Element, name: str, width: int = WIDTH) -> Computed:
        """What a property (no shorthand) is on an element, as the browser says."""
        ours = super().style(element, name, width)
        theirs = self.told(element, name, width)
        if theirs is None:
            return ours
        found = Computed(theirs, ours.winner, ours.losers, element)
        self._compare(element, name, width, ours, theirs)
        return found

    def told(self, element: Element, name: str, width: int) -> str | None:
        """The browser's value; None where it was not asked."""
        return self._told.get((self.page_of(element).path, width, element.order), {}).get(name)

    def cascade(self, page: Page, width: int = WIDTH) -> Cascade:
        """Our cascade, with the browser's sizes of letters."""
        found: Any = super().cascade(page, width)
        return _Sized(found, self, width)  # type: ignore[return-value]

    @cached_property
    def _plain(self) -> SiteIndex:
        return SiteIndex(self.site)

    def _compare(self, element: Element, name: str, width: int, ours: Computed, theirs: str) -> None:
        page = self.page_of(element)
        if theirs == ours.value or (page.path, name) in self._differing:
            return
        plain = Look(self._plain, width)
        size = plain.size(element) if name == "font-size" else None
        our_word = f"{size}px" if size is not None else ours.value
        if same(meaning(plain, element, name, our_word), meaning(plain, element, name, theirs)):
            return
        self._differing.add((page.path, name))
        _log.warning("our cascade differs from the browser: %s is %r, not %r", name, theirs, our_word)


class _Sized:
    def __init__(self, cascade: Cascade, index: RenderedIndex, width: int) -> None:
        self._cascade, self._index, self._width = cascade, index, width

    def font_size(self, element: Element) -> float | None:
        told = self._index.told(element, "font-size", self._width) or ""
        if told.endswith("px"):
            return float(told.removesuffix("px"))
        return self._cascade.font_size(element)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cascade, name)


def _told(rendering: Rendering) -> dict[tuple[str, int, int], dict[str, str]]:
    told: dict[tuple[str, int, int], dict[str, str]] = {}
    for page in rendering.pages:
        for view in page.views:
            for matched in view.matched.values():
                for one in matched:
                    if one.part.order is not None:
                        told.setdefault((page.file, view.width, one.part.order), {}).update(one.styles)
    return told
