"""Rules about how things are written: what the parser stumbled over, each slip told one time and at its cause."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from grader.website.conformance.problem import Found
from grader.website.conformance.quotes import look_at_tag
from grader.website.conformance.unclosed import is_open
from grader.website.conformance.written import attributes
from grader.website.model import HTML, Element, Page, ParseError, Remark

# The parser's code, and the check and the key that tell it.
_TOLD: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "duplicate-attribute": ("attribute-values", "attribute-twice"),
        "expected-tag-name": ("characters", "raw-less-than"),
        "expected-tag-name-but-got-right-bracket": ("characters", "raw-less-than"),
        "expected-tag-name-but-got-question-mark": ("characters", "question-mark-tag"),
        "expected-closing-tag-but-got-char": ("characters", "space-in-tag"),
        "expected-closing-tag-but-got-right-bracket": ("characters", "end-tag-without-name"),
        "expected-closing-tag-but-got-eof": ("characters", "tag-cut-off"),
        "named-entity-without-semicolon": ("characters", "entity-semicolon"),
        "numeric-entity-without-semicolon": ("characters", "entity-semicolon"),
        "illegal-codepoint-for-numeric-entity": ("characters", "entity-none"),
        "expected-numeric-entity": ("characters", "entity-none"),
        "expected-dashes-or-doctype": ("characters", "comment-form"),
        "incorrect-comment": ("characters", "comment-form"),
        "attributes-in-end-tag": ("characters", "end-tag-plain"),
        "self-closing-flag-on-end-tag": ("characters", "end-tag-plain"),
        "eof-in-tag-name": ("characters", "tag-cut-off"),
        "eof-in-comment": ("unclosed-tags", "comment-open"),
        "eof-in-comment-double-dash": ("unclosed-tags", "comment-open"),
        "eof-in-comment-end-dash": ("unclosed-tags", "comment-open"),
        "eof-in-comment-end-bang-state": ("unclosed-tags", "comment-open"),
        "unexpected-end-tag-treated-as": ("unclosed-tags", "void-end-tag"),
        "unexpected-start-tag-treated-as": ("unknown-elements", "unknown-element-guess"),
        "unexpected-cell-in-table-body": ("nesting", "needs-home"),
        "unexpected-start-tag-implies-table-voodoo": ("nesting", "in-table"),
        "unexpected-char-implies-table-voodoo": ("nesting", "text-in"),
    }
)
_HOMES = MappingProxyType({"td": "<tr>", "th": "<tr>", "option": "<select>"})
_IN_TABLES = frozenset({"caption", "col", "colgroup", "tbody", "td", "tfoot", "th", "thead", "tr"})
_IN_TAGS = frozenset(
    {
        "unexpected-character-after-attribute-value",
        "invalid-character-in-attribute-name",
        "unexpected-character-in-unquoted-attribute-value",
        "equals-in-unquoted-attribute-value",
        "expected-attribute-value-but-got-right-bracket",
        "unexpected-character-after-solidus-in-tag",
        "eof-in-attribute-name",
        "eof-in-attribute-value-double-quote",
        "eof-in-attribute-value-single-quote",
        "eof-in-attribute-value-no-quotes",
        "expected-attribute-name-but-got-eof",
        "expected-attribute-value-but-got-eof",
        "expected-end-of-tag-but-got-eof",
        "unexpected-EOF-after-attribute-value",
        "unexpected-EOF-after-solidus-in-tag",
    }
)
_SPACED_TAG = re.compile(r"<\s+/?[a-zA-Z][\w-]*(?:\s[^<>]*)?>")


def look(found: Found, elements: Iterable[Element]) -> None:
    """Turn what the parser stumbled over into problems."""
    page = found.page
    written = sorted((one for one in elements if one.start is not None), key=lambda one: one.start or 0)
    tags = _Tags(written)
    told: set[object] = set()
    for error in page.errors:
        if error.code in _IN_TAGS:
            _in_tag(found, error, tags, told)
        elif error.code in _TOLD:
            _plain(found, error, tags, told)
        elif error.code in {"unexpected-start-tag", "unexpected-start-tag-ignored"}:
            _ignored(found, error)
        elif error.code == "non-void-element-with-trailing-solidus":
            element = tags.around(error.start)
            # An element that stays open because of it is told as open.
            if element is not None and element.namespace == HTML and not is_open(element):
                name = f"<{element.name}>"
                found.at(
                    "unclosed-tags", "self-closing", error.start, error.end, element=element, name=name, end_tag=""
                )
    for element in tags.with_one_of("“”‘’″＂＇＝«»", page.source):
        look_at_tag(found, element.start or 0, element.end or 0, element, told)
    _comments(found, elements)


class _Tags:
    """Which element's start tag stands at an offset."""

    def __init__(self, written: list[Element]) -> None:
        self._written = written
        self._starts = [one.start or 0 for one in written]

    def last(self, page: Page) -> int:
        """Where the last tag ends."""
        ends = [one.end or 0 for one in self._written] + [one.closing_end or 0 for one in self._written]
        return max([*ends, *(stray.end for stray in page.strays)], default=0)

    def with_one_of(self, signs: str, source: str) -> Iterator[Element]:
        """The elements whose start tag holds one of the signs, in order."""
        last: Element | None = None
        for sign in re.finditer(f"[{signs}]", source):
            at = bisect_right(self._starts, sign.start()) - 1
            element = self._written[at] if at >= 0 else None
            if element is not None and element is not last and sign.start() < (element.end or 0):
                last = element
                yield element

    def around(self, offset: int) -> Element | None:
        at = bisect_right(self._starts, offset) - 1
        if at < 0:
            return None
        element = self._written[at]
        return element if offset <= (element.end or 0) else None


def _in_tag(found: Found, error: ParseError, tags: _Tags, told: set[object]) -> None:
    element = tags.around(error.end - 1)
    if element is not None:
        known = look_at_tag(found, element.start or 0, element.end or 0, element, told)
        if not known and error.code == "unexpected-character-after-solidus-in-tag":
            name = f"<{element.name}>"
            found.at("lost-quotes", "slash-alone", element.start or 0, element.end or 0, element=element, name=name)
        return
    page = found.page
    if "eof" not in error.code.lower():
        start, end = page.source.rfind("<", 0, error.end), error.end
    else:  # the tag that never ends begins behind all others
        start, end = page.source.find("<", tags.last(page)), len(page.source)
    if 0 <= start < end:
        look_at_tag(found, start, end, None, told)


def _plain(found: Found, error: ParseError, tags: _Tags, told: set[object]) -> None:
    check, key = _TOLD[error.code]
    source, start, end = found.page.source, error.start, error.end
    element = tags.around(max(start, end - 1))
    values: dict[str, str | int] = {}
    if _is_silent(error, element, source):
        return
    if key == "attribute-twice" and element is not None:
        values = _twice(found.page, element)
        start, end = element.start or 0, element.end or 0
    elif key.startswith("entity"):
        start = source.rfind("&", 0, end)
        values["sign"] = source[start : min(end, start + 12)]
    elif key == "raw-less-than":
        key, start, end = _less_than(source, error)
    elif key == "comment-open":
        start = max(0, source.rfind("<!--", 0, end))
    elif key == "unknown-element-guess":
        values = {"name": f"<{error.values.get('originalName', '')}>", "guess": f"<{error.values.get('newName', '')}>"}
    elif key == "void-end-tag":
        values["name"] = f"</{error.values.get('originalName', '')}>"
    elif check == "nesting":
        name = str(error.values.get("name", ""))
        if not _first_in_table(error, key, told):
            return
        values = {"name": f"<{name}>", "parent": "<table>", "home": _HOMES.get(name, "<table>")}
        key = "cannot-hold" if name == "form" else key
    found.at(check, key, start, max(end, start + 1), element=element, **values)


def _is_silent(error: ParseError, element: Element | None, source: str) -> bool:
    """Whether the parser says what is no slip, or what is told of another place."""
    if error.code == "expected-closing-tag-but-got-eof":
        return not source.rstrip().endswith("</")  # something is open at the end: it is told of what is open
    if error.code == "duplicate-attribute":
        return element is None
    # in an address `&copy=3` is what it looks like
    in_tag = element is not None and (element.start or 0) < error.start < (element.end or 0)
    return in_tag and "entity" in error.code


def _less_than(source: str, error: ParseError) -> tuple[str, int, int]:
    """A `<` with no name behind it: a space inside a tag, or a sign in the text."""
    start = source.rfind("<", 0, error.end + 1)
    spaced = _SPACED_TAG.match(source, start)
    return ("raw-less-than", start, start + 1) if spaced is None else ("space-in-tag", start, spaced.end())


def _first_in_table(error: ParseError, key: str, told: set[object]) -> bool:
    """Whether nothing was told of this table yet: all that is not in its cells moves out of it together."""
    table = next((one for one in reversed(error.open) if one.name == "table"), None)
    if ("table", table) in told and key != "needs-home":
        return False
    told.add(("table", table))
    return True


def _twice(page: Page, element: Element) -> dict[str, str | int]:
    first: dict[str, str] = {}
    for one in attributes(page.source, element.start or 0, element.end or 0):
        if one.name in first:
            return {"attribute": one.name, "value": first[one.name], "other": one.value, "name": f"<{element.name}>"}
        first[one.name] = one.value
    return {}


def _ignored(found: Found, error: ParseError) -> None:
    name = str(error.values.get("name", ""))
    if any(one.name == "template" for one in error.open):
        return  # a pattern may begin with any part; the parser is older than that
    if name in _IN_TABLES:
        # `<tr><td>` outside a table: the outer one is the slip
        last = found.problems[-1] if found.problems else None
        if last is not None and last.key == "needs-home" and found.page.source[last.end : error.start].strip() == "":
            return
        home = _HOMES.get(name, "<table>")
        found.at("nesting", "needs-home", error.start, error.end, name=f"<{name}>", parent="", home=home)
    elif name == "form":
        found.at("nesting", "cannot-hold", error.start, error.end, name="<form>", parent="<form>")


def _comments(found: Found, elements: Iterable[Element]) -> None:
    for element in elements:
        for child in element.children:
            if type(child) is Remark and "<!--" in child.data:
                end = child.start + len(child.data)
                found.at("characters", "comment-nested", child.start, end)
