"""Rules that do nothing, and rules that stand two times."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from grader.check import FilePlace
from grader.website.conformance.spelling import nearest
from grader.website.css import Declaration, Rule
from grader.website.index import SiteIndex
from grader.website.model import Page
from grader.website.slips.slip import Slip
from grader.website.slips.telling import all_sheets

_NAMED: Final = re.compile(r"([.#])(-?[_a-zA-Z\u0080-\U0010ffff][\w\u0080-\U0010ffff-]*)")
_MOST_TESTS: Final = 400_000  # of selectors against elements: on a page made to hurt the rest is taken as used


def unused_rules(index: SiteIndex) -> tuple[Rule, ...]:
    """The rules that match nothing on any page that uses their sheet."""
    return tuple(_unused(index))


def rule_count(index: SiteIndex) -> int:
    """How many rules of hers there are that could have a slip."""
    rules = (rule for sheet, _ in all_sheets(index) for rule in index.rules_of(sheet))
    return sum(
        1
        for rule in rules
        if rule.selectors and (index.starter is None or any(map(index.declaration_hers, rule.declarations)))
    )


def _users(index: SiteIndex) -> dict[int, list[Page]]:
    """The pages that use a rule, by its declarations: an import makes another rule of the same ones."""
    users: dict[int, list[Page]] = {}
    for page in index.pages:
        for rule in index.rules(page):
            if rule.selectors and rule.declarations:
                users.setdefault(id(rule.declarations), []).append(page)
    return users


def _unused(index: SiteIndex) -> Iterator[Rule]:
    budget = _MOST_TESTS
    users = _users(index)
    for sheet, _ in all_sheets(index):
        for rule in index.rules_of(sheet):
            pages = users.get(id(rule.declarations), []) if rule.selector else []
            used = not pages
            for page in pages:
                used, tests = index.matches(page, rule.selectors)
                budget -= tests
                if used:
                    break
            if budget < 0:
                return
            if not used:
                yield rule


def unused_slip(index: SiteIndex, rule: Rule) -> Slip:
    """What can be said of a rule that matches nothing: which name of the page is near."""
    pages = _users(index).get(id(rule.declarations), [])
    short = _short(rule.selector)
    for sign, name in _NAMED.findall(rule.selector):
        known: set[str] = set()
        for page in pages:
            for element in page.elements:
                known |= element.classes if sign == "." else {element.attributes.get("id", "")}
        if name in known:
            continue
        guess = nearest(name.lower(), {one.lower() for one in known if one})
        match = next((one for one in sorted(known) if one.lower() in {guess, name.lower()} and one), "")
        if match and _letters(match) != _letters(name):
            return Slip("css-unused-guess", 0, 0, {"selector": short, "guess": f"{sign}{match}"})
    return Slip("css-unused", 0, 0, {"selector": short})


def doubled_places(index: SiteIndex) -> tuple[FilePlace, ...]:
    """Where something stands again; beside it where it stands first."""
    return tuple(place for place, _ in index.once(_doubled))


def doubled_values(index: SiteIndex) -> Mapping[str, str | int]:
    """What the first of them that is hers is called."""
    slip = next((slip for place, slip in index.once(_doubled) if place.hers), None)
    return {"slip": slip.key, **slip.values} if slip is not None else {}


def _doubled(index: SiteIndex) -> tuple[tuple[FilePlace, Slip], ...]:
    found = []
    for first, again in _doubled_rules(index):
        place = replace(index.rule_place(again), beside=(index.rule_place(first),))
        found.append((place, Slip("css-rule-twice", 0, 0, {"selector": _short(again.selector)})))
    for earlier, later in _doubled_declarations(index):
        place = replace(index.declaration_place(later), beside=(index.declaration_place(earlier),))
        values = {"name": later.name, "selector": _short(later.selector)}
        found.append((place, Slip("css-property-twice", 0, 0, values)))
    return tuple(found)


def _doubled_rules(index: SiteIndex) -> Iterator[tuple[Rule, Rule]]:
    """Two rules of one sheet with the same selector under the same conditions: the first, and the one behind."""
    for sheet, _ in all_sheets(index):
        seen: dict[tuple[object, ...], Rule] = {}
        for rule in index.rules_of(sheet):
            if not rule.selector or not rule.selectors or not rule.declarations or "&" in rule.selector:
                continue
            conditions = tuple(id(query) for query in rule.media)
            key = (" ".join(rule.selector.split()), conditions, rule.layer, rule.selectors[0].specificity)
            first = seen.setdefault(key, rule)
            if first is not rule:
                yield first, rule


def _doubled_declarations(index: SiteIndex) -> Iterator[tuple[Declaration, Declaration]]:
    """A property two times in one rule, where the first cannot be meant for browsers that do not know the second."""
    for sheet, _ in all_sheets(index):
        for rule in index.rules_of(sheet):
            seen: dict[str, Declaration] = {}
            for declared in rule.declarations:
                if not declared.valid or declared.important:
                    continue
                first = seen.get(declared.name)
                if first is not None and _plain(first) and _plain(declared):
                    yield first, declared
                seen[declared.name] = declared


def _plain(declared: Declaration) -> bool:
    """Whether every browser knows a value: then nothing is gained by writing another before it."""
    return not declared.pending and "(" not in declared.value and "-" not in declared.value[:1]


def _letters(name: str) -> str:
    """Without its digits: `span4` is no slip for `span2`."""
    return re.sub(r"\d+", "0", name)


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= 40 else flat[:39] + "…"
