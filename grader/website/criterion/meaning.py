"""What a CSS value means on an element, so that two ways to write one thing are one thing.

Colours in every notation are the same colour, `bold` is 700, `16px` is `1em` at the root, words have no capitals.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from grader.website import colour as colours
from grader.website.colour import Colour
from grader.website.criterion.names import UNITLESS, is_colour
from grader.website.values import FONT_SIZES, ident, parsed, pixels, text_of, words

if TYPE_CHECKING:
    from grader.website.criterion.look import Look
    from grader.website.model import Element

_NEAR = 0.05  # px: browsers round too
_BORDERS: Final[Mapping[str, float]] = {"thin": 1.0, "medium": 3.0, "thick": 5.0}
_WEIGHTS: Final[Mapping[str, float]] = {"normal": 400.0, "bold": 700.0}
_WITH_COLOURS: Final = frozenset({"box-shadow", "text-shadow", "background-image"})
_SIDES: Final[Mapping[str, str]] = {"start": "left", "end": "right"}
_VIEW: Final[Mapping[str, float]] = {"vw": 1.0, "svw": 1.0, "lvw": 1.0, "dvw": 1.0, "vi": 1.0}


@dataclass(frozen=True, slots=True)
class Number:
    """A number with its unit: `px`, `%`, or none."""

    amount: float
    unit: str = ""

    def near(self, other: Number) -> bool:
        """The same, as far as anybody can see."""
        return self.unit == other.unit and abs(self.amount - other.amount) <= _NEAR


Meaning = Colour | Number | tuple[str, ...]


def is_number(text: str) -> bool:
    """Whether a value is a number without a unit."""
    parts = words(parsed(text))
    return len(parts) == 1 and parts[0].type == "number"


def same(first: Meaning, second: Meaning) -> bool:
    """Whether two values are the same thing."""
    if isinstance(first, Number) and isinstance(second, Number):
        return first.near(second)
    if isinstance(first, Colour) and isinstance(second, Colour):
        return first.hex == second.hex or first.alpha == second.alpha == 0
    return first == second


def key(value: Meaning) -> Hashable:
    """The same for values that are the same, to count them by."""
    if isinstance(value, Number):
        return round(value.amount, 1), value.unit
    if isinstance(value, Colour):
        return value.hex if value.alpha else "none"
    return value


def fits(name: str, found: Meaning, wanted: Meaning) -> bool:
    """Whether what is there is what is wanted. Of fonts the first ones count: what follows them is a substitute."""
    if name == "font-family" and isinstance(found, tuple) and isinstance(wanted, tuple):
        return found[: len(wanted)] == wanted
    return same(found, wanted)


def meaning(look: Look, element: Element, name: str, text: str) -> Meaning:
    """What a value of a longhand means where it is declared on this element."""
    parts = words(parsed(text))
    if is_colour(name):
        return _colour(look, element, name, text)
    special = _SPECIAL.get(name) or (_border if name.startswith("border-") and name.endswith("-width") else None)
    if special is not None:
        return special(look, element, name, parts)
    if len(parts) == 1 and (number := _number(look, element, name, parts[0])) is not None:
        return number
    return tuple(_plain(look, element, name, part) for part in parts)


def _colour(look: Look, element: Element, name: str, text: str) -> Meaning:
    if text.strip().lower() == "currentcolor" and name != "color":
        text = look.style(element, "color").value
    found = colours.colour(text)
    return found if found is not None else (text.strip().lower(),)


def _number(look: Look, element: Element, name: str, token: Any) -> Number | None:
    if token.type == "percentage":
        return Number(float(token.value), "%")
    if token.type == "number":
        if token.value == 0 and name not in UNITLESS:
            return Number(0.0, "px")
        return Number(float(token.value))
    length = _length(look, element, token)
    return None if length is None else Number(length, "px")


def _length(look: Look, element: Element, token: Any) -> float | None:
    """A length in pixels, where the element's own font size and the window's width are enough to know it."""
    if token.type not in {"dimension", "function"}:
        return None
    unit = token.lower_unit if token.type == "dimension" else "em"  # anything may stand in a calculation
    if unit in _VIEW:
        return float(token.value) * look.width / 100
    em = look.size(element)
    if unit == "em" and em is None:
        return None
    return pixels(token, em or 0.0, look.root_size(element))


def _plain(look: Look, element: Element, name: str, token: Any) -> str:
    """One piece of a value with several, as it is compared."""
    number = _number(look, element, name, token)
    if number is not None:
        return f"{number.amount:.2f}{number.unit}"
    text = text_of([token])
    if name in _WITH_COLOURS and (found := colours.colour(text)) is not None:
        return found.hex
    if token.type == "string":
        return str(token.value)
    if token.type == "url" or (token.type == "function" and token.lower_name == "url"):
        return _address(token)
    if token.type == "function":
        inner = " ".join(_plain(look, element, name, part) for part in words(token.arguments))
        return f"{token.lower_name}({inner})"
    return text.lower()


def _address(token: Any) -> str:
    """An address, in quotes or not."""
    if token.type == "url":
        return f"url({token.value})"
    return f"url({''.join(str(getattr(part, 'value', '')) for part in token.arguments)})"


def _family(_: Look, __: Element, ___: str, parts: Sequence[Any]) -> Meaning:
    names: list[list[str]] = [[]]
    for part in parts:
        if part == ",":
            names.append([])
        else:
            names[-1].append(str(part.value) if part.type in {"string", "ident"} else text_of([part]))
    return tuple(" ".join(" ".join(name).split()).lower() for name in names)


def _size(look: Look, element: Element, _: str, parts: Sequence[Any]) -> Meaning:
    """A font size: its `em` and `%` are those of the element around."""
    if len(parts) != 1:
        return tuple(text_of([part]).lower() for part in parts)
    word = ident(parts[0])
    above = FONT_SIZES["medium"] if element.parent is None else look.size(element.parent)
    if word is not None and word in FONT_SIZES:
        return Number(FONT_SIZES[word], "px")
    if above is None or word is not None:
        return (text_of(parts).lower(),)
    if parts[0].type == "percentage":
        return Number(above * float(parts[0].value) / 100, "px")
    if parts[0].type == "dimension" and parts[0].lower_unit in _VIEW:
        return Number(float(parts[0].value) * look.width / 100, "px")
    found = pixels(parts[0], above, look.root_size(element))
    return (text_of(parts).lower(),) if found is None else Number(found, "px")


def _weight(look: Look, element: Element, name: str, parts: Sequence[Any]) -> Meaning:
    word = ident(parts[0]) if len(parts) == 1 else None
    if word is not None and word in _WEIGHTS:
        return Number(_WEIGHTS[word])
    if word in {"bolder", "lighter"}:
        around = Number(400.0) if element.parent is None else look.meaning(element.parent, name)
        amount = around.amount if isinstance(around, Number) else 400.0
        return Number(_bolder(amount) if word == "bolder" else _lighter(amount))
    if len(parts) == 1 and parts[0].type == "number":
        return Number(float(parts[0].value))
    return tuple(text_of([part]).lower() for part in parts)


def _bolder(amount: float) -> float:
    """As CSS Fonts 4 has it in its table."""
    if amount < 350:
        return 400.0
    return 700.0 if amount < 550 else max(900.0, amount)


def _lighter(amount: float) -> float:
    if amount < 550:
        return min(100.0, amount)
    return 400.0 if amount < 750 else 700.0


def _line_height(look: Look, element: Element, _: str, parts: Sequence[Any]) -> Meaning:
    """As a number of the element's own font size, however it is written."""
    if len(parts) == 1:
        if parts[0].type == "number":
            return Number(float(parts[0].value))
        if parts[0].type == "percentage":
            return Number(float(parts[0].value) / 100)
        length, size = _length(look, element, parts[0]), look.size(element)
        if length is not None and size:
            return Number(length / size)
    return tuple(text_of([part]).lower() for part in parts)


def _opacity(look: Look, element: Element, name: str, parts: Sequence[Any]) -> Meaning:
    if len(parts) == 1 and parts[0].type == "percentage":
        return Number(float(parts[0].value) / 100)
    return _number(look, element, name, parts[0]) or (text_of(parts),) if parts else ()


def _align(look: Look, element: Element, _: str, parts: Sequence[Any]) -> Meaning:
    text = text_of(parts).lower()
    if text in _SIDES:
        turned = look.style(element, "direction").value.lower() == "rtl"
        text = _SIDES[{"start": "end", "end": "start"}[text] if turned else text]
    return (text.removeprefix("-webkit-"),)


def _border(look: Look, element: Element, name: str, parts: Sequence[Any]) -> Meaning:
    word = ident(parts[0]) if len(parts) == 1 else None
    if word is not None and word in _BORDERS:
        return Number(_BORDERS[word], "px")
    number = _number(look, element, name, parts[0]) if len(parts) == 1 else None
    return number if number is not None else (text_of(parts).lower(),)


_SPECIAL: Final[Mapping[str, Callable[[Look, Element, str, Sequence[Any]], Meaning]]] = {
    "font-family": _family,
    "font-size": _size,
    "font-weight": _weight,
    "line-height": _line_height,
    "opacity": _opacity,
    "text-align": _align,
}
