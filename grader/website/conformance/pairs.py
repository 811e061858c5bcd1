"""Rules between attributes: what one says must fit what another says, on one element or in one group."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from grader.website.conformance.autofill import is_autofill
from grader.website.conformance.problem import Found
from grader.website.model import HTML, Element
from grader.website.places import end_of

CHECK = "attribute-values"
_SAYS_UTF_8 = re.compile(r"charset\s*=\s*[\"']?\s*utf-?8", re.IGNORECASE)
_REFRESH = re.compile(r"\s*[0-9]+\s*(?:;[ \t\n\f]+url=[^\"']|\Z)", re.IGNORECASE)
_CHARSETS = frozenset({"utf-8", "utf8", "unicode-1-1-utf-8"})


def look(found: Found, elements: Iterable[Element]) -> None:
    """Ask the elements whose attributes speak of each other."""
    declared: list[Element] = []
    first: dict[Element | None, Element] = {}
    for element in elements:
        if element.namespace != HTML or element.start is None:
            continue
        attributes = element.attributes
        if "xml:lang" in attributes and attributes.get("lang", "").lower() != attributes["xml:lang"].lower():
            found.tag(CHECK, "xml-lang", element, name=f"<{element.name}>")
        if "autocomplete" in attributes and element.name in {"input", "select", "textarea"}:
            _autocomplete(found, element)
        if "accesskey" in attributes:
            _keys(found, element)
        if "autofocus" in attributes:
            _once_in_its_window(found, element, first)
        rule = _RULES.get(element.name)
        if rule is not None:
            rule(found, element)
        if element.name == "meta" and (
            "charset" in attributes or attributes.get("http-equiv", "").strip().lower() == "content-type"
        ):
            declared.append(element)
    if len({"charset" in one.attributes for one in declared}) > 1:
        found.tag("required-parts", "charset-two-ways", declared[-1], name="<meta>")


def _autocomplete(found: Found, element: Element) -> None:
    value = element.attributes["autocomplete"]
    if not is_autofill(value):
        values = {"attribute": "autocomplete", "value": value or '""', "name": f"<{element.name}>"}
        found.tag(CHECK, "value-odd" if value.strip() else "value-empty", element, **values)


def _keys(found: Found, element: Element) -> None:
    value = element.attributes["accesskey"]
    keys = value.split()
    if len(set(keys)) < len(keys) or any(len(key) > 1 for key in keys):
        found.tag(CHECK, "value-odd", element, attribute="accesskey", value=value, name=f"<{element.name}>")


def _once_in_its_window(found: Found, element: Element, known: dict[Element | None, Element]) -> None:
    """One thing of a page has the cursor when it opens, and one of each window that opens on it."""
    windows = (one for one in reversed(element.ancestors) if one.name == "dialog" or "popover" in one.attributes)
    first = known.setdefault(next(windows, None), element)
    if first is not element:
        line = found.page.lines.place(first.start or 0)[0]
        found.tag("required-parts", "only-one", element, name="autofocus", line=line)


def _number(element: Element, attribute: str) -> float | None:
    try:
        return float(element.attributes[attribute])
    except (KeyError, ValueError):
        return None


def _ordered(found: Found, element: Element, pairs: Iterable[tuple[str, str]], given: Mapping[str, float]) -> None:
    """Of each pair the first must not be larger; an attribute that is not there counts with what is given for it."""
    for low, high in pairs:
        first, second = _number(element, low), _number(element, high)
        if low not in element.attributes and high not in element.attributes:
            continue
        first, second = (given.get(low) if first is None else first), (given.get(high) if second is None else second)
        if first is not None and second is not None and first > second:
            found.tag(CHECK, "numbers-order", element, attribute=low, other=high, name=f"<{element.name}>")
            return


def _meter(found: Found, element: Element) -> None:
    inner = ("value", "low", "high", "optimum")
    pairs = [("min", "max"), *(("min", one) for one in inner), *((one, "max") for one in inner), ("low", "high")]
    _ordered(found, element, pairs, {"min": 0.0, "max": 1.0})


def _progress(found: Found, element: Element) -> None:
    _ordered(found, element, (("value", "max"),), {"max": 1.0})


def _bdo(found: Found, element: Element) -> None:
    if element.attributes.get("dir", "").lower() == "auto":
        found.tag(CHECK, "value-words", element, attribute="dir", value="auto", words="ltr, rtl", name="<bdo>")


def _link_target(found: Found, element: Element) -> None:
    if "download" in element.attributes and "href" not in element.attributes:
        found.tag("required-parts", "attribute-missing", element, attribute="href", name=f"<{element.name}>")


def _select(found: Found, element: Element) -> None:
    if "multiple" in element.attributes:
        return
    options = [one for one in element.iter_subtree() if one.name == "option"]
    if sum("selected" in one.attributes for one in options) > 1:
        found.at(
            CHECK, "selected-two", element.start or 0, end_of(element, found.page), element=element, name="<select>"
        )
    first = next(iter(element.elements), None)
    if (
        "required" in element.attributes
        and "size" not in element.attributes
        and first is not None
        and first.name == "option"
        and (first.attributes.get("value") or ("value" not in first.attributes and first.text.strip()))
    ):
        found.tag("required-parts", "first-choice-empty", element, name="<select>")


def _meta(found: Found, element: Element) -> None:
    attributes = element.attributes
    equivalent = attributes.get("http-equiv", "").strip().lower()
    if equivalent == "content-language":
        found.tag(CHECK, "value-odd", element, attribute="http-equiv", value=equivalent, name="<meta>")
    if equivalent == "content-type" and found.page.encoding == "utf-8" and "content" in attributes:
        said = attributes["content"]
        if said.strip() and _SAYS_UTF_8.search(said) is None:
            found.tag(CHECK, "value-utf-8", element, attribute="content", value=said, name="<meta>")
    if equivalent == "refresh" and "content" in attributes and not _REFRESH.match(attributes["content"]):
        found.tag(CHECK, "value-odd", element, attribute="content", value=attributes["content"] or '""', name="<meta>")
    if "media" in attributes and attributes.get("name", "").strip().lower() != "theme-color":
        found.tag("unknown-attributes", "attribute-elsewhere", element, attribute="media", name="<meta>")
    charset = attributes.get("charset")
    if charset is not None and found.page.encoding == "utf-8" and charset.strip().lower() not in _CHARSETS:
        found.tag(CHECK, "value-utf-8", element, attribute="charset", value=charset or '""', name="<meta>")


def _map(found: Found, element: Element) -> None:
    own, name = element.attributes.get("id"), element.attributes.get("name")
    if own and name and own != name:
        found.tag(CHECK, "value-words", element, attribute="id", value=own, words=name, name="<map>")


def _style(found: Found, element: Element) -> None:
    _one_word(found, element, "type", "text/css")


def _form(found: Found, element: Element) -> None:
    _one_word(found, element, "accept-charset", "utf-8")


def _one_word(found: Found, element: Element, attribute: str, word: str) -> None:
    value = element.attributes.get(attribute, "").strip()
    if value and value.lower() != word:
        name = f"<{element.name}>"
        found.tag(CHECK, "value-words", element, attribute=attribute, value=value, words=word, name=name)


def _input(found: Found, element: Element) -> None:
    value = element.attributes.get("placeholder", "")
    if "\n" in value:
        found.tag(CHECK, "value-odd", element, attribute="placeholder", value=" ".join(value.split()), name="<input>")


def _link(found: Found, element: Element) -> None:
    kinds = element.attributes.get("rel", "").lower().split()
    if "alternate" in kinds and "stylesheet" in kinds and "title" not in element.attributes:
        found.tag("required-parts", "attribute-missing", element, attribute="title", name="<link>")


def _columns(found: Found, element: Element) -> None:
    if "span" in element.attributes and any(one.name == "col" for one in element.elements):
        found.tag("nesting", "cannot-hold", element, parent="<colgroup span>", name="<col>")


_RULES: Mapping[str, Callable[[Found, Element], None]] = MappingProxyType(
    {
        "a": _link_target,
        "area": _link_target,
        "bdo": _bdo,
        "colgroup": _columns,
        "form": _form,
        "input": _input,
        "link": _link,
        "map": _map,
        "meta": _meta,
        "meter": _meter,
        "progress": _progress,
        "select": _select,
        "style": _style,
    }
)
