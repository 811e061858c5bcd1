"""Rules about tags that stay open, and end tags that close nothing. One slip is one problem, with both its ends."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from grader.website.conformance.problem import Found
from grader.website.conformance.tables import Tables
from grader.website.model import END_TAG_OPTIONAL, HTML, VOID, Element, EndTag
from grader.website.places import end_of

CHECK = "unclosed-tags"
_SWAPPED = 40  # characters between two end tags in the wrong order
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


def look(found: Found, elements: Iterable[Element], tables: Tables) -> None:
    """Pair what stays open with what closes nothing; what is left of either is a problem of its own."""
    strays = _Strays(found.page.strays)
    elements = tuple(elements)
    _ignored(found, strays)
    for element in elements:
        if element.start is not None and is_open(element):
            _open(found, element, strays, tables)
    _paragraphs(found, elements, strays)
    lists = [one for one in elements if one.name == "select" and one.start is not None]
    for stray in strays.left():
        at = bisect_left(lists, stray.start, key=lambda one: one.start or 0) - 1
        if at >= 0 and stray.start < end_of(lists[at], found.page):
            continue  # the parser is older than the standard, which lets more stand in a list of choices
        key = "void-end-tag" if stray.name in VOID else "stray-end-tag"
        if "<" in stray.name:
            key = "end-tag-unfinished"
        found.at(CHECK, key, stray.start, stray.end, name=f"</{stray.name.partition('<')[0]}>")


class _Strays:
    """The end tags that ended nothing; each explains one slip."""

    def __init__(self, strays: Iterable[EndTag]) -> None:
        self._by_name: dict[str, list[EndTag]] = {}
        self._left: dict[int, EndTag] = {}
        for stray in strays:
            self._by_name.setdefault(stray.name, []).append(stray)
            self._left[stray.start] = stray

    def take(self, name: str, start: int, until: int | None = None) -> EndTag | None:
        """The first of this name from an offset on, if it stands before another one; it is used up."""
        named = self._by_name.get(name)
        if not named:
            return None
        at = bisect_left(named, start, key=lambda stray: stray.start)
        if at >= len(named) or (until is not None and named[at].start > until):
            return None
        stray = named.pop(at)
        del self._left[stray.start]
        return stray

    @property
    def names(self) -> tuple[str, ...]:
        """The names that are left."""
        return tuple(name for name, named in self._by_name.items() if named)

    def left(self) -> tuple[EndTag, ...]:
        """What nothing explains."""
        return tuple(self._left.values())


def is_open(element: Element) -> bool:
    """Whether an element that needs an end tag has none."""
    if element.closing_start is not None or element.name in VOID:
        return False
    if element.namespace != HTML:
        # in a drawing `<path/>` ends with its own tag
        return element.closed_at is not None or bool(element.children)
    return element.name not in END_TAG_OPTIONAL


def _open(found: Found, element: Element, strays: _Strays, tables: Tables) -> None:
    page = found.page
    start, closed_at = element.start or 0, element.closed_at
    name = f"<{element.name}>"
    end_tag = f"</{element.name}>"
    if "<" in element.name:
        first = element.name.partition("<")[0]
        strays.take(first, start)
        strays.take(element.name.rpartition("<")[2], start)
        found.at(CHECK, "bracket-lost", start, element.end or start, element=element, name=f"<{first}>")
        return
    if closed_at is not None:
        swapped = strays.take(element.name, closed_at, closed_at + _SWAPPED)
        if swapped is not None:
            found.at(CHECK, "swapped", start, swapped.end, element=element, name=name, end_tag=end_tag)
            return
    other = _misspelt(found, element, strays)
    if other is not None:
        # A name that nobody knows is told as such, and the end tag was the right one.
        if element.name in tables.known:
            values = {"name": name, "end_tag": end_tag, "other": f"</{other.name}>"}
            found.at(CHECK, "end-tag-other", start, other.end, element=element, **values)
        return
    if element.name not in tables.known and element.namespace == HTML and "-" not in element.name:
        return  # one slip: the name
    key = "self-closing" if page.source[start : element.end].endswith("/>") else "unclosed"
    found.at(CHECK, key, start, end_of(element, page), element=element, name=name, end_tag=end_tag)


def _misspelt(found: Found, element: Element, strays: _Strays) -> EndTag | None:
    """The end tag of nearly the same name that was meant for this element."""
    if element.name in _HEADINGS:
        for name in strays.names:
            if name in _HEADINGS and element.closed_at is not None:
                return strays.take(name, element.closed_at, element.closed_at)
        return None
    near = found.guess(element.name, strays.names)
    return strays.take(near, element.start or 0) if near and near != element.name else None


def _ignored(found: Found, strays: _Strays) -> None:
    """An end tag whose start tag the browser passed over is no slip of its own."""
    for error in found.page.errors:
        if (
            error.code in {"unexpected-start-tag", "unexpected-start-tag-ignored"}
            or error.code == "unexpected-start-tag-implies-table-voodoo"
        ):
            strays.take(str(error.values.get("name", "")), error.end)


def _paragraphs(found: Found, elements: tuple[Element, ...], strays: _Strays) -> None:
    """`<p><div></div></p>`: the block ended the paragraph, so its end tag closes nothing."""
    by_start = {one.start: one for one in elements if one.start is not None}
    ended: dict[str, list[tuple[int, Element]]] = {}
    for one in by_start.values():
        if one.name in END_TAG_OPTIONAL and one.closing_start is None and one.closed_at is not None:
            ended.setdefault(one.name, []).append((one.closed_at, one))
    for named in ended.values():
        named.sort(key=lambda pair: pair[0])
    for stray in strays.left():
        named = ended.get(stray.name, [])
        at = bisect_left(named, stray.start, key=lambda pair: pair[0]) - 1
        if at < 0:
            continue
        _, element = named.pop(at)
        strays.take(stray.name, stray.start)
        inner = by_start.get(element.closed_at or -1)
        values: dict[str, str | int] = {"name": f"<{element.name}>", "end_tag": f"</{element.name}>"}
        if inner is not None and inner.name != element.name:
            values = {"parent": f"<{element.name}>", "name": f"<{inner.name}>"}
            found.at("nesting", "cannot-hold", element.start or 0, stray.end, element=element, **values)
        else:
            found.at(CHECK, "swapped", element.start or 0, stray.end, element=element, **values)
