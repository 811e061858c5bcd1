"""What a `page:` criterion asks a site at one width; the one place from which it asks the cascade."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator
from functools import cached_property
from itertools import pairwise

from grader.website import defaults, words
from grader.website.cascade import Computed
from grader.website.contrast import Contrasts, Reading
from grader.website.criterion.meaning import Meaning, Number, is_number, key, meaning
from grader.website.css import Declaration
from grader.website.index import WIDTH, SiteIndex
from grader.website.model import UNSEEN, Element, Page, Text
from grader.website.properties import INITIAL
from grader.website.selectors import Compiled, SelectorError, compile_selector
from grader.website.values import FONT_SIZES

ROOT = FONT_SIZES["medium"]
_NEVER = frozenset({"template", "noscript"})  # what stands in them is not on the page
_ALWAYS = ("html", "head", "body")  # a browser adds them where nobody wrote them


class Look:
    """A site seen at a width. Answers are kept by the index, or here."""

    def __init__(self, index: SiteIndex, width: int = WIDTH) -> None:
        self.index = index
        self.width = width
        self._contrasts: dict[Page, Contrasts] = {}
        self._hidden: dict[Element, bool] = {}
        self._others: dict[tuple[str, str, Page], Counter[Hashable]] = {}
        self._compiled: dict[str, tuple[Compiled, ...]] = {}

    def at(self, width: int) -> Look:
        """The same site at another width."""
        return Look(self.index, width)

    # Elements

    def select(self, selector: str) -> tuple[Element, ...]:
        """The elements a selector matches: those she wrote, and those every page has. None comes twice."""
        return tuple(element for element in self.index.select(selector) if element.written or element.name in _ALWAYS)

    def page(self, element: Element) -> Page:
        """The page an element stands on."""
        return self.index.page_of(element)

    def hidden(self, element: Element) -> bool:
        """Whether something keeps visitors from seeing it. What browsers never show (`<title>`) is not hidden."""
        if self.style(element, "visibility").value.lower() in {"hidden", "collapse"}:
            return True
        if any(around.name in _NEVER for around in element.ancestors):
            return True
        waiting: list[Element] = []
        at: Element | None = element
        while at is not None and at not in self._hidden:
            waiting.append(at)
            at = at.parent
        found = at is not None and self._hidden[at]
        for one in reversed(waiting):
            found = self._hidden[one] = found or self._vanishes(one)
        return found

    def _vanishes(self, element: Element) -> bool:
        display = self.style(element, "display")
        if display.value.lower() != "none":
            return False
        return display.winner is not None or "hidden" in element.attributes

    def text(self, element: Element) -> str:
        """The words in an element that visitors can see; of a `<title>` and the like all."""
        if element.name in UNSEEN:
            return element.text
        return "".join(self._texts(element))

    def _texts(self, element: Element) -> Iterator[str]:
        stack = [iter(element.children)]
        while stack:
            for child in stack[-1]:
                if type(child) is Text:
                    yield child.data
                elif isinstance(child, Element) and child.name not in UNSEEN:
                    if child.name in {"br", "li", "p", "div", "td", "th", "tr"}:
                        yield " "
                    if not self.hidden(child):
                        stack.append(iter(child.children))
                        break
            else:
                stack.pop()

    def words(self, element: Element) -> int:
        """How many words visitors see in an element."""
        return words.count(self.text(element))

    # Styles

    def style(self, element: Element, name: str) -> Computed:
        """What a longhand is on an element."""
        return self.index.style(element, name, self.width)

    def size(self, element: Element) -> float | None:
        """The font size in CSS pixels; None where only a rendered page knows."""
        return self.index.cascade(self.page(element), self.width).font_size(element)

    def root_size(self, element: Element) -> float:
        """What `1rem` is on the page of an element, in CSS pixels."""
        root = self.page(element).root
        return ROOT if root is element else self.size(root) or ROOT

    def meaning(self, element: Element, name: str) -> Meaning:
        """What a longhand is on an element, as it is compared."""
        computed = self.style(element, name)
        if name.startswith("border-") and name.endswith("-width") and not self._drawn(element, name):
            return Number(0.0, "px")
        size = self.size(element) if name == "font-size" else None
        if size is not None:
            return meaning(self, element, name, f"{size}px")
        # An inherited length is the one it was where it was set.
        at = element if name == "text-align" else computed.source
        found = meaning(self, at, name, computed.value)
        if name == "line-height" and at is not element and isinstance(found, Number) and not is_number(computed.value):
            there, here = self.size(at), self.size(element)
            return Number(found.amount * there / here) if there and here else found
        return found

    def _drawn(self, element: Element, name: str) -> bool:
        """Whether a border has a line: without one its width is nothing."""
        return self.style(element, f"{name.removesuffix('-width')}-style").value.lower() not in {"none", "hidden"}

    def reading(self, element: Element) -> Reading | None:
        """How well text in an element reads; None when it is not seen or its background is not plain."""
        page = self.page(element)
        found = self._contrasts.get(page)
        if found is None:
            found = self._contrasts[page] = Contrasts(self.index.cascade(page, self.width))
        return found.reading(element)

    def browsers(self, element: Element, name: str) -> str:
        """What browsers would make of a longhand without any style sheet; "" where they do as they like."""
        return self.browsers_rule(element, name) or INITIAL.get(name, "")

    def browsers_rule(self, element: Element, name: str) -> str | None:
        """What the browsers' own sheet says of a longhand on an element; None when it says nothing."""
        best: tuple[int, int, int] = (0, 0, 0)
        value: str | None = None
        for selector, given in self._defaults.get(name, ()):
            if (value is None or selector.specificity >= best) and selector.test(element):
                best, value = selector.specificity, given
        return value

    @cached_property
    def _defaults(self) -> dict[str, list[tuple[Compiled, str]]]:
        found: dict[str, list[tuple[Compiled, str]]] = {}
        for rule in defaults.rules():
            for declared in rule.declarations:
                for name, value in declared.longhands or ():
                    found.setdefault(name, []).extend((selector, value) for selector in rule.selectors)
        return found

    def others(self, selector: str, name: str, page: Page) -> Counter[Hashable]:
        """What a longhand is on the elements of a selector, and on how many of them each."""
        turn = (selector, name, page)
        if turn not in self._others:
            self._others[turn] = Counter(key(self.meaning(one, name)) for one in self.index.select(selector, page))
        return self._others[turn]

    def compiled(self, selector: str) -> tuple[Compiled, ...]:
        """The selectors of a list; none where it is no selector."""
        if selector not in self._compiled:
            try:
                self._compiled[selector] = compile_selector(selector)
            except SelectorError:
                self._compiled[selector] = ()
        return self._compiled[selector]

    def origin(self, declared: Declaration) -> str:
        """Where a declaration stands: `external`, `style` or `inline`."""
        if declared.sheet is None:
            return "inline"
        return "style" if any(page.path == declared.path for page in self.index.pages) else "external"

    def via(self, declared: Declaration, element: Element) -> frozenset[str]:
        """By what the selectors of a declaration that match the element find it: `class`, `id`, `element`."""
        found: set[str] = set()
        for text in parts(declared.selector):
            if any(one.test(element) for one in self.compiled(text)):
                found |= forms(text)
        return frozenset(found)


def parts(selector: str) -> tuple[str, ...]:
    """The selectors of a list, each as text; those in brackets stay together."""
    found, depth, start = [], 0, 0
    for at, sign in enumerate(selector):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            found.append(selector[start:at].strip())
            start = at + 1
    return (*found, selector[start:].strip())


def forms(selector: str) -> frozenset[str]:
    """Whether a class or an id stands in a selector; without either it goes by elements."""
    from tinycss2 import parse_component_value_list

    tokens = parse_component_value_list(selector)
    flat: list[tuple[str, str]] = []
    waiting = list(reversed(tokens))
    while waiting:
        token = waiting.pop()
        if token.type == "function":
            waiting += reversed(token.arguments)
        elif token.type != "[] block":
            flat.append((token.type, str(getattr(token, "value", ""))))
    found = {"id" for kind, _ in flat if kind == "hash"}
    found |= {"class" for one, after in pairwise(flat) if one[1] == "." and after[0] == "ident"}
    return frozenset(found or {"element"})
