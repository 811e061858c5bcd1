"""Leaves one problem for one slip: what follows from another problem is not told."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from grader.website.conformance.problem import Problem
from grader.website.model import Element, Page

# A tag whose quotes are lost has odd attributes, odd values, and lacks what went into the value before.
_OF_TAGS = frozenset(
    {"unknown-attributes", "attribute-values", "required-parts", "unknown-elements", "old-attributes", "unclosed-tags"}
)
_OF_NAMES = frozenset({"unknown-attributes", "attribute-values", "required-parts", "references", "unclosed-tags"})
_TAG_NAME = re.compile(r"<([a-z][a-z0-9]*)", re.IGNORECASE)


def fold(page: Page, found: Iterable[Problem]) -> tuple[Problem, ...]:
    """The problems that are causes, in the order of the source."""
    found = tuple(found)
    spoilt: set[Element] = {one.element for one in found if one.check == "lost-quotes" and one.element is not None}
    unknown: set[Element] = {
        one.element
        for one in found
        if one.key in {"unknown-element", "unknown-element-guess"} and one.element is not None
    }
    cut = _cut_off(page, found)
    swallowed = _swallowed(page, found)
    kept: dict[tuple[object, ...], Problem] = {}
    for one in found:
        if one.element is not None:
            if one.element in spoilt and one.check in _OF_TAGS:
                continue
            if one.element in unknown and one.check in _OF_NAMES:
                continue
        if cut is not None and one.check == "unclosed-tags" and one.end >= cut and one.start < cut:
            continue
        if cut is not None and one.check != "unclosed-tags" and one.check in _OF_TAGS and one.start >= cut:
            continue
        if one.key == "stray-end-tag" and swallowed.get(str(one.values["name"]), 0) > 0:
            swallowed[str(one.values["name"])] -= 1
            continue
        kept.setdefault((one.check, one.start, one.key, one.values.get("attribute"), one.values.get("id")), one)
    return tuple(sorted(kept.values(), key=lambda one: (one.start, one.end, one.check, one.key)))


def _swallowed(page: Page, found: Iterable[Problem]) -> Counter[str]:
    """The end tags whose start tags stand inside a tag that lost a quote or its end."""
    return Counter(
        f"</{name.lower()}>"
        for one in found
        if one.check == "lost-quotes" and one.element is not None
        for name in _TAG_NAME.findall(page.source, one.start, one.element.end or one.end)
    )


def _cut_off(page: Page, found: Iterable[Problem]) -> int | None:
    """Where a quote or a comment without its end swallows the rest of the page."""
    swallowing = [
        one.start
        for one in found
        if (one.check == "lost-quotes" and one.element is None and one.end >= len(page.source))
        or one.key == "comment-open"
    ]
    return min(swallowing, default=None)
