"""Rules about what must not be missing, what may be there one time only, and what comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from grader.website.conformance.problem import Found
from grader.website.conformance.references import LABELABLE
from grader.website.conformance.tables import Names, Tables
from grader.website.model import HTML, Element, Text
from grader.website.places import end_of

CHECK = "required-parts"
# What must be the first element of another.
_FIRST: Mapping[str, str] = MappingProxyType({"caption": "table", "legend": "fieldset", "summary": "details"})
_BLANK = " \t\n\f\r"
_DATA = frozenset({"data"})


def look(found: Found, elements: Iterable[Element], tables: Tables) -> None:
    """Ask every element for what it needs."""
    once: dict[str, Element] = {}
    heads: list[Element] = []
    for element in elements:
        if element.namespace != HTML:
            continue
        if element.name == "head":
            heads.append(element)
        if element.start is None or element.name not in tables.known:
            continue
        _attributes(found, element, tables)
        _children(found, element, tables)
        _order(found, element)
        _once(found, element, once)
        special = _SPECIAL.get(element.name)
        if special is not None:
            special(found, element)
    if any(not any(child.name == "title" for child in head.elements) for head in heads) or not heads:
        _no_title(found, elements)


def _no_title(found: Found, elements: Iterable[Element]) -> None:
    """A page with nothing on it lacks nothing; a title that stands elsewhere is told by its place."""
    page = found.page
    if any(one.start is not None for one in elements) and not any(
        one.name == "title" and one.namespace == HTML for one in elements
    ):
        frame = {one.name: one for one in elements if one.start is not None and one.name in {"head", "html"}}
        head = frame.get("head") or frame.get("html")
        start, end = (head.start or 0, head.end or 0) if head is not None else (0, min(1, len(page.source)))
        found.at(CHECK, "no-title", start, end, name="<title>", part="<title>")


def _attributes(found: Found, element: Element, tables: Tables) -> None:
    for names in _needed(element, tables):
        if not any(name in element.attributes for name in names):
            missing = min(names)
            found.tag(CHECK, "attribute-missing", element, attribute=missing, name=f"<{element.name}>")
            return


def _needed(element: Element, tables: Tables) -> tuple[Names, ...]:
    """The attributes this element needs, by what else it has."""
    special = _NEEDS.get(element.name)
    return tables.required.get(element.name, ()) if special is None else special(element)


def _source_needs(element: Element) -> tuple[Names, ...]:
    in_picture = element.parent is not None and element.parent.name == "picture"
    return (frozenset({"srcset" if in_picture else "src"}),)


def _meta_needs(element: Element) -> tuple[Names, ...]:
    if "name" in element.attributes or "http-equiv" in element.attributes:
        return (frozenset({"content", "property"}),)
    return (frozenset({"charset", "content", "http-equiv", "itemprop", "name", "property"}),)


def _input_needs(element: Element) -> tuple[Names, ...]:
    return (frozenset({"alt"}),) if element.attributes.get("type", "").lower() == "image" else ()


_NEEDS: Mapping[str, Callable[[Element], tuple[Names, ...]]] = MappingProxyType(
    {
        "a": lambda _: (),
        "area": lambda element: (frozenset({"alt"}),) if "href" in element.attributes else (),
        "input": _input_needs,
        "link": lambda _: (
            frozenset({"href", "imagesrcset", "resource"}),
            frozenset({"rel", "itemprop", "property"}),
        ),
        "meta": _meta_needs,
        "object": lambda element: () if {"itemprop", "property", "type"} & element.attributes.keys() else (_DATA,),
        "source": _source_needs,
    }
)


def _children(found: Found, element: Element, tables: Tables) -> None:
    needed = tables.parts.get(element.name, ())
    inside = {child.name for child in element.elements} if needed else frozenset()
    for names in needed:
        if not names & inside and (element.name != "ruby" or not element.elements):
            part = f"<{'rt' if element.name == 'ruby' else min(names)}>"
            found.tag(CHECK, "part-missing", element, name=f"<{element.name}>", part=part)


def _order(found: Found, element: Element) -> None:
    around = element.parent
    if around is None:
        return
    if _FIRST.get(element.name) == around.name:
        before = [one for one in around.elements[: element.index] if one.name not in {"script", "template"}]
        if before and any(one.name == element.name for one in before):
            found.tag(CHECK, "part-twice", element, name=f"<{element.name}>", parent=f"<{around.name}>")
        elif before:
            found.tag(CHECK, "part-first", element, name=f"<{element.name}>", parent=f"<{around.name}>")
    elif element.name == "figcaption" and around.name == "figure":
        others = [one for one in around.elements if one.name not in {"script", "template"}]
        if element is not others[0] and element is not others[-1]:
            found.tag(CHECK, "part-edge", element, name="<figcaption>", parent="<figure>")


def _once(found: Found, element: Element, once: dict[str, Element]) -> None:
    name = element.name
    if (name == "title" and element.parent is not None and element.parent.name == "head") or (
        name == "main" and "hidden" not in element.attributes
    ):
        key = name
    elif name == "meta" and "charset" in element.attributes:
        key = "meta charset"
    else:
        return
    first = once.setdefault(key, element)
    if first is not element:
        line = found.page.lines.place(first.start or 0)[0]
        found.tag(CHECK, "only-one", element, name=f"<{key}>", line=line)


def _area(found: Found, element: Element) -> None:
    if not any(one.name == "map" for one in element.ancestors):
        found.tag("nesting", "needs-home", element, parent="", name="<area>", home="<map>")


def _image(found: Found, element: Element) -> None:
    attributes = element.attributes
    if "ismap" in attributes and not any(one.name == "a" and "href" in one.attributes for one in element.ancestors):
        found.tag("nesting", "needs-home", element, parent="", name="<img ismap>", home="<a href>")
    if "alt" in attributes or "title" in attributes or any(name.startswith("aria-label") for name in attributes):
        return
    around = element.parent
    while around is not None and around.name not in {"figure", "body"}:
        around = around.parent
    captioned = around is not None and any(child.name == "figcaption" for child in around.elements)
    if not captioned and "generator-unable-to-provide-required-alt" not in attributes:
        found.tag(CHECK, "picture-alt", element, attribute="alt", name="<img>")


def _title(found: Found, element: Element) -> None:
    if not element.text.strip(_BLANK) and element.parent is not None and element.parent.name == "head":
        end = element.closing_end or element.end or 0
        found.at(CHECK, "title-empty", element.start or 0, end, element=element, name="<title>")


def _definitions(found: Found, element: Element) -> None:
    parts = [one.name for one in element.elements if one.name in {"dt", "dd", "div"}]
    if not parts or "div" in parts:
        return
    if parts[0] == "dd":
        found.tag(CHECK, "part-missing", element, name="<dl>", part="<dt>")
    elif parts[-1] == "dt":
        found.tag(CHECK, "part-missing", element, name="<dl>", part="<dd>")


def _table(found: Found, element: Element) -> None:
    """A row needs a cell, unless one from above reaches into it."""
    inside = tuple(element.iter_subtree())
    if any("rowspan" in one.attributes for one in inside):
        return
    for row in inside:
        if row.name == "tr" and row.start is not None and not any(one.name in {"td", "th"} for one in row.elements):
            found.tag(CHECK, "part-missing", row, name="<tr>", part="<td>")


def _label(found: Found, element: Element) -> None:
    controls = [
        one
        for one in element.iter_subtree()
        if one.name in LABELABLE and one.attributes.get("type", "").lower() != "hidden"
    ]
    if len(controls) > 1:
        found.tag(CHECK, "label-two", element, name="<label>")


def _option(found: Found, element: Element) -> None:
    if "label" not in element.attributes and not element.elements and not _has_text(element):
        around = element.parent
        if around is not None and around.name != "datalist":
            found.tag(CHECK, "option-empty", element, name="<option>")


def _has_text(element: Element) -> bool:
    return any(type(child) is Text and child.data for child in element.children)


def _group(found: Found, element: Element) -> None:
    legend = "<legend" in found.page.source[element.start : element.closed_at or element.closing_start]
    if "label" not in element.attributes and not legend:
        values = {"attribute": "label", "name": "<optgroup>"}
        found.at(CHECK, "attribute-missing", element.start or 0, end_of(element, found.page), element=element, **values)


_SPECIAL: Mapping[str, Callable[[Found, Element], None]] = MappingProxyType(
    {
        "area": _area,
        "img": _image,
        "title": _title,
        "dl": _definitions,
        "table": _table,
        "label": _label,
        "option": _option,
        "optgroup": _group,
    }
)
