"""What a property is on an element, in the form in which a browser computes it.

Colours are `rgb()` or `rgba()`, lengths pixels, a font weight a number. None: only a rendered page knows.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from math import floor, isnan
from types import MappingProxyType
from typing import Any, Final

from grader.website import colour as colours
from grader.website.cascade import Cascade
from grader.website.colour import Colour
from grader.website.computed_display import blockified
from grader.website.computed_family import families
from grader.website.lengths import Scale, calculation, length
from grader.website.model import Element
from grader.website.properties import SIDES
from grader.website.values import ident, parsed, text_of, words

_LINES: Final[Mapping[str, float]] = MappingProxyType({"thin": 1.0, "medium": 3.0, "thick": 5.0})
_NORMAL, _BOLD = 400.0, 700.0


def computed(cascade: Cascade, element: Element, name: str) -> str | None:
    """The computed value of a longhand, as `computedStyleMap()` has it; None for no opinion."""
    special = _SPECIAL.get(name)
    if special is not None:
        return special(cascade, element, name)
    if name.endswith("color"):
        found = _colour(cascade, element, name)
        return None if found is None else _colour_text(found)
    return _plain(cascade, element, name)


# Colours


def _colour(cascade: Cascade, element: Element, name: str) -> Colour | None:
    found = cascade.style(element, name)
    value = found.value.strip().lower()
    if value != "currentcolor":
        return colours.colour(value)
    if name != "color":
        return _colour(cascade, element, "color")  # inherited as the word it is
    return colours.BLACK if found.source.parent is None else _colour(cascade, found.source.parent, "color")


def _colour_text(colour: Colour) -> str:
    parts = ", ".join(str(round(255 * min(1.0, max(0.0, part)))) for part in (colour.red, colour.green, colour.blue))
    return f"rgb({parts})" if colour.alpha >= 1 else f"rgba({parts}, {_number(round(colour.alpha, 3))})"


# Numbers


def _number(value: float) -> str:
    """As browsers write numbers: six digits, no trailing noughts."""
    text = f"{value:.6g}"
    return "0" if text == "-0" else text


def scale(cascade: Cascade, element: Element) -> Scale:
    """What the units on an element are worth."""
    return Scale(cascade.fonts.of(element).size, cascade.fonts.root(), None, cascade.width)


def _length(cascade: Cascade, element: Element, name: str) -> str | None:
    """A length, a percentage, a sum of both, or a word."""
    found = cascade.style(element, name)
    return _length_text(found.value, scale(cascade, found.source), name)


def _length_text(value: str, scale_: Scale, name: str) -> str | None:  # noqa: PLR0911 - one line a kind of value
    tokens = words(parsed(value))
    if len(tokens) != 1:
        return None
    token = tokens[0]
    if token.type == "ident":
        return str(token.lower_value)
    if token.type == "percentage":
        return f"{_number(token.value)}%"
    least = 0.0 if name in _NOT_BELOW else None
    if token.type == "function":
        amount = calculation(token, scale_)
        if amount is None or isnan(amount.value) or amount.kind == "number":
            return None
        if amount.kind == "percentage":
            return f"{_number(amount.percent if least is None else max(least, amount.percent))}%"
        if amount.kind == "length-percentage":
            sign = "-" if amount.value < 0 else "+"
            return f"calc({_number(amount.percent)}% {sign} {_number(abs(amount.value))}px)"
        size: float | None = amount.value
    else:
        size = length(token, scale_)
    if size is None:
        return None
    return f"{_number(size if least is None else max(least, size))}px"


def _line_width(cascade: Cascade, element: Element, name: str) -> str | None:
    found = cascade.style(element, name)
    word = found.value.lower()
    if word in _LINES:
        return f"{_number(_LINES[word])}px"
    tokens = words(parsed(found.value))
    size = length(tokens[0], scale(cascade, found.source)) if len(tokens) == 1 else None
    if size is None:
        return None
    # Drawn in whole pixels: at least one.
    return f"{_number(floor(size) if size >= 1 else 1 if size > 0 else 0)}px"


# Fonts


def _font_size(cascade: Cascade, element: Element, _: str) -> str | None:
    size = cascade.fonts.of(element).shown
    return None if size is None else f"{_number(size)}px"


def _weight(cascade: Cascade, element: Element, _: str) -> str | None:
    found = weight(cascade, element)
    return None if found is None else _number(found)


def weight(cascade: Cascade, element: Element) -> float | None:
    """The font weight as a number."""
    steps: list[str] = []
    at: Element | None = element
    base = _NORMAL
    while at is not None:
        found = cascade.style(at, "font-weight")
        word = found.value.lower()
        if word in {"bolder", "lighter"}:
            steps.append(word)
            at = found.source.parent
            continue
        tokens = words(parsed(word))
        if word in {"normal", "bold"}:
            base = _BOLD if word == "bold" else _NORMAL
        elif len(tokens) == 1 and tokens[0].type == "number":
            base = float(tokens[0].value)
        else:
            return None
        break
    for word in reversed(steps):
        base = _bolder(base) if word == "bolder" else _lighter(base)
    return base


def _bolder(amount: float) -> float:
    """As the table in CSS Fonts has it."""
    if amount < 350:
        return 400.0
    return 700.0 if amount < 550 else max(900.0, amount)


def _lighter(amount: float) -> float:
    if amount < 550:
        return min(100.0, amount)
    return 400.0 if amount < 750 else 700.0


def _family(cascade: Cascade, element: Element, name: str) -> str | None:
    return families(parsed(cascade.style(element, name).value))


# Words


def _display(cascade: Cascade, element: Element, _: str) -> str | None:
    return blockified(cascade, element)


def _plain(cascade: Cascade, element: Element, name: str) -> str | None:
    value = cascade.style(element, name).value
    tokens = words(parsed(value))
    return " ".join(_piece(token) for token in tokens) if tokens else None


def _piece(token: Any) -> str:
    return ident(token) or text_of([token])


Computer = Callable[[Cascade, Element, str], str | None]
_NOT_BELOW: Final = frozenset(f"padding-{side}" for side in SIDES)
_LENGTHS: Final[Sequence[str]] = (
    *(f"{box}-{side}" for box in ("margin", "padding") for side in SIDES),
    *SIDES,
    *(f"{bound}{way}" for bound in ("", "min-", "max-") for way in ("width", "height")),
    *("letter-spacing", "word-spacing", "text-indent", "row-gap", "column-gap", "flex-basis", "outline-offset"),
)
_SPECIAL: Final[Mapping[str, Computer]] = MappingProxyType(
    {
        **dict.fromkeys(_LENGTHS, _length),
        **{f"border-{side}-width": _line_width for side in SIDES},
        "outline-width": _line_width,
        "font-size": _font_size,
        "font-weight": _weight,
        "font-family": _family,
        "display": _display,
    }
)
