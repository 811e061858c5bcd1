"""How large the text of each element is, in CSS pixels, as browsers reckon it.

A font of typewriters alone, `font-family: monospace`, starts from 13 pixels instead of 16, until somebody says a size.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING

from grader.website.lengths import Scale, length
from grader.website.values import FONT_SIZES, ident, parsed, words

if TYPE_CHECKING:
    from grader.website.cascade import Cascade
    from grader.website.model import Element

_MONOSPACE = {  # the sizes by name, where the font is `monospace`
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 12.0,
    "medium": 13.0,
    "large": 16.0,
    "x-large": 20.0,
    "xx-large": 26.0,
    "xxx-large": 39.0,
}
_SCALE = 13 / 16
_LEAST = 6.0


@dataclass(frozen=True, slots=True)
class Size:
    """A font size; `word` is the name it has, `fixed` whether a length without `em` stands behind it."""

    size: float | None
    word: str | None
    fixed: bool
    monospace: bool

    @property
    def shown(self) -> float | None:
        """The size that is shown: what `em` and the like made too small to read is shown larger."""
        return self.size if self.fixed or not self.size else max(_LEAST, self.size)


_START = Size(FONT_SIZES["medium"], "medium", fixed=False, monospace=False)


class Fonts:
    """Answers for the elements of one cascade."""

    def __init__(self, cascade: Cascade) -> None:
        self._cascade = cascade
        self._sizes: dict[Element, Size] = {}

    def of(self, element: Element) -> Size:
        """The font size of an element."""
        known = self._sizes
        waiting: list[Element] = []
        at: Element | None = element
        while at is not None and at not in known:
            waiting.append(at)
            at = at.parent
        size = _START if at is None else known[at]
        for one in reversed(waiting):
            size = known[one] = self._size(one, size)
        return size

    def root(self) -> float | None:
        """What `1rem` is."""
        return self.of(self._cascade.page.root).size

    def _size(self, element: Element, above: Size) -> Size:
        found = self._declared(element, above)
        monospace = self._is_monospace(element)
        if found.fixed or monospace == above.monospace:
            return found if monospace == found.monospace else replace(found, monospace=monospace)
        if found.word is not None:
            return Size(_named(found.word, monospace=monospace), found.word, fixed=False, monospace=monospace)
        size = found.size
        if size is not None:
            size = size * _SCALE if monospace else size / _SCALE
        return Size(size, None, fixed=False, monospace=monospace)

    def _declared(self, element: Element, above: Size) -> Size:
        if self._cascade.taken_over(element, "font-size"):
            return above
        computed = self._cascade.style(element, "font-size")
        word = computed.value.lower()
        if word in FONT_SIZES:
            return Size(_named(word, monospace=above.monospace), word, fixed=False, monospace=above.monospace)
        if word in {"smaller", "larger"}:
            size = None if above.size is None else above.size / 1.2 if word == "smaller" else above.size * 1.2
            return Size(size, None, fixed=above.fixed, monospace=above.monospace)
        tokens = parsed(computed.value)
        if len(tokens) != 1:
            return Size(None, None, fixed=True, monospace=above.monospace)
        root = _START.size if element.parent is None else self.root()
        size = length(tokens[0], Scale(above.size, root, above.size, self._cascade.width))
        token = tokens[0]
        relative = token.type == "percentage" or (token.type == "dimension" and token.lower_unit == "em")
        return Size(size, None, fixed=above.fixed if relative else True, monospace=above.monospace)

    def _is_monospace(self, element: Element) -> bool:
        return _is_monospace(self._cascade.style(element, "font-family").value)


@lru_cache(maxsize=256)
def _is_monospace(families: str) -> bool:
    names = words(parsed(families))
    return len(names) == 1 and ident(names[0]) == "monospace"


def _named(word: str, *, monospace: bool) -> float:
    return (_MONOSPACE if monospace else FONT_SIZES)[word]
