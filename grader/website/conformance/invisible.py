"""Rules about signs that nobody sees: in an id, a class or an address they keep two equal words apart."""

from __future__ import annotations

import re
from collections.abc import Iterable

from grader.website.conformance.problem import Found
from grader.website.model import Element

CHECK = "invisible-characters"
NAMES = ("id", "class", "for", "name", "href", "src", "headers", "list", "usemap")
# Zero-width space, non-joiner, joiner, marks of direction, word joiner, byte order mark, soft hyphen, no-break space.
_UNSEEN = re.compile("[\u200b-\u200f\u2060\ufeff\u00ad\u00a0]")


# In two: one class of both would be looked up much more slowly.
_FORBIDDEN = re.compile("[\\x00-\\x08\\x0b\\x0e-\\x1f\\x7f-\\x9f\\ufdd0-\\ufdef\\ufffe\\uffff]+")
_HIGH = re.compile("[\U0001fffe-\U0010ffff]")
_LAST_TWO = 0xFFFE  # of each plane of Unicode: no characters


def look_for_controls(found: Found) -> None:
    """Characters that no page may hold: they come from broken copies."""
    for run in _FORBIDDEN.finditer(found.page.source):
        found.at("characters", "control-character", run.start(), run.end())
    for sign in _HIGH.finditer(found.page.source):
        if ord(sign[0]) & _LAST_TWO == _LAST_TWO:
            found.at("characters", "control-character", sign.start(), sign.end())


def look(found: Found, elements: Iterable[Element]) -> None:
    """Ask the attributes that are names. In text Khmer needs them between words."""
    for element in elements:
        if element.start is None or not element.attributes:
            continue
        for attribute in NAMES:
            value = element.attributes.get(attribute)
            sign = _UNSEEN.search(value) if value and not value.isascii() else None
            if sign is not None and value is not None:
                seen = _UNSEEN.sub("", value)
                code = f"U+{ord(sign[0]):04X}"
                found.tag(CHECK, "invisible", element, attribute=attribute, value=seen, sign=code)
                break
