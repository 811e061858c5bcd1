"""Rules about what may stand in what: the content models of the standard, from the tables."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from grader.website.conformance.names import is_custom
from grader.website.conformance.problem import Found
from grader.website.conformance.tables import Names, Tables
from grader.website.conformance.unclosed import is_open
from grader.website.model import HTML, Element, Text

CHECK = "nesting"
# These hold what may stand around them.
TRANSPARENT = frozenset({"a", "ins", "del", "map", "object", "video", "audio", "canvas", "noscript", "slot"})
_OWN = frozenset({"source", "track"})  # of <video> and <audio> themselves
_BODY_LINKS = frozenset(
    {"dns-prefetch", "modulepreload", "pingback", "preconnect", "prefetch", "preload", "stylesheet"}
)
_IN_DL = frozenset({"dt", "dd", "script", "template"})
# Which element a part needs around it.
HOMES: Mapping[str, str] = {
    "li": "<ul>",
    "dt": "<dl>",
    "dd": "<dl>",
    "td": "<tr>",
    "th": "<tr>",
    "tr": "<table>",
    "tbody": "<table>",
    "thead": "<table>",
    "tfoot": "<table>",
    "caption": "<table>",
    "col": "<table>",
    "colgroup": "<table>",
    "option": "<select>",
    "optgroup": "<select>",
    "figcaption": "<figure>",
    "legend": "<fieldset>",
    "summary": "<details>",
    "source": "<video>",
    "track": "<video>",
    "title": "<head>",
    "base": "<head>",
    "meta": "<head>",
    "style": "<head>",
    "rt": "<ruby>",
    "rp": "<ruby>",
}
# The parser is older than the standard's way to write Japanese and Chinese readings.
_READINGS = frozenset({"rb", "rp", "rt", "rtc", "ruby"})
_NOT_ASKED = frozenset({"html", "head", "iframe"})
_NEW_LISTS = frozenset({"unexpected-start-tag-in-select", "unexpected-end-tag-in-select"})
_NOTHING: Mapping[str, Element] = {}


def look(found: Found, elements: Iterable[Element], tables: Tables) -> None:
    """Ask every element about what is around it, and about text that stands in it."""
    silent: set[Element] = set()  # it or what is around it was told: what is in it has no place of its own
    new_lists = any(error.code in _NEW_LISTS for error in found.page.errors)
    forbidden: dict[Element, Mapping[str, Element]] = {}
    for element in elements:
        parent = element.parent
        above = forbidden.get(parent, _NOTHING) if parent is not None else _NOTHING
        forbidden[element] = _forbids(element, above, tables)
        if parent is None:
            continue
        if parent in silent or (element.start is not None and _misplaced(found, element, parent, tables)):
            silent.add(element)
        elif element.start is not None and element.name in above and _counts(element):
            around = above[element.name]
            found.tag(CHECK, "inside", element, parent=f"<{around.name}>", name=f"<{element.name}>")
        if element not in silent:
            _text(found, element, tables, new_lists=new_lists)


def _forbids(element: Element, above: Mapping[str, Element], tables: Tables) -> Mapping[str, Element]:
    names = tables.below.get(element.name)
    if names is None or element.namespace != HTML or _is_passing(element):
        return above
    if element.name == "a" and "href" not in element.attributes:
        return above
    return {**above, **dict.fromkeys(names, element)}


def _counts(element: Element) -> bool:
    """Whether it is of the sort that is forbidden: a hidden input cannot be clicked."""
    return not (element.name == "input" and element.attributes.get("type", "").lower() == "hidden")


def _misplaced(found: Found, element: Element, parent: Element, tables: Tables) -> bool:
    name = element.name
    if name in _READINGS and parent.name in _READINGS:
        return False
    if parent.namespace != HTML or (element.namespace == HTML and name not in tables.known and not is_custom(name)):
        return False
    asked = "span" if element.namespace != HTML or is_custom(name) else name
    around: Element | None = parent
    while around is not None:
        allowed = _allowed(around, tables)
        if _is_passing(around) and allowed is not None and asked not in allowed:
            around = around.parent
            continue
        if allowed is None or (around is parent and asked in _OWN and asked in allowed):
            return False
        if asked not in allowed and not _may_stand(element, around):
            _tell(found, element, around)
            return True
        if around.name not in TRANSPARENT:
            return False
        around = around.parent
    return False


def _is_passing(around: Element) -> bool:
    """Whether an element is around others by a slip that is told elsewhere: never closed, or repeated by the parser."""
    if around.start is None:
        return around.origin is not None
    return is_open(around)


def _allowed(around: Element, tables: Tables) -> Names | None:
    """What may stand in an element; None when nobody knows."""
    if around.name == "div" and around.parent is not None and around.parent.name == "dl":
        return _IN_DL
    if around.name in {"template", "noscript", "html", "slot"} or around.namespace != HTML:
        return None if around.name != "noscript" or around.parent is None else _noscript(around, tables)
    return tables.children.get(around.name)


def _noscript(around: Element, tables: Tables) -> Names | None:
    inside = around.parent
    return (
        frozenset({"link", "meta", "style"}) if inside is not None and inside.name == "head" else tables.children["div"]
    )


def _may_stand(element: Element, around: Element) -> bool:
    if element.name == "style":
        return element.index == 0 and around.name != "p"
    return element.name == "noscript" and around.name in TRANSPARENT


def _tell(found: Found, element: Element, around: Element) -> None:
    parent, name = f"<{around.name}>", f"<{element.name}>"
    if around.name in {"ul", "ol", "menu"}:
        found.tag(CHECK, "list-needs-items", element, parent=parent, name=name)
    elif element.name in HOMES and around.name not in {"table", "tr", "select", "dl"}:
        found.tag(CHECK, "needs-home", element, parent=parent, name=name, home=HOMES[element.name])
    else:
        found.tag(CHECK, "cannot-hold", element, parent=parent, name=name)


def _text(found: Found, element: Element, tables: Tables, *, new_lists: bool) -> None:
    if (
        element.namespace != HTML
        or element.name not in tables.textless
        or element.name in _NOT_ASKED
        or is_open(element)
    ):
        return
    if element.name in {"select", "optgroup"} and new_lists:
        return  # what the parser, older than the standard, dropped there left its text behind
    for child in element.children:
        if type(child) is Text and child.data.strip(" \t\n\f\r"):
            blank = len(child.data) - len(child.data.lstrip(" \t\n\f\r"))
            start = child.start + blank
            found.at(
                CHECK, "text-in", start, start + len(child.data.strip()), element=element, parent=f"<{element.name}>"
            )
            return


def look_at_heads(found: Found, elements: Iterable[Element]) -> None:
    """Ask what belongs in the head and stands in the body although its name may stand there."""
    for element in elements:
        if element.start is None or element.namespace != HTML or element.name not in {"link", "meta"}:
            continue
        attributes = element.attributes
        if (
            "itemprop" in attributes
            or "property" in attributes
            or not any(it.name == "body" for it in element.ancestors)
        ):
            continue
        rel = set(attributes.get("rel", "").lower().split())
        if element.name == "meta" or (rel and not rel & _BODY_LINKS):
            found.tag(CHECK, "needs-home", element, parent="<body>", name=f"<{element.name}>", home="<head>")
