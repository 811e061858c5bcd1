"""CSS values: tokens as text, lengths in pixels, and which values a browser would throw away.

A value this module knows nothing about is taken: a declaration is dropped only where it is known to be invalid.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache
from typing import Any

import tinycss2

from grader.website.colour import is_colour
from grader.website.properties import SIDES

WIDE = frozenset({"inherit", "initial", "unset", "revert", "revert-layer"})
_PX = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "q": 96 / 101.6}
_UNITS = frozenset(
    {*_PX, "em", "rem", "ex", "rex", "ch", "rch", "cap", "rcap", "ic", "ric", "lh", "rlh"}
    | {f"{kind}{way}" for kind in ("", "s", "l", "d") for way in ("vw", "vh", "vmin", "vmax", "vi", "vb")}
    | {"cqw", "cqh", "cqi", "cqb", "cqmin", "cqmax"}
)
LINES = frozenset(
    {"none", "hidden", "dotted", "dashed", "solid", "double", "groove", "ridge", "inset", "outset", "auto"}
)
_WIDTHS = frozenset({"thin", "medium", "thick"})
_INTRINSIC = frozenset({"min-content", "max-content", "fit-content", "stretch", "-webkit-fill-available"})
FONT_SIZES = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
}

_COLOURS = frozenset(
    {"color", "background-color", "outline-color", "caret-color", "accent-color", "text-decoration-color"}
    | {"column-rule-color", *(f"border-{side}-color" for side in SIDES)}
)
_KEYWORDS: dict[str, frozenset[str]] = {
    name: frozenset(words.split())
    for name, words in {
        "display": """none block inline inline-block flex inline-flex grid inline-grid table inline-table table-row
            table-cell table-caption table-column table-column-group table-row-group table-header-group
            table-footer-group list-item contents flow-root flow run-in ruby ruby-text math
            -webkit-box -webkit-inline-box -webkit-flex""",
        "position": "static relative absolute fixed sticky -webkit-sticky",
        "float": "none left right inline-start inline-end",
        "clear": "none left right both inline-start inline-end",
        "visibility": "visible hidden collapse",
        "text-align": "start end left right center justify match-parent justify-all -webkit-center",
        "text-transform": "none capitalize uppercase lowercase full-width full-size-kana math-auto",
        "font-style": "normal italic oblique",
        "flex-direction": "row row-reverse column column-reverse",
        "flex-wrap": "nowrap wrap wrap-reverse",
        "box-sizing": "content-box border-box",
        "list-style-position": "inside outside",
        "text-decoration-style": "solid double dotted dashed wavy",
        **{f"border-{side}-style": " ".join(LINES - {"auto"}) for side in SIDES},
        "outline-style": " ".join(LINES),
        "background-attachment": "scroll fixed local",
        "object-fit": "fill contain cover none scale-down",
        "overflow-x": "visible hidden clip scroll auto overlay",
        "overflow-y": "visible hidden clip scroll auto overlay",
        "white-space": "normal pre nowrap pre-wrap pre-line break-spaces collapse preserve wrap",
    }.items()
}
_LENGTHS: dict[str, tuple[frozenset[str], bool]] = {  # property: its keywords, and whether it may be below zero
    **{f"margin-{side}": (frozenset({"auto"}), True) for side in SIDES},
    **{f"padding-{side}": (frozenset(), False) for side in SIDES},
    **dict.fromkeys(SIDES, (frozenset({"auto"}), True)),
    **{f"border-{side}-width": (_WIDTHS, False) for side in SIDES},
    "outline-width": (_WIDTHS, False),
    "width": (_INTRINSIC | {"auto"}, False),
    "height": (_INTRINSIC | {"auto"}, False),
    "min-width": (_INTRINSIC | {"auto"}, False),
    "min-height": (_INTRINSIC | {"auto"}, False),
    "max-width": (_INTRINSIC | {"none"}, False),
    "max-height": (_INTRINSIC | {"none"}, False),
    "font-size": (frozenset({*FONT_SIZES, "smaller", "larger", "math"}), False),
    "letter-spacing": (frozenset({"normal"}), True),
    "word-spacing": (frozenset({"normal"}), True),
    "text-indent": (frozenset({"hanging", "each-line"}), True),
    "row-gap": (frozenset({"normal"}), False),
    "column-gap": (frozenset({"normal"}), False),
    "flex-basis": (_INTRINSIC | {"auto", "content"}, False),
}
_ONE_LENGTH = frozenset(_LENGTHS) - {"text-indent"}


def text_of(tokens: Sequence[Any]) -> str:
    """The tokens as CSS text, without the space around."""
    return str(tinycss2.serialize(tokens)).strip()


@lru_cache(maxsize=1024)
def parsed(text: str) -> tuple[Any, ...]:
    """A value as tokens, without comments and the space around."""
    return trimmed(tinycss2.parse_component_value_list(text, skip_comments=True))


def trimmed(tokens: Sequence[Any]) -> tuple[Any, ...]:
    """The tokens without the space around."""
    start, end = 0, len(tokens)
    while start < end and tokens[start].type in {"whitespace", "comment"}:
        start += 1
    while end > start and tokens[end - 1].type in {"whitespace", "comment"}:
        end -= 1
    return tuple(tokens[start:end])


def words(tokens: Sequence[Any]) -> list[Any]:
    """The tokens without space and comments."""
    return [token for token in tokens if token.type not in {"whitespace", "comment"}]


def has_var(tokens: Sequence[Any]) -> bool:
    """Whether `var()` stands somewhere in a value."""
    for token in tokens:
        if token.type == "function":
            if token.lower_name == "var" or has_var(token.arguments):
                return True
        elif token.type in {"() block", "[] block", "{} block"} and has_var(token.content):
            return True
    return False


def ident(token: Any) -> str | None:
    """The word a token is, in lower case; None when it is something else."""
    return str(token.lower_value) if token.type == "ident" else None


def is_length(token: Any, *, negative: bool = True, percent: bool = True) -> bool:
    """Whether a token is a length or a percentage: a unit, or nought, or a calculation."""
    if token.type == "dimension":
        return token.lower_unit in _UNITS and (negative or token.value >= 0)
    if token.type == "percentage":
        return percent and (negative or token.value >= 0)
    if token.type == "number":
        return bool(token.value == 0)
    return bool(token.type == "function")


def pixels(token: Any, em: float, root: float = 16.0) -> float | None:
    """A length in CSS pixels; None for what only a rendered page knows."""
    if token.type == "number" and token.value == 0:
        return 0.0
    if token.type != "dimension":
        return None
    unit = token.lower_unit
    if unit in _PX:
        return float(token.value * _PX[unit])
    if unit == "em":
        return float(token.value * em)
    return float(token.value * root) if unit == "rem" else None


def invalid(name: str, tokens: Sequence[Any]) -> bool:
    """Whether a browser is known to throw this value of a longhand away."""
    parts = words(tokens)
    if not parts:
        return not name.startswith("--")
    if any(part.type == "error" or part in ("!", ";") or part.type == "{} block" for part in parts):
        return True
    if any(part.type == "function" for part in parts):
        return False  # calc(), min(), image functions: no opinion
    if len(parts) == 1 and ident(parts[0]) in WIDE:
        return False
    if any(part == ":" for part in parts) and not name.startswith("--"):
        return True  # a `;` was forgotten, and the next declaration stands in this value
    judge = _JUDGES.get(name)
    return judge is not None and not judge(name, parts)


def _colour_fits(_: str, parts: list[Any]) -> bool:
    return len(parts) == 1 and is_colour(text_of(parts))


def _keyword_fits(name: str, parts: list[Any]) -> bool:
    return ident(parts[0]) in _KEYWORDS[name]


def _length_fits(name: str, parts: list[Any]) -> bool:
    keywords, negative = _LENGTHS[name]
    if name in _ONE_LENGTH and len(parts) > 1:
        return False
    return ident(parts[0]) in keywords or is_length(parts[0], negative=negative)


def _weight_fits(_: str, parts: list[Any]) -> bool:
    number = parts[0].type == "number" and 1 <= parts[0].value <= 1000
    return len(parts) == 1 and (number or ident(parts[0]) in {"normal", "bold", "bolder", "lighter"})


def _line_height_fits(_: str, parts: list[Any]) -> bool:
    number = parts[0].type == "number" and parts[0].value >= 0
    return len(parts) == 1 and (number or ident(parts[0]) == "normal" or is_length(parts[0], negative=False))


def _family_fits(_: str, parts: list[Any]) -> bool:
    return all(part.type in {"ident", "string"} or part == "," for part in parts)


_JUDGES: dict[str, Callable[[str, list[Any]], bool]] = {
    **dict.fromkeys(_COLOURS, _colour_fits),
    **dict.fromkeys(_KEYWORDS, _keyword_fits),
    **dict.fromkeys(_LENGTHS, _length_fits),
    "font-weight": _weight_fits,
    "line-height": _line_height_fits,
    "font-family": _family_fits,
}
