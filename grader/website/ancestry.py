"""Tests of the selectors that most sheets are made of: names, classes, ids and attributes, going outwards.

They say what cssselect2 would say; an element's own parts are compared, and its ancestors are gone up one time.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any, Final

from cssselect2 import parser

from grader.website.model import HTML, Element

__all__ = ["Mentions", "ancestry", "asks_more", "is_simple", "mentions", "name_of", "plainly"]

_SIMPLE = (parser.LocalNameSelector, parser.ClassSelector, parser.IDSelector)
_Test = Callable[[Element], bool]
_SPACES = re.compile("[^ \\t\\r\\n\\f]+")


def _has(_found: str, _value: str) -> bool:
    return True


def _is(found: str, value: str) -> bool:
    return found == value


def _holds_word(found: str, value: str) -> bool:
    return _SPACES.fullmatch(value) is not None and value in _SPACES.findall(found)


def _is_or_begins(found: str, value: str) -> bool:
    return found == value or found.startswith(f"{value}-")


def _begins(found: str, value: str) -> bool:
    return bool(value) and found.startswith(value)


def _ends(found: str, value: str) -> bool:
    return bool(value) and found.endswith(value)


def _holds(found: str, value: str) -> bool:
    return bool(value) and value in found


_OPERATORS: Final[Mapping[str, Callable[[str, str], bool]]] = MappingProxyType(
    {"=": _is, "~=": _holds_word, "|=": _is_or_begins, "^=": _begins, "$=": _ends, "*=": _holds}
)


@dataclass(frozen=True, slots=True)
class Mentions:
    """The classes and ids that a selector asks for, of whatever element."""

    classes: frozenset[str] = frozenset()
    ids: frozenset[str] = frozenset()


def is_simple(compounds: Sequence[Any]) -> bool:
    """Whether each part asks for names, classes, ids and attributes alone."""
    return all(
        isinstance(part, _SIMPLE) or _is_attribute(part) for compound in compounds for part in compound.simple_selectors
    )


def asks_more(compounds: Sequence[Any]) -> bool:
    """Whether a part asks for an attribute, or for a name that is another one in a drawing."""
    return any(
        isinstance(part, parser.AttributeSelector) or not _has_one_spelling(part)
        for compound in compounds
        for part in compound.simple_selectors
    )


def name_of(simple: Sequence[Any]) -> str | None:
    """The name that an element of any kind must have for simple parts."""
    names = (part for part in simple if isinstance(part, parser.LocalNameSelector) and _has_one_spelling(part))
    return next((str(part.local_name) for part in names), None)


def _has_one_spelling(part: Any) -> bool:
    return not isinstance(part, parser.LocalNameSelector) or part.local_name == part.lower_local_name


def _is_attribute(part: Any) -> bool:
    return (
        isinstance(part, parser.AttributeSelector)
        and part.namespace == ""
        and part.case_sensitive is not False
        and (part.operator is None or (part.operator in _OPERATORS and isinstance(part.value, str)))
    )


def mentions(compounds: Sequence[Any]) -> Mentions:
    """What simple parts ask for."""
    parts = [part for compound in compounds for part in compound.simple_selectors]
    return Mentions(
        frozenset(part.class_name for part in parts if isinstance(part, parser.ClassSelector)),
        frozenset(part.ident for part in parts if isinstance(part, parser.IDSelector)),
    )


def plainly(simple: Sequence[Any]) -> _Test:
    """A test of an element's own name, classes, id and attributes."""
    tests: list[_Test] = []
    for part in simple:
        if isinstance(part, parser.LocalNameSelector):
            tests.append(_by_kind(_named, part.lower_local_name, part.local_name))
        elif isinstance(part, parser.ClassSelector):
            tests.append(partial(_classed, part.class_name))
        elif isinstance(part, parser.IDSelector):
            tests.append(partial(_identified, part.ident))
        else:
            holds = _has if part.operator is None else _OPERATORS[part.operator]
            tests.append(_by_kind(_attributed, part.lower_name, part.name, holds, part.value or ""))
    if len(tests) == 1:
        return tests[0]
    together = tuple(tests)

    def test(element: Element) -> bool:
        return all(one(element) for one in together)

    return test


def _named(name: str, element: Element) -> bool:
    return element.name == name


def _classed(name: str, element: Element) -> bool:
    return name in element.classes


def _identified(ident: str, element: Element) -> bool:
    return element.attributes.get("id") == ident


def _attributed(name: str, holds: Callable[[str, str], bool], value: str, element: Element) -> bool:
    found = element.attributes.get(name)
    return found is not None and holds(found, value)


def _by_kind(test: Callable[..., bool], lower: str, written: str, *more: object) -> _Test:
    """A test for a name; in a drawing its capitals matter: `viewBox`, `linearGradient`."""
    of_html = partial(test, lower, *more)
    if lower == written:
        return of_html
    of_others = partial(test, written, *more)
    return lambda element: of_html(element) if element.namespace == HTML else of_others(element)


def ancestry(compounds: Sequence[Any], combinators: Sequence[str]) -> _Test:
    """A test of an element and of what is around it, for ` ` and `>`. The last compound of the selector comes first.

    What stands between two spaces is looked for at the nearest place: that leaves the most room for what is further
    out, so nothing is tried twice.
    """
    runs: list[list[_Test]] = [[plainly(compounds[0].simple_selectors)]]
    for compound, combinator in zip(compounds[1:], combinators, strict=True):
        test = plainly(compound.simple_selectors)
        if combinator == ">":
            runs[-1].append(test)
        else:
            runs.append([test])
    own, around = tuple(runs[0]), tuple(tuple(run) for run in runs[1:])

    def asked(element: Element) -> bool:
        at: Element | None = element
        for test in own:
            if at is None or not test(at):
                return False
            at = at.parent
        for run in around:
            while at is not None:
                above = _run(at, run)
                if above is not None:
                    at = above[0]
                    break
                at = at.parent
            else:
                return False
        return True

    return asked


def _run(element: Element, run: Sequence[_Test]) -> tuple[Element | None] | None:
    """What lies above a run of parents that begins at an element; None where it does not begin there."""
    at: Element | None = element
    for test in run:
        if at is None or not test(at):
            return None
        at = at.parent
    return (at,)
