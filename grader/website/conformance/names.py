"""Rules about names: elements and attributes that HTML does not have, and those it has no longer."""

from __future__ import annotations

from collections.abc import Iterable

from grader.website.conformance import spelling
from grader.website.conformance.old import ELEMENTS, instead_of
from grader.website.conformance.problem import Found
from grader.website.conformance.tables import Tables
from grader.website.model import HTML, Element

# Words of CSS that are often written as if they were attributes.
_CSS = frozenset(
    [
        "color",
        "colour",
        "font",
        "font-size",
        "font-family",
        "font-weight",
        "background",
        "background-color",
        "text-align",
        "margin",
        "padding",
        "float",
        "text-decoration",
        "border-radius",
        "display",
        "position",
        "opacity",
        "line-height",
        "border-color",
        "margin-top",
        "margin-left",
    ]
)
_XML = ("xml:", "xmlns", "xlink:", "its-")  # what other languages than HTML may add


def is_custom(name: str) -> bool:
    """Whether it is the name of an element that a page defines itself."""
    return "-" in name and name[0].isalpha()


def look(found: Found, elements: Iterable[Element], tables: Tables) -> None:
    """Ask every element for its name and the names of its attributes."""
    for element in elements:
        if element.namespace != HTML or element.start is None:
            continue
        name = element.name
        if name in tables.known:
            _attributes(found, element, tables)
        elif name in tables.obsolete:
            _obsolete(found, element)
        elif not is_custom(name) and name not in {"svg", "math"}:
            guess = found.guess(name, tables.known, spelling.ELEMENTS)
            key = "unknown-element-guess" if guess else "unknown-element"
            found.tag("unknown-elements", key, element, guess=f"<{guess}>" if guess else "", name=f"<{name}>")


def _obsolete(found: Found, element: Element) -> None:
    instead = ELEMENTS.get(element.name, "")
    key = "obsolete-element" if instead.startswith("<") else "obsolete-css" if instead else "obsolete"
    found.tag("obsolete", key, element, instead=instead, name=f"<{element.name}>")


def _attributes(found: Found, element: Element, tables: Tables) -> None:
    own = tables.attributes.get(element.name, frozenset())
    past = tables.past.get(element.name, frozenset())
    for attribute in element.attributes:
        if not isinstance(attribute, str) or attribute in tables.shared:
            continue
        if attribute in own:
            if element.name == "input" and attribute in tables.of_some_inputs:
                _of_input(found, element, attribute, tables)
        elif attribute in past:
            instead = instead_of(element.name, attribute)
            key = "old-attribute-css" if instead else "old-attribute"
            found.tag("old-attributes", key, element, attribute=attribute, instead=instead, name=f"<{element.name}>")
        elif _is_of_any(attribute, tables):
            continue
        else:
            _unknown(found, element, attribute, tables)


def _is_of_any(attribute: str, tables: Tables) -> bool:
    if attribute.startswith("data-"):
        return len(attribute) > len("data-")
    return attribute in tables.aria or attribute.startswith(_XML)


def _of_input(found: Found, element: Element, attribute: str, tables: Tables) -> None:
    kind = element.attributes.get("type", "text").strip().lower()
    allowed = tables.inputs.get(kind if kind in tables.inputs else "text", frozenset())
    if attribute not in allowed:
        found.tag("unknown-attributes", "attribute-of-input", element, attribute=attribute, kind=kind, name="<input>")


def _unknown(found: Found, element: Element, attribute: str, tables: Tables) -> None:
    values = {"attribute": attribute, "name": f"<{element.name}>", "guess": ""}
    own = tables.attributes.get(element.name, frozenset())
    if attribute in _CSS:
        key = "attribute-is-css"
    elif any(attribute in names for names in tables.attributes.values()):
        key = "attribute-elsewhere"
    else:
        nearby = tables.aria if attribute.startswith(("aria", "arai")) else own | tables.shared
        values["guess"] = found.guess(attribute, nearby, spelling.ATTRIBUTES)
        key = "unknown-attribute-guess" if values["guess"] else "unknown-attribute"
    found.tag("unknown-attributes", key, element, **values)
