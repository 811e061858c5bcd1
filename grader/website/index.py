"""What checks ask a website: built once for a submission, each part when it is first asked for."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple, TypeVar

from grader.check import FilePlace
from grader.website import places, words
from grader.website.builder.own import own_elements
from grader.website.builder.profile import profile
from grader.website.builder.site import HerSite
from grader.website.cascade import Cascade, Computed, for_all_widths
from grader.website.conformance import Problem, problems
from grader.website.contrast import Contrasts, Reading
from grader.website.css import Declaration, Rule, end_of
from grader.website.matching import Matching
from grader.website.model import Element, Page, Sheet, Website
from grader.website.selectors import Buckets, Compiled, compiled_selector
from grader.website.sheet_reader import SheetReader
from grader.website.sheets import StyleSource, style_sources
from grader.website.starter import Unchanged, declared_signature

WIDTH = 1280  # of a laptop's window, in CSS pixels
PHONE = 360

MadeT = TypeVar("MadeT")


class _Stretch(NamedTuple):
    """Where an element is shown, as offsets and as lines and columns."""

    page: Page
    start: int
    end: int
    where: tuple[int, int, int, int]


def index(site: Website, starter: Website | None = None) -> SiteIndex:
    """The index of a website; `starter` is the site that came with the assignment."""
    return SiteIndex(site, starter)


class SiteIndex:
    """Questions about a website. Nothing is worked out before it is asked; every answer is kept."""

    def __init__(self, site: Website, starter: Website | None = None) -> None:
        self.site = site
        self.starter = starter
        self._pages_by_root = {page.root: page for page in site.pages}
        self._places: dict[Element, _Stretch] = {}
        self._rules: dict[Page, tuple[Rule, ...]] = {}
        self._cascades: dict[tuple[Page, int], Cascade] = {}
        self._of_any_width: dict[Page, bool] = {}
        self._matchings: dict[Page, Matching | None] = {}
        self._contrasts: dict[Page, Contrasts] = {}
        self._problems: dict[Page, tuple[Problem, ...]] = {}
        self._made: dict[Callable[[SiteIndex], Any], Any] = {}
        self.builder = profile(site.builder)  # what is known of the site builder; of none, nothing

    @property
    def pages(self) -> tuple[Page, ...]:
        """The pages, index.html first."""
        return self.site.pages

    def once(self, make: Callable[[SiteIndex], MadeT]) -> MadeT:
        """What a function makes of this site: made one time, however many checks ask for it."""
        if make not in self._made:
            self._made[make] = make(self)
        made: MadeT = self._made[make]
        return made

    # Elements

    @cached_property
    def _buckets(self) -> dict[Page, Buckets]:
        return {page: Buckets(page.elements) for page in self.pages}

    def select(self, selector: str, page: Page | None = None) -> tuple[Element, ...]:
        """The elements a CSS selector matches, on one page or on all, also those the browser adds itself.

        Raises SelectorError for a selector that is none.
        """
        compiled = compiled_selector(selector)
        pages = self.pages if page is None else (page,)
        found = (element for one in pages for element in self._buckets[one].matching(compiled))
        return tuple(found) if self.site.builder is None else tuple(one for one in found if one not in self._builders)

    def named(self, *names: str) -> tuple[Element, ...]:
        """The elements of these names that stand in the source, page by page."""
        return tuple(element for page in self.pages for element in self.named_on(page, *names))

    def named_on(self, page: Page, *names: str) -> Iterator[Element]:
        """The elements of these names that stand in the source of one page, in order."""
        by_name = self._buckets[page].by_name
        found = [element for name in names for element in by_name.get(name, ()) if element.start is not None]
        if len(names) > 1:
            found.sort(key=lambda element: element.order)
        return iter(found) if self.site.builder is None else (one for one in found if one not in self._builders)

    def matches(self, page: Page, selectors: tuple[Compiled, ...]) -> tuple[bool, int]:
        """Whether one of the selectors matches something on a page, and how many elements were asked."""
        return self._buckets[page].any(selectors)

    def page_of(self, element: Element) -> Page:
        """The page an element stands on."""
        while element.parent is not None:
            element = element.parent
        return self._pages_by_root[element]

    def problems(self, page: Page) -> tuple[Problem, ...]:
        """What the HTML standard forbids, and what else is amiss in the writing of a page, in order."""
        found = self._problems.get(page)
        if found is None:
            found = self._problems[page] = problems(page)
        return found

    # What visitors read

    @cached_property
    def _texts(self) -> dict[Page, tuple[tuple[Element, str], ...]]:
        texts = {page: words.texts(page) for page in self.pages}
        if self.site.builder is None:
            return texts
        return {page: tuple(one for one in texts[page] if one[0] not in self._builders) for page in self.pages}

    def texts(self, page: Page) -> tuple[tuple[Element, str], ...]:
        """Every element of a page with text of its own that a visitor can see, and that text."""
        return self._texts[page]

    def reading(self, element: Element) -> Reading | None:
        """How well an element's own text reads; None when it is not seen or its background is not plain."""
        page = self.page_of(element)
        found = self._contrasts.get(page)
        if found is None:
            found = self._contrasts[page] = Contrasts(self.cascade(page))
        return found.reading(element)

    # Styles

    @cached_property
    def _reader(self) -> SheetReader:
        return SheetReader({sheet.path: sheet for sheet in self.site.sheets})

    @cached_property
    def _linked(self) -> dict[Page, tuple[StyleSource, ...]]:
        files = {sheet.path: sheet for sheet in self.site.sheets}
        return {page: style_sources(page, self.named_on(page, "link", "style"), files) for page in self.pages}

    def style_sources(self, page: Page) -> tuple[StyleSource, ...]:
        """The style sheets of a page in order: linked files and `<style>` elements."""
        return self._linked[page]

    def rules(self, page: Page) -> tuple[Rule, ...]:
        """Every rule that a page uses, in the order they count."""
        found = self._rules.get(page)
        if found is None:
            found = self._rules[page] = tuple(
                rule
                for source in self._linked[page]
                if source.sheet is not None
                for rule in self._reader.rules(source.sheet, source.media)
            )
        return found

    def matched_by(self, rule: Rule, page: Page) -> list[Element]:
        """The elements of a page that a rule is for; `:hover` and the like taken as if the moment were there."""
        return self._buckets[page].matching(rule.selectors)

    def cascade(self, page: Page, width: int = WIDTH) -> Cascade:
        """The cascade of a page at a width in CSS pixels."""
        if width != WIDTH and self._is_of_any_width(page):
            width = WIDTH
        found = self._cascades.get((page, width))
        if found is None:
            found = self._cascades[page, width] = Cascade(page, self.rules(page), width, self._matching(page))
        return found

    def _matching(self, page: Page) -> Matching | None:
        """One for the cascades of all widths; with one width alone it is the cascade's own."""
        if page not in self._matchings:
            varied = not self._is_of_any_width(page)
            self._matchings[page] = for_all_widths(page, self.rules(page)) if varied else None
        return self._matchings[page]

    def _is_of_any_width(self, page: Page) -> bool:
        found = self._of_any_width.get(page)
        if found is None:
            found = self._of_any_width[page] = not any(rule.media for rule in self.rules(page))
        return found

    def style(self, element: Element, name: str, width: int = WIDTH) -> Computed:
        """What a property (no shorthand) is on an element, who set it, and whom it beat."""
        return self.cascade(self.page_of(element), width).style(element, name)

    def rules_of(self, sheet: Sheet) -> tuple[Rule, ...]:
        """The rules that stand in a sheet itself, whether a page uses it or not."""
        return tuple(rule for rule in self._reader.rules(sheet) if rule.sheet is sheet)

    def declared_on(self, page: Page) -> Iterator[Declaration]:
        """Every declaration that a page uses: of its sheets in order, then of its `style` attributes."""
        for rule in self.rules(page):
            yield from rule.declarations
        cascade = self.cascade(page)
        for element in page.elements:
            if element.start is not None and "style" in element.attributes:
                yield from cascade.attribute(element)

    def imports(self, sheet: Sheet) -> tuple[str, ...]:
        """The addresses a sheet imports, as written."""
        return tuple(self._reader.imported(sheet))

    # Whose it is

    @cached_property
    def _builders(self) -> frozenset[Element]:
        """What a site builder put on its pages itself. Nobody is asked about it, and nobody earns anything for it."""
        return own_elements(self.pages, self.builder, lambda page: self._buckets[page])

    @cached_property
    def her_site(self) -> HerSite:
        """Where the site lies on the builder's server."""
        return HerSite(self.site.addresses, self.builder)

    @cached_property
    def _unchanged(self) -> Unchanged | None:
        return Unchanged(self.site, self.starter) if self.starter is not None else None

    def hers(self, element: Element) -> bool:
        """Whether an element did not come with the starter as it stands. Repeated ones are their original's."""
        unchanged = self._unchanged
        return unchanged is None or (element.origin or element) not in unchanged.elements

    @cached_property
    def _given_declarations(self) -> frozenset[Hashable]:
        if self.starter is None:
            return frozenset()
        given = SiteIndex(self.starter)
        return frozenset(declared_signature(declared) for declared in given.declarations())

    def declaration_hers(self, declared: Declaration) -> bool:
        """Whether a declaration did not come with the starter: the same selector, property and value."""
        return declared_signature(declared) not in self._given_declarations

    def declarations(self) -> Iterable[Declaration]:
        """Every declaration: what pages use, then what stands in files that no page links. None comes twice."""
        return self._declarations

    @cached_property
    def _declarations(self) -> tuple[Declaration, ...]:
        used = (declared for page in self.pages for declared in self.declared_on(page))
        lying = (
            declared for sheet in self.site.sheets for rule in self.rules_of(sheet) for declared in rule.declarations
        )
        return tuple({id(declared): declared for declared in chain(used, lying)}.values())

    def file_hers(self, path: str) -> bool:
        """Whether a file is not one of the starter's, byte for byte."""
        unchanged = self._unchanged
        return unchanged is None or not unchanged.file(path)

    # Places

    def place(
        self,
        element: Element,
        *,
        counts_as: Hashable = None,
        weight: int = 1,
        text: str | None = None,
        hers: bool | None = None,
    ) -> FilePlace:
        """Where an element stands."""
        found = self._places.get(element)
        if found is None:
            page = self.page_of(element)
            start, end = places.whole(element, page)
            where = (*page.lines.place(start), *page.lines.place(max(start, end)))
            found = self._places[element] = _Stretch(page, start, end, where)
        return FilePlace(
            found.page.path,
            *found.where,
            places.short(found.page.source[found.start : found.end] if text is None else text),
            self.hers(element) if hers is None else hers,
            counts_as,
            weight,
        )

    def declaration_place(
        self, declared: Declaration, *, counts_as: Hashable = None, hers: bool | None = None
    ) -> FilePlace:
        """Where a declaration stands, told with its selector; one of a `style` attribute by its element's start."""
        text = f"{declared.name}: {declared.value}{' !important' if declared.important else ''}"
        if hers is None:
            hers = self.declaration_hers(declared)
        if declared.sheet is not None:
            page = next((page for page in self.pages if page.path == declared.path), None)
            source, lines = (page.source, page.lines) if page else (declared.sheet.source, declared.sheet.lines)
            text = f"{declared.selector} {{ {text} }}"
            end = end_of(source, declared.start)
        else:
            page = next(page for page in self.pages if page.path == declared.path)
            source, lines, end = page.source, page.lines, page.source.find(">", declared.start) + 1
        return places.stretch(
            declared.path, source, lines, declared.start, end, text=text, hers=hers, counts_as=counts_as
        )

    def rule_place(self, rule: Rule) -> FilePlace:
        """Where a rule stands: its selector."""
        page = next((page for page in self.pages if page.path == rule.sheet.path), None)
        source, lines = (page.source, page.lines) if page else (rule.sheet.source, rule.sheet.lines)
        hers = not rule.declarations or any(self.declaration_hers(one) for one in rule.declarations)
        end = rule.start + len(rule.selector)
        return places.stretch(rule.sheet.path, source, lines, rule.start, end, text=rule.selector, hers=hers)

    def file_place(self, path: str, *, text: str | None = None, counts_as: Hashable = None) -> FilePlace:
        """A file as a whole."""
        return places.whole_file(path, text=text, hers=self.file_hers(path), counts_as=counts_as)
