"""Rules about quotes in start tags: lost ones are blamed where they were lost, and curly ones are no quotes."""

from __future__ import annotations

import re

from grader.website.conformance.problem import Found
from grader.website.conformance.written import Written, attributes
from grader.website.model import Element

CHECK = "lost-quotes"
_CURLY = "“”„‟‘’‚‛″′＂＇«»"
_SWALLOWED = re.compile(r"[<>\n]|[\w-]+=\s*\Z")


def look_at_tag(found: Found, start: int, end: int, element: Element | None, told: set[object]) -> bool:
    """The first slip in the writing of one start tag; the rest of the tag follows from it. Whether it was told."""
    if start in told:
        return True
    told.add(start)
    source = found.page.source
    name = f"<{element.name}>" if element is not None else ""
    listed = tuple(attributes(source, start, end))
    for number, one in enumerate(listed):
        after = source[one.end : one.end + 1]
        follower = listed[number + 1] if number + 1 < len(listed) else None
        key = _slip(source, one, after, follower, end)
        if key is not None:
            check = "curly-quotes" if key == "curly-quotes" else CHECK
            until = end if key in {"quote-lost", "curly-quotes-spill"} and element is None else one.end
            if key == "curly-quotes-spill":
                until = _until_curly(source, one.start, end)
            attribute = one.name.strip("\"'=" + _CURLY) or one.name
            found.at(check, key, one.start, until, element=element, attribute=attribute, name=name)
            return True
    if element is None:
        found.at("characters", "tag-cut-off", start, end)
        return True
    return False


def _until_curly(source: str, start: int, end: int) -> int:
    return max((at + 1 for at in range(start, end) if source[at] in _CURLY), default=end)


def _slip(source: str, one: Written, after: str, follower: Written | None, end: int) -> str | None:
    if "＝" in one.name or (not one.quote and any(sign in one.name or one.value.startswith(sign) for sign in _CURLY)):
        return _curly(one, follower)
    if one.quote:
        return _in_quotes(source, one, after, follower, end)
    first = one.value[:1]
    for found, key in (
        (one.name.startswith("="), "name-missing"),
        ("<" in one.name, "bracket-lost"),
        ('"' in one.name or "'" in one.name, "quote-too-many"),
        ("<" in one.value, "bracket-lost"),
        (re.search(r"[\"'`]", one.value), "quote-too-many" if first and first in "\"'`" else "quote-lost-first"),
        (first == "=", "equals-twice"),
        (not one.value and "=" in source[one.start : one.end], "value-missing"),
    ):
        if found:
            return key
    return None


def _curly(one: Written, follower: Written | None) -> str:
    """Whether the value stays in one piece: a space in it makes attributes of its words."""
    torn = any(sign in one.name for sign in _CURLY + "＝") or (follower is not None and one.value[-1:] not in _CURLY)
    return "curly-quotes-spill" if torn else "curly-quotes"


def _in_quotes(source: str, one: Written, after: str, follower: Written | None, end: int) -> str | None:
    if "<" in one.name:
        return "bracket-lost"
    if any(sign in one.name for sign in "\"'"):
        return "quote-too-many"
    if _SWALLOWED.search(one.value) and (_is_next(source, one, follower) or one.end >= end):
        return "quote-lost"
    if after and after not in " \t\n\f/>":
        if follower is not None and not follower.name.strip("\"'"):
            return "quote-too-many"
        return "comma-between" if after in ",;" else "space-between"
    return None


def _is_next(source: str, one: Written, follower: Written | None) -> bool:
    """Whether something clings to the closing quote: then that quote was meant to open."""
    return source[one.end : one.end + 1] not in {" ", "\n", "\t", ">", "/"} or (
        follower is not None and any(sign in follower.name + follower.value for sign in "\"'")
    )
