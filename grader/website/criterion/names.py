"""Which properties a test can be asked of, and which words stand for colours, units and operators."""

from __future__ import annotations

from typing import Final

from grader.website.properties import SHORTHANDS

OPERATORS: Final = (
    "set", "equals", "one_of", "not", "min", "max", "differs_from", "family", "contrast", "own", "unit_in",
)  # fmt: skip
TEXT_KEYS: Final = ("min_words", "max_words", "contains")
ATTRIBUTE_KEYS: Final = ("set", "equals", "one_of", "not", "contains", "min_words", "max_words")
COUNT_KEYS: Final = ("min", "max", "each_page")
FAMILIES: Final = (
    "red", "orange", "yellow", "green", "turquoise", "blue", "purple", "pink", "brown", "black", "grey", "white",
)  # fmt: skip
UNITS: Final = (
    "px", "em", "rem", "%", "vw", "vh", "vmin", "vmax", "pt", "cm", "mm", "in", "pc", "ch", "ex", "lh", "dvw", "dvh",
    "svw", "svh", "lvw", "lvh", "fr", "deg", "s", "ms", "q",
)  # fmt: skip
SPELT: Final = {"gray": "grey", "violet": "purple", "cyan": "turquoise", "teal": "turquoise"}
FROM: Final = ("external", "style", "inline")
VIA: Final = ("class", "id", "element")
ANY: Final = "any"  # of `from` and `via`: no matter

# A number without a unit is a number here, not pixels.
UNITLESS: Final = frozenset(
    {"line-height", "opacity", "z-index", "order", "flex-grow", "flex-shrink", "font-weight", "column-count"}
    | {"orphans", "widows", "tab-size", "zoom", "scale", "animation-iteration-count", "fill-opacity"}
    | {"stroke-opacity", "aspect-ratio", "font-size-adjust", "grid-row", "grid-column", "grid-row-start"}
    | {"grid-row-end", "grid-column-start", "grid-column-end"}
)
_WORDS_ONLY: Final = frozenset(
    {"display", "position", "float", "clear", "visibility", "text-align", "text-transform", "font-style"}
    | {"font-variant", "flex-direction", "flex-wrap", "box-sizing", "list-style-type", "list-style-position"}
    | {"list-style-image", "text-decoration-line", "text-decoration-style", "background-image", "cursor"}
    | {"background-repeat", "background-attachment", "background-clip", "background-origin", "object-fit"}
    | {"overflow-x", "overflow-y", "white-space", "font-family", "outline-style", "justify-content", "align-items"}
    | {"align-self", "align-content", "border-collapse", "caption-side", "direction", "resize", "user-select"}
    | {f"border-{side}-style" for side in ("top", "right", "bottom", "left")}
)


def longhands(name: str) -> tuple[str, ...]:
    """The properties that a name stands for."""
    return SHORTHANDS.get(name, (name,))


def is_colour(name: str) -> bool:
    """Whether a longhand is a colour."""
    return name.endswith("color") or name in {"fill", "stroke"}


def is_number(name: str) -> bool:
    """Whether a longhand can be measured."""
    return not is_colour(name) and name not in _WORDS_ONLY


def asked_of(name: str, operator: str) -> tuple[str, ...]:
    """The longhands of a property that an operator can be asked of; none: it cannot."""
    parts = longhands(name)
    if operator == "contrast":
        return tuple(part for part in parts if part in {"color", "background-color"})
    if operator == "family":
        return tuple(part for part in parts if is_colour(part))
    if operator in {"min", "max", "unit_in"}:
        measured = tuple(part for part in parts if is_number(part))
        # Of `font` and `background` nobody can say which of their numbers is meant.
        return measured if len(parts) == 1 or name not in {"font", "background", "list-style"} else ()
    return parts
