"""What checks ask a website: built once for a submission, each part when it is first asked for."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from functools import cached_property

from grader.check import FilePlace
from grader.website import places
from grader.website.model import Element, Page, Website
from grader.website.selectors import Buckets, Compiled, compile_selector
from grader.website.starter import Unchanged


def index(site: Website, starter: Website | None = None) -> SiteIndex:
    """The index of a website; `starter` is the site that came with the assignment."""
    return SiteIndex(site, starter)


class SiteIndex:
    """Questions about a website. Nothing is worked out before it is asked; every answer is kept."""

    def __init__(self, site: Website, starter: Website | None = None) -> None:
        self.site = site
        self.starter = starter
        self._selectors: dict[str, tuple[Compiled, ...]] = {}
        self._pages_by_root = {page.root: page for page in site.pages}

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages, index.html first."""
        return self.site.pages

    # Elements

    @cached_property
    def _buckets(self) -> dict[Page, Buckets]:
        return {page: Buckets(page.elements) for page in self.pages}

    def select(self, selector: str, page: Page | None = None) -> tuple[Element, ...]:
        """The elements a CSS selector matches, on one page or on all, also those the browser adds itself.

        Raises SelectorError for a selector that is none.
        """
        compiled = self._selectors.get(selector)
        if compiled is None:
            compiled = self._selectors[selector] = compile_selector(selector)
        pages = self.pages if page is None else (page,)
        return tuple(element for one in pages for element in self._buckets[one].matching(compiled))

    def named(self, *names: str) -> tuple[Element, ...]:
        """The elements of these names that stand in the source, page by page."""
        return tuple(element for page in self.pages for element in self.named_on(page, *names))

    def named_on(self, page: Page, *names: str) -> Iterator[Element]:
        """The elements of these names that stand in the source of one page, in order."""
        by_name = self._buckets[page].by_name
        found = [element for name in names for element in by_name.get(name, ()) if element.start is not None]
        if len(names) > 1:
            found.sort(key=lambda element: element.order)
        return iter(found)

    def page_of(self, element: Element) -> Page:
        """The page an element stands on."""
        while element.parent is not None:
            element = element.parent
        return self._pages_by_root[element]

    # Whose it is

    @cached_property
    def _unchanged(self) -> Unchanged | None:
        return Unchanged(self.site, self.starter) if self.starter is not None else None

    def hers(self, element: Element) -> bool:
        """Whether an element did not come with the starter as it stands. Repeated ones are their original's."""
        unchanged = self._unchanged
        return unchanged is None or (element.origin or element) not in unchanged.elements

    def file_hers(self, path: str) -> bool:
        """Whether a file is not one of the starter's, byte for byte."""
        unchanged = self._unchanged
        return unchanged is None or not unchanged.file(path)

    # Places

    def place(
        self, element: Element, *, counts_as: Hashable = None, weight: int = 1, text: str | None = None
    ) -> FilePlace:
        """Where an element stands."""
        page = self.page_of(element)
        start, end = places.whole(element, page)
        return places.stretch(
            page.path,
            page.source,
            page.lines,
            start,
            end,
            text=text,
            hers=self.hers(element),
            counts_as=counts_as,
            weight=weight,
        )

    def file_place(self, path: str, *, text: str | None = None, counts_as: Hashable = None) -> FilePlace:
        """A file as a whole."""
        return places.whole_file(path, text=text, hers=self.file_hers(path), counts_as=counts_as)
