"""The JSON Schema of the keys beside `page:`, so that an editor completes and explains them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from grader.website.criterion.names import ANY, FAMILIES, FROM, UNITS, VIA
from grader.website.criterion.read import NARROWEST, WIDEST

# What a course uses, offered first; every other property that browsers know may stand here too.
_OFFERED = (
    "color",
    "background-color",
    "background",
    "background-image",
    "font-family",
    "font-size",
    "font-weight",
    "font-style",
    "line-height",
    "text-align",
    "text-decoration",
    "text-transform",
    "letter-spacing",
    "margin",
    "padding",
    "border",
    "border-radius",
    "border-color",
    "border-width",
    "border-style",
    "box-shadow",
    "width",
    "max-width",
    "min-width",
    "height",
    "min-height",
    "display",
    "flex-direction",
    "flex-wrap",
    "justify-content",
    "align-items",
    "gap",
    "grid-template-columns",
    "position",
    "float",
    "opacity",
    "list-style-type",
    "object-fit",
    "overflow",
    "visibility",
)


def properties() -> Mapping[str, Any]:
    """The schemas of the keys, by their names."""
    tests = {"$ref": "#/$defs/StyleTests"}
    return {
        "style": _keys("What properties must be, after the cascade.", dict.fromkeys(_OFFERED, tests), others=tests),
        "text": {
            "description": "What the words in an element must be.",
            "anyOf": [_texts("Words that must stand there."), _keys("", _TEXT)],
        },
        "attributes": _keys(
            "What attributes must be: true (there), false (not there), set, a value, or tests.",
            {},
            others={"anyOf": [{"type": "boolean"}, _value(""), _keys("", {**_TEXT, **_ATTRIBUTE})]},
        ),
        "count": {
            "description": "How many elements there must be.",
            "anyOf": [
                _whole("So many."),
                {"type": "string", "pattern": "^at least [0-9]+$"},
                _keys(
                    "",
                    {
                        "min": _whole("So many or more."),
                        "max": _whole("So many or fewer."),
                        "each_page": {"type": "boolean", "description": "On each page, not in the whole site."},
                    },
                ),
            ],
        },
        "share": {
            "description": "How many of the elements must hold before any of them counts.",
            "anyOf": [
                {"enum": [ANY, "all", "80 %"]},
                {"type": "string", "pattern": "^(at least [0-9]+|[0-9.]+ *%)$"},
                {"type": "number", "exclusiveMinimum": 0, "maximum": 1},
            ],
        },
        "at": {
            "description": "The width of the window in pixels.",
            "anyOf": [_width(), _keys("", {"width": _width()})],
        },
        "from": {"description": "Where the rule must stand.", "enum": [*FROM, ANY]},
        "via": {"description": "By what the rule must find the element.", "enum": [*VIA, ANY]},
    }


def definitions() -> Mapping[str, Any]:
    """What the keys refer to."""
    size = {"anyOf": [{"type": "number"}, {"type": "string"}]}
    tests = _keys(
        "",
        {
            "set": {"const": True, "description": "A style sheet decides, and not for what it is anyway."},
            "own": {"const": True, "description": "She decided, and not for what browsers do anyway."},
            "equals": _value("This value, however it is written."),
            "one_of": _value("One of these values."),
            "not": _value("None of these values."),
            "min": {**size, "description": "So much or more; a plain number is pixels."},
            "max": {**size, "description": "So much or less; a plain number is pixels."},
            "differs_from": {"type": "string", "description": "Another value than these elements have: a selector."},
            "family": _listed(FAMILIES, "A colour that people call so."),
            "contrast": {
                "description": "The contrast of text and what is behind it; aa: what its size needs.",
                "anyOf": [{"type": "number", "minimum": 1, "maximum": 21}, {"const": "aa"}],
            },
            "unit_in": _listed(UNITS, "The unit it is written with."),
        },
    )
    return {"StyleTests": {"anyOf": [{"enum": ["set", "own"]}, _value("This value, or one of these."), tests]}}


def _keys(description: str, known: Mapping[str, Any], others: Any = False) -> dict[str, Any]:  # noqa: FBT002 - JSON's
    found = {"type": "object", "properties": dict(known), "additionalProperties": others, "minProperties": 1}
    return {**found, "description": description} if description else found


def _value(description: str) -> dict[str, Any]:
    one = [{"type": "string"}, {"type": "number"}]
    return {"description": description, "anyOf": [*one, {"type": "array", "items": {"anyOf": one}, "minItems": 1}]}


def _texts(description: str) -> dict[str, Any]:
    return {
        "description": description,
        "anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}, "minItems": 1}],
    }


def _listed(words: tuple[str, ...], description: str) -> dict[str, Any]:
    one = {"enum": list(words)}
    return {"description": description, "anyOf": [one, {"type": "array", "items": one, "minItems": 1}]}


def _whole(description: str) -> dict[str, Any]:
    return {"type": "integer", "minimum": 0, "description": description}


def _width() -> dict[str, Any]:
    return {"type": "integer", "minimum": NARROWEST, "maximum": WIDEST}


_TEXT = {
    "min_words": _whole("So many words or more."),
    "max_words": _whole("So many words or fewer."),
    "contains": _texts("Words that must all stand there."),
}
_ATTRIBUTE = {
    "set": {"const": True, "description": "There, and not empty."},
    "equals": _value("This value."),
    "one_of": _value("One of these values."),
    "not": _value("None of these values."),
}
