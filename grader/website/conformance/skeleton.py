"""Rules about the frame of a page: the doctype, and html, head and body, each one time and in their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from grader.website.conformance.problem import Found
from grader.website.model import HTML, Element, Page, Text

CHECK = "skeleton"
_DOCTYPE_MISSING = "expected-doctype-but-got-"
_DOCTYPE_ODD = frozenset(
    {"unknown-doctype", "need-space-after-doctype", "expected-doctype-name-but-got-right-bracket", "eof-in-doctype"}
    | {"eof-in-doctype-name", "expected-space-or-right-bracket-in-doctype", "unexpected-char-in-doctype"}
    | {"unexpected-end-of-doctype"}
)
_TWICE = frozenset({"body", "html", "head"})
_AFTER = frozenset(
    {"unexpected-start-tag-after-body", "unexpected-char-after-body", "expected-eof-but-got-char"}
    | {"expected-eof-but-got-start-tag", "unexpected-end-tag-after-body", "expected-eof-but-got-end-tag"}
)


def look(found: Found, elements: Iterable[Element]) -> None:
    """Ask how the page begins, whether its frame is there one time, and whether everything is inside it."""
    page = found.page
    if not any(one.start is not None for one in elements) and not _has_text(elements):
        return  # nothing was written yet
    told: set[str | tuple[str, str]] = set()
    for error in page.errors:
        key, name = _slip(page, error.code, str(error.values.get("name", "")))
        if not key or (key, name) in told or key in told:
            continue
        told |= {key} if key in {"after-body", "doctype-missing", "doctype-odd"} else set()
        start, end, element = error.start, error.end, None
        if key in {"doctype-missing", "doctype-odd"}:
            start, end = _beginning(page)
        if key in {"head-holds", "body-late"}:
            if "head-holds" in told or "body-late" in told:
                continue
            told |= {key, "body-twice"}
            element = _first_in_body(elements)
            start = start if element is None else min(start, element.start or 0)
        if key == "twice" and name == "body" and "body-twice" in told:
            continue
        found.at(CHECK, key, start, end, element=element, name=f"<{name}>" if name else "")


def look_for_missing(found: Found, elements: Iterable[Element]) -> None:
    """The parts of the frame that nobody wrote: the standard allows it, a course wants them seen."""
    frame = {one.name: one for one in elements if one.name in _TWICE and one.namespace == HTML}
    written = [one for one in elements if one.start is not None]
    missing = [name for name in ("html", "head", "body") if name not in frame or frame[name].start is None]
    if written and missing:
        first = min(written, key=lambda one: one.start or 0)
        names = ", ".join(f"<{name}>" for name in missing)
        found.at("page-frame", "frame-missing", first.start or 0, first.end or 0, element=first, names=names)


_KEYS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "unexpected-doctype": ("doctype-late", ""),
        "non-html-root": ("twice", "html"),
        "two-heads-are-not-better-than-one": ("twice", "head"),
        **dict.fromkeys(_DOCTYPE_ODD, ("doctype-odd", "")),
    }
)


def _slip(page: Page, code: str, name: str) -> tuple[str, str]:
    """The key of a parse error about the frame, and the element it is about."""
    key = _KEYS.get(code)
    if key is None:
        key = ("", "")
        if code.startswith(_DOCTYPE_MISSING):
            key = ("doctype-missing", "")
        elif code in {"unexpected-start-tag", "unexpected-start-tag-ignored"} and name in {"body", "head"}:
            key = ("body-late" if name == "body" and _body_came_early(page) else "twice", name)
        elif code == "unexpected-end-tag" and name == "head":
            key = ("head-holds", "head")
        elif code == "unexpected-start-tag-out-of-my-head":
            key = ("head-closed", name)
        elif code in _AFTER:
            key = ("after-body", name)
    return key


def _body_came_early(page: Page) -> bool:
    """Whether something was in the body before its own start tag came."""
    body = page.root.elements[-1] if page.root.elements else None
    return body is not None and any(one.start is not None and one.start < (body.start or 0) for one in body.elements)


def _beginning(page: Page) -> tuple[int, int]:
    if page.doctype is not None:
        return page.doctype.start, page.doctype.end
    first = next((at for at, sign in enumerate(page.source) if not sign.isspace()), 0)
    return first, min(first + 1, len(page.source))


def _first_in_body(elements: Iterable[Element]) -> Element | None:
    for element in elements:
        if element.parent is not None and element.parent.name == "body" and element.start is not None:
            return element
    return None


def _has_text(elements: Iterable[Element]) -> bool:
    return any(type(child) is Text and child.data.strip() for one in elements for child in one.children)
