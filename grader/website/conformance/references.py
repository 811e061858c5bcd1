"""Rules about ids: each one time on a page, and what points to one points to something that is there."""

from __future__ import annotations

from collections.abc import Iterable

from grader.website.conformance.problem import Found
from grader.website.model import HTML, Element

# What a label can name.
LABELABLE = frozenset({"button", "input", "meter", "output", "progress", "select", "textarea"})
_OF_FORMS = LABELABLE | {"fieldset", "object"}
# Attributes that hold ids, for people who hear a page; the Nu checker is silent when they point nowhere.
_HEARD = ("aria-labelledby", "aria-describedby", "aria-controls", "aria-owns", "aria-details", "aria-errormessage")


def look(found: Found, elements: Iterable[Element]) -> None:
    """Ask every id, and everything that points to one."""
    ids: dict[str, Element] = {}
    maps: set[str] = set()
    pointing: list[Element] = []
    for element in elements:
        if element.start is None:
            continue
        own = element.attributes.get("id")
        if own:
            first = ids.setdefault(own, element)
            if first is not element:
                line = found.page.lines.place(first.start or 0)[0]
                found.tag("duplicate-id", "duplicate-id", element, id=own, line=line)
        if element.namespace == HTML:
            if element.name == "map":
                maps.add(element.attributes.get("name", ""))
            if element.attributes:
                pointing.append(element)
    for element in pointing:
        _points(found, element, ids, maps)


def _points(found: Found, element: Element, ids: dict[str, Element], maps: set[str]) -> None:
    name, attributes = element.name, element.attributes
    if name == "label" and attributes.get("for"):
        _label(found, element, ids)
    elif name == "input" and attributes.get("list"):
        _to(found, element, "list", "datalist", ids)
    elif name in {"td", "th"}:
        _to(found, element, "headers", "th", ids)
    elif name in {"img", "object"}:
        wanted = attributes.get("usemap", "").partition("#")[2]
        if wanted and wanted not in maps:
            found.tag("references", "reference-map", element, id=wanted, attribute="usemap")
    if name in _OF_FORMS:
        _to(found, element, "form", "form", ids)
    for attribute in _HEARD:
        for wanted in attributes[attribute].split() if attribute in attributes else ():
            if wanted not in ids:
                _nowhere(found, element, attribute, wanted, ids, "reference", check="heard-references")


def _label(found: Found, element: Element, ids: dict[str, Element]) -> None:
    wanted = element.attributes["for"]
    target = ids.get(wanted)
    if target is None:
        _nowhere(found, element, "for", wanted, ids, "reference-label")
    elif (target.name not in LABELABLE and "-" not in target.name) or _is_hidden(target):
        found.tag("references", "reference-no-control", element, id=wanted, target=f"<{target.name}>")


def _is_hidden(target: Element) -> bool:
    return target.name == "input" and str(target.attributes.get("type", "")).lower() == "hidden"


def _to(found: Found, element: Element, attribute: str, name: str, ids: dict[str, Element]) -> None:
    """Each id of the attribute must be that of an element of this name."""
    for wanted in element.attributes.get(attribute, "").split():
        target = ids.get(wanted)
        if target is None or target.name != name:
            _nowhere(found, element, attribute, wanted, ids, "reference")


def _nowhere(
    found: Found,
    element: Element,
    attribute: str,
    wanted: str,
    ids: dict[str, Element],
    key: str,
    *,
    check: str = "references",
) -> None:
    guess = found.guess(wanted, ids)
    found.tag(check, f"{key}-guess" if guess else key, element, attribute=attribute, id=wanted, guess=guess)
