"""How well text can be read where it stands: its colour against the plain background behind it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass
from typing import Literal

from grader.website import colour as colours
from grader.website.cascade import Cascade, Computed
from grader.website.colour import WHITE, Colour
from grader.website.css import Declaration
from grader.website.model import Element
from grader.website.values import parsed

SMALL = 4.5  # WCAG 2 AA
_LARGE = 3.0
_LARGE_SIZE = 24.0  # px
_LARGE_BOLD = 18.66
_BOLD = 700.0
_STEPS = 1000  # of lightness: finer than a screen shows


@dataclass(frozen=True, slots=True)
class Reading:
    """The two colours of a text, their ratio, and the ratio it needs. Both declarations are None for the browser's."""

    ink: Colour
    paper: Colour
    ratio: float
    needed: float
    ink_by: Declaration | None
    paper_by: Declaration | None

    @property
    def enough(self) -> bool:
        """Whether it reads well enough."""
        return self.ratio >= self.needed


class Contrasts:
    """Answers for the elements of one page, each worked out once for all that look alike."""

    def __init__(self, cascade: Cascade) -> None:
        self._cascade = cascade
        self._papers: dict[Element, tuple[Colour | None, Declaration | None]] = {}
        self._hidden: dict[Element, bool] = {}
        self._faded: dict[Element, bool] = {}
        self._readings: dict[int, Reading | None] = {}

    def reading(self, element: Element) -> Reading | None:
        """How an element's own text reads; None when it is not seen or its background is not plain."""
        look = self._cascade.look(element)
        if look not in self._readings:
            self._readings[look] = self._read(element)
        return self._readings[look]

    def _read(self, element: Element) -> Reading | None:
        if self._is_hidden(element) or self._is_faded(element):
            return None
        paper, paper_by = self._paper(element)
        ink = self._cascade.style(element, "color")
        colour = colours.colour(ink.value)
        if paper is None or colour is None or colour.alpha == 0:
            return None
        seen = colour.over(paper)
        return Reading(seen, paper, colours.contrast(seen, paper), self._needed(element), ink.winner, paper_by)

    def _needed(self, element: Element) -> float:
        size = self._cascade.font_size(element)
        if size is None or size < _LARGE_BOLD:
            return SMALL
        return _LARGE if size >= _LARGE_SIZE or self._weight(element) >= _BOLD else SMALL

    def _weight(self, element: Element) -> float:
        value = self._cascade.style(element, "font-weight").value.lower()
        if value in {"bold", "bolder"}:
            return _BOLD
        tokens = parsed(value)
        return float(tokens[0].value) if len(tokens) == 1 and tokens[0].type == "number" else 400.0

    def _is_hidden(self, element: Element) -> bool:
        if self._cascade.style(element, "visibility").value.lower() in {"hidden", "collapse"}:
            return True
        return self._any_around(
            element, self._hidden, lambda one: self._cascade.style(one, "display").value.lower() == "none"
        )

    def _is_faded(self, element: Element) -> bool:
        """Whether an opacity or a filter changes the colours: then the numbers alone do not tell."""
        return self._any_around(element, self._faded, self._fades)

    def _fades(self, element: Element) -> bool:
        if self._cascade.silent(element, "opacity", "filter", "mix-blend-mode"):
            return False
        style = self._cascade.style
        return (
            style(element, "opacity").value.strip() not in {"1", "100%", "1.0"}
            or style(element, "filter").value.lower() != "none"
            or style(element, "mix-blend-mode").value.lower() != "normal"
        )

    @staticmethod
    def _any_around(element: Element, known: dict[Element, bool], holds: Callable[[Element], bool]) -> bool:
        waiting: list[Element] = []
        at: Element | None = element
        while at is not None and at not in known:
            waiting.append(at)
            at = at.parent
        result = at is not None and known[at]
        for one in reversed(waiting):
            result = known[one] = result or holds(one)
        return result

    def _paper(self, element: Element) -> tuple[Colour | None, Declaration | None]:
        """The solid colour behind an element's text; None where a picture, a gradient or a place of its own is."""
        waiting: list[Element] = []
        at: Element | None = element
        while at is not None and at not in self._papers:
            waiting.append(at)
            at = at.parent
        below: tuple[Colour | None, Declaration | None] = (WHITE, None) if at is None else self._papers[at]
        for one in reversed(waiting):
            if not self._cascade.silent(one, "background-image", "background-color", "position"):
                below = self._on(one, below)
            self._papers[one] = below
        return below

    def _on(
        self, element: Element, below: tuple[Colour | None, Declaration | None]
    ) -> tuple[Colour | None, Declaration | None]:
        style = self._cascade.style
        if style(element, "background-image").value.lower() not in {"none", "", "none, none"}:
            return None, None
        background = style(element, "background-color")
        paint = self._paint(element, background)
        if paint is None:
            return None, None
        if paint.alpha == 1:
            return paint, background.winner
        if style(element, "position").value.lower() in {"absolute", "fixed", "sticky", "-webkit-sticky"}:
            return None, None  # it lies over something else than what it stands in
        under = below[0]
        if under is None or paint.alpha == 0:
            return below
        return paint.over(under), background.winner

    def _paint(self, element: Element, background: Computed) -> Colour | None:
        if background.value.lower() == "currentcolor":
            return colours.colour(self._cascade.style(element, "color").value)
        return colours.colour(background.value)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Two colours that read well; one of them is hers, the other is her hue, lighter or darker."""

    ink: Colour
    paper: Colour
    changed: Literal["ink", "paper"]

    @property
    def ratio(self) -> float:
        """Their contrast."""
        return colours.contrast(self.ink, self.paper)


def suggestion(ink: Colour, paper: Colour, needed: float = SMALL) -> Suggestion | None:
    """The smallest change of lightness, of the words or else of what is behind them, that reads well.

    The hue stays hers. Both colours are solid; None when nothing of these two hues comes that far.
    """
    found = [(moved, Suggestion(near, paper, "ink")) for near, moved in _nearest(ink, paper, needed)]
    found += [(moved, Suggestion(ink, near, "paper")) for near, moved in _nearest(paper, ink, needed)]
    # As far for both: the first, so her background stays. Words are the smaller part of a page.
    return min(found, key=lambda one: one[0])[1] if found else None


def _nearest(mine: Colour, other: Colour, needed: float) -> Iterator[tuple[Colour, float]]:
    """The nearest darker and the nearest lighter one of its hue that reads well with the other, and how far it is.

    With one hue and saturation, more lightness is never less luminance: each way can be halved until it is found.
    """
    hue, lightness, saturation = rgb_to_hls(mine.red, mine.green, mine.blue)

    def at(step: int) -> Colour:
        made = Colour(*hls_to_rgb(hue, step / _STEPS, saturation))
        return Colour(*(round(part * 255) / 255 for part in (made.red, made.green, made.blue)))  # as it is written

    start = round(lightness * _STEPS)
    for end in (0, _STEPS):
        if colours.contrast(at(end), other) < needed or (end == 0) != (at(end).luminance < other.luminance):
            continue
        near, far = start, end
        while abs(far - near) > 1:
            middle = (near + far) // 2
            enough = colours.contrast(at(middle), other) >= needed and (end == 0) == (
                at(middle).luminance < other.luminance
            )
            near, far = (near, middle) if enough else (middle, far)
        yield at(far), abs(far - start) / _STEPS
