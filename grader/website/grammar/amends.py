"""Where the standards and all browsers know more than the table: bounds it leaves out, and words it lacks."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

# Their values are for drawings, printers and scroll effects, told loosely in the table: no opinion.
BEYOND: Final = frozenset(
    {"baseline-shift", "cx", "cy", "r", "rx", "ry", "x", "y", "stroke-width", "stroke-dasharray", "stroke-miterlimit"}
    | {"animation-range", "animation-range-start", "animation-range-end", "border-shape", "column-rule-color"}
    | {"column-rule", "column-rule-width", "contain-intrinsic-size", "margin-trim", "overflow-anchor", "path-length"}
    | {"overflow-clip-margin", "alignment-baseline", "timeline-trigger", "timeline-trigger-activation-range"}
    | {"timeline-trigger-activation-range-start", "timeline-trigger-activation-range-end", "will-change"}
    | {"timeline-trigger-active-range", "timeline-trigger-active-range-start", "timeline-trigger-active-range-end"}
    | {"outline-color", "text-emphasis-position", "text-autospace"}
)

_NOT_BELOW: Final = {
    "<length>": "<length [0,∞]>",
    "<length-percentage>": "<length-percentage [0,∞]>",
    "<percentage>": "<percentage [0,∞]>",
    "<number>": "<number [0,∞]>",
    "<integer>": "<integer [0,∞]>",
}
_FROM_ONE: Final = {"<integer>": "<integer [1,∞]>"}
_BOUNDED: Final = (
    *(
        "line-width",
        "border-spacing",
        "column-gap",
        "row-gap",
        "flex-grow",
        "flex-shrink",
        "outline-width",
        "perspective",
    ),
    *("shape-margin", "single-animation-iteration-count", "text-size-adjust", "font-size-adjust", "track-breadth"),
    *("inflexible-breadth", "fixed-breadth", "track-size", "contain-intrinsic-width", "contain-intrinsic-height"),
    *("contain-intrinsic-block-size", "contain-intrinsic-inline-size"),
    *(f"scroll-padding{side}" for side in ("", "-top", "-right", "-bottom", "-left")),
    *(f"scroll-padding-{way}{end}" for way in ("block", "inline") for end in ("", "-start", "-end")),
)
_SIZES: Final = tuple(
    f"{bound}{way}" for bound in ("", "min-", "max-") for way in ("width", "height", "block-size", "inline-size")
)
_STRETCH: Final = {"min-content |": "min-content | stretch |"}
_BOTH: Final = {"<length> | <percentage>": "<length-percentage>", "<percentage> | <length>": "<length-percentage>"}

# Of a property or a part: what to put for what.
_CHANGES: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        **dict.fromkeys(_BOUNDED, _NOT_BELOW),
        "line-height": {
            "<number> | <length> | <percentage>": "<number [0,∞]> | <length-percentage [0,∞]>",
            **_NOT_BELOW,
        },
        "tab-size": {"<integer>": "<number [0,∞]>", "<length>": "<length [0,∞]>"},
        **dict.fromkeys(("column-count", "orphans", "widows"), _FROM_ONE),
        **dict.fromkeys(_SIZES, _STRETCH),
        "letter-spacing": {"<length>": "<length-percentage>"},
        "word-spacing": {"<length>": "<length-percentage>"},
        **dict.fromkeys(("vertical-align", "text-decoration-thickness", "text-underline-offset"), _BOTH),
        "resize": {"none |": "none | auto |"},
        "image-orientation": {"from-image |": "from-image | none |"},
        "circle()": {"<radial-size>?": "[ <radial-extent> | <length-percentage [0,∞]> ]?"},
        "text-overflow": {"| <string>": ""},
    }
)


def amended(name: str, syntax: str) -> str:
    """The syntax of a property or a part as browsers have it."""
    for old, new in _CHANGES.get(name, {}).items():
        if old in syntax:
            syntax = syntax.replace(old, new)
    return syntax
