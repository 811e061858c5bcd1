"""What of a page is shown at all, in which fonts, and how large its text is."""

from __future__ import annotations

from dataclasses import dataclass

from grader.website.cascade import Cascade, Computed
from grader.website.index import SiteIndex
from grader.website.model import UNSEEN, Element, Page
from grader.website.values import parsed, pixels
from grader.website.words import khmer_share

NORMAL = 1.2  # what browsers make of `line-height: normal` for Latin letters, more or less
_MOSTLY_KHMER = 0.3  # names and code are often Latin in a Khmer text


class Alike:
    """What longhands are on elements of a page; elements that look alike are asked one time."""

    def __init__(self, cascade: Cascade) -> None:
        self.cascade = cascade
        self._known: dict[tuple[int, str], Computed] = {}

    def style(self, element: Element, name: str) -> Computed:
        """What a longhand is; its `source` is that of one element that looks so."""
        key = (self.cascade.look(element), name)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self.cascade.style(element, name)
        return found


@dataclass(frozen=True, slots=True)
class Shown:
    """A text that visitors see. Elements of one page with the same `look` have the same styles."""

    page: Page
    element: Element
    text: str
    look: int
    khmer: bool


def alike(index: SiteIndex) -> dict[Page, Alike]:
    """The styles of each page on a laptop; to be asked with `index.once`."""
    return {page: Alike(index.cascade(page)) for page in index.pages}


def hidden(index: SiteIndex) -> frozenset[Element]:
    """The elements that nobody sees, what is in them too; to be asked with `index.once`."""
    found: set[Element] = set()
    styles = index.once(alike)
    for page in index.pages:
        style = styles[page].style
        for element in page.elements:
            if (
                element.name in UNSEEN
                or element.parent in found
                or style(element, "display").value.lower() == "none"
                or "hidden" in element.attributes
            ):
                found.add(element)
    return frozenset(found)


def shown(index: SiteIndex) -> tuple[Shown, ...]:
    """Every text that visitors see, page by page; to be asked with `index.once`."""
    unseen = index.once(hidden)
    found: list[Shown] = []
    for page in index.pages:
        look = index.cascade(page).look
        found += [
            Shown(page, element, text, look(element), khmer_share(text) >= _MOSTLY_KHMER)
            for element, text in index.texts(page)
            if element not in unseen
        ]
    return tuple(found)


def line_height(cascade: Cascade, element: Element) -> float | None:
    """The line height as so many times the size of the letters; None where only a rendered page knows."""
    computed = cascade.style(element, "line-height")
    value = computed.value.lower()
    tokens = parsed(value)
    if value == "normal" or len(tokens) != 1:
        return NORMAL if value == "normal" else None
    token = tokens[0]
    if token.type == "number":
        return float(token.value)
    there, here = cascade.font_size(computed.source), cascade.font_size(element)
    if not there or not here:
        return None
    length = there * float(token.value) / 100 if token.type == "percentage" else pixels(token, there)
    return length / here if length is not None else None


def families(value: str) -> tuple[str, ...]:
    """The names in a `font-family`, in small letters and without quotes."""
    names: list[list[str]] = [[]]
    for token in parsed(value):
        if token.type == "literal" and token.value == ",":
            names.append([])
        elif token.type in {"ident", "string"}:
            names[-1].append(str(token.value))
    return tuple(" ".join(name).casefold() for name in names if name)


GENERIC = frozenset(
    {"serif", "sans-serif", "monospace", "cursive", "fantasy", "system-ui", "ui-serif", "ui-sans-serif"}
    | {"ui-monospace", "ui-rounded", "math", "emoji", "fangsong"}
)
