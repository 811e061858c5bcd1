"""Which rules match an element of a page, the weakest first.

Selectors lie in drawers by id, class and name, and what an element's name, id and classes alone decide is worked out
once for all elements alike. The browser's own rules are the same on every page: their drawers are filled one time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from grader.website import defaults
from grader.website.ancestry import Mentions
from grader.website.css import Rule
from grader.website.model import Element, Page
from grader.website.selectors import Compiled

BROWSER = 0  # the level of the browser's own rules
_MOST_TESTS = 2_000_000  # of selectors that must be asked element by element: seconds, on a page made to hurt

_Own = tuple[str, str | None, frozenset[str]]  # the name; the id and classes that some selector asks for
_NONE: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Entry:
    """One selector of a rule, and how far up the rule stands."""

    selector: Compiled
    rule: Rule
    level: int


@dataclass(frozen=True, slots=True)
class _Asked:
    """A selector that is to be asked of each element; `attribute` is one that the element must have."""

    rank: int
    selector: Compiled
    attribute: str | None


# Ranks: sure for all alike, to be asked of all alike in the same place; then what is to be asked of each, and what of
# that also where there are no attributes.
_Candidates = tuple[tuple[int, ...], tuple[int, ...], tuple[_Asked, ...], tuple[_Asked, ...]]


@dataclass(frozen=True, slots=True)
class _Drawers:
    """Ranks by what the last part of their selectors asks for."""

    ids: Mapping[str, Sequence[int]]
    classes: Mapping[str, Sequence[int]]
    names: Mapping[str, Sequence[int]]
    others: Sequence[int]
    moments: Sequence[int]


def _filed(entries: Sequence[Entry], first: int) -> _Drawers:
    """The drawers of these entries, whose ranks begin with `first`."""
    ids: dict[str, list[int]] = {}
    classes: dict[str, list[int]] = {}
    names: dict[str, list[int]] = {}
    others: list[int] = []
    moments: list[int] = []
    for rank, entry in enumerate(entries, first):
        selector = entry.selector
        if selector.moment:
            moments.append(rank)
        elif selector.id is not None:
            ids.setdefault(selector.id, []).append(rank)
        elif selector.class_name is not None:
            classes.setdefault(selector.class_name, []).append(rank)
        elif selector.name is not None:
            names.setdefault(selector.name, []).append(rank)
        else:
            others.append(rank)
    return _Drawers(ids, classes, names, tuple(others), tuple(moments))


def _sorted(rules: Iterable[tuple[int, Rule]]) -> tuple[Entry, ...]:
    """The selectors of rules with their levels, the weakest first."""
    entries = [
        ((level, selector.specificity, number), Entry(selector, rule, level))
        for number, (level, rule) in enumerate(rules)
        for selector in rule.selectors
    ]
    entries.sort(key=lambda entry: entry[0])
    return tuple(entry for _, entry in entries)


@lru_cache(maxsize=2)
def _browsers(*, quirks: bool) -> tuple[tuple[Entry, ...], _Drawers]:
    """The browser's own rules, ready. They ask for no class and no id, and stand below all others."""
    entries = _sorted((BROWSER, rule) for rule in defaults.rules(quirks=quirks))
    return entries, _filed(entries, 0)


class Matching:
    """Answers for one page; `rules` with their levels, which lie above BROWSER. Everything is kept once it is known."""

    def __init__(self, page: Page, rules: Iterable[tuple[int, Rule]]) -> None:
        browsers, self._base = _browsers(quirks=page.quirks)
        # Most of a site builder's rules are for what is on some other page.
        there = _there(page)
        hers = [
            entry
            for entry in _sorted(rules)
            if entry.selector.mentions.ids <= there.ids and entry.selector.mentions.classes <= there.classes
        ]
        self.entries: Sequence[Entry] = [*browsers, *hers]
        self._hers = _filed(hers, len(browsers))
        self.moments: Sequence[int] = [*self._base.moments, *self._hers.moments]
        said = [entry.selector.mentions for entry in hers if entry.selector.inward]
        self._said_ids = frozenset(self._hers.ids).union(*(one.ids for one in said))
        self._said_classes = frozenset(self._hers.classes).union(*(one.classes for one in said))
        self._alike: dict[_Own, _Candidates] = {}
        self._chains: dict[Element, int] = {}
        self._chain_numbers: dict[tuple[int, _Own], int] = {}
        self._by_chain: dict[int, tuple[int, ...]] = {}
        self._matched: dict[Element, tuple[int, ...]] = {}
        self._tests = 0

    def ranks(self, element: Element) -> tuple[int, ...]:
        """The ranks of the selectors that match an element, the weakest first."""
        found = self._matched.get(element)
        if found is None:
            own = self._own(element)
            sure, inward, asked, bare = self._candidates(element, own)
            found = self._inward(element, own, sure, inward) if inward else sure
            if not element.attributes:
                asked = bare
            if asked:
                also = self._ask(element, asked)
                if also:
                    found = tuple(sorted((*found, *also)))
            self._matched[element] = found
        return found

    def _ask(self, element: Element, asked: Sequence[_Asked]) -> list[int]:
        attributes = element.attributes
        some = [one for one in asked if one.attribute is None or one.attribute in attributes]
        if not some:
            return []
        # A test may look at all siblings, so an element among thousands costs more.
        self._tests += len(some) * (1 + len(element.etree_siblings) // 50)
        if self._tests > _MOST_TESTS:
            return []
        return [one.rank for one in some if one.selector.test(element)]

    def _own(self, element: Element) -> _Own:
        """What of an element's own decides about selectors that ask for names, classes and ids alone."""
        attributes = element.attributes
        if not attributes:
            return element.name, None, _NONE
        own_id = attributes.get("id")
        classes = element.classes & self._said_classes if "class" in attributes else _NONE
        return element.name, own_id if own_id in self._said_ids else None, classes

    def _candidates(self, element: Element, own: _Own) -> _Candidates:
        """The ranks that are for every element like this one; those that its ancestors, and that others, decide."""
        found = self._alike.get(own)
        if found is None:
            base, hers = self._base, self._hers
            name, own_id, classes = own
            ranks = [*base.names.get(name, ()), *base.others, *hers.names.get(name, ()), *hers.others]
            if own_id is not None:
                ranks += hers.ids.get(own_id, ())
            for class_name in classes:
                ranks += hers.classes.get(class_name, ())
            sure: list[int] = []
            inward: list[int] = []
            asked: list[_Asked] = []
            for rank in ranks:
                selector = self.entries[rank].selector
                if selector.plain:
                    if selector.test(element):
                        sure.append(rank)
                elif selector.inward:
                    inward.append(rank)
                else:
                    asked.append(_Asked(rank, selector, selector.attribute))
            bare = tuple(one for one in asked if one.attribute is None)
            found = self._alike[own] = (tuple(sorted(sure)), tuple(inward), tuple(asked), bare)
        return found

    def _chain(self, element: Element, own: _Own) -> int:
        """A number that elements share that are alike, and whose ancestors are alike one by one."""
        number = self._chains.get(element)
        if number is None:
            waiting = [(element, own)]
            at = element.parent
            while at is not None and at not in self._chains:
                waiting.append((at, self._own(at)))
                at = at.parent
            number = -1 if at is None else self._chains[at]
            for one, its in reversed(waiting):
                number = self._chain_numbers.setdefault((number, its), len(self._chain_numbers))
                self._chains[one] = number
        return number

    def _inward(self, element: Element, own: _Own, sure: tuple[int, ...], inward: tuple[int, ...]) -> tuple[int, ...]:
        chain = self._chain(element, own)
        found = self._by_chain.get(chain)
        if found is None:
            self._tests += len(inward)
            if self._tests > _MOST_TESTS:
                inward = ()
            also = [rank for rank in inward if self.entries[rank].selector.test(element)]
            found = self._by_chain[chain] = tuple(sorted((*sure, *also))) if also else sure
        return found


def _there(page: Page) -> Mentions:
    """The classes and ids of a page."""
    attributed = [element for element in page.elements if element.attributes]
    return Mentions(
        frozenset(name for element in attributed if "class" in element.attributes for name in element.classes),
        frozenset(element.attributes["id"] for element in attributed if "id" in element.attributes),
    )
