"""The slips of all style sheets of a site, each with its place, sorted by the check that tells them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from grader.check import FilePlace, Observation
from grader.website.conformance.spelling import nearest
from grader.website.css import Declaration, Rule, end_of
from grader.website.index import SiteIndex
from grader.website.model import Element, Page, Sheet
from grader.website.places import stretch
from grader.website.properties import KNOWN
from grader.website.slips.signs import sign_slips
from grader.website.slips.slip import Slip
from grader.website.slips.spelling import PROPERTIES
from grader.website.slips.structure import structure
from grader.website.slips.syntax import syntax_slips
from grader.website.slips.values import value_slip

SYNTAX: Final = "css-syntax"
PROPERTY: Final = "css-properties"
VALUE: Final = "css-values"
SIGN: Final = "css-characters"
_MOST_PARTS: Final = 20  # of a selector that is worth a word


@dataclass(frozen=True, slots=True)
class Told:
    """A slip, the check that tells it, and where it is."""

    check: str
    slip: Slip
    place: FilePlace


@dataclass(frozen=True, slots=True)
class Sheets:
    """Everything amiss in the style sheets of a site, and how much could have been."""

    told: tuple[Told, ...]
    declared: int  # declarations that did not come with the starter
    sheets: int


def observed(index: SiteIndex, check: str) -> Observation:
    """What one check observed; the values tell the first slip that is hers."""
    found = index.once(all_slips)
    mine = [one for one in found.told if one.check == check]
    first = next((one.slip for one in mine if one.place.hers), None)
    values = {"slip": first.key, **first.values} if first is not None else {}
    looked_at = found.sheets if check == SIGN else found.declared
    return Observation(
        tuple(one.place for one in mine), max(looked_at, sum(one.place.hers for one in mine)), values=values
    )


def all_slips(index: SiteIndex) -> Sheets:
    """The slips of every sheet and every `style` attribute, in order. A sheet that is several pages' comes once."""
    given = _given(index)
    told: list[Told] = []
    declared = 0
    sheets = list(all_sheets(index))
    for sheet, source in sheets:
        rules = index.rules_of(sheet)
        declared += sum(_hers(index, rule.declarations) for rule in rules)
        for check, slip in _of_sheet(sheet, rules):
            place = stretch(sheet.path, source, sheet.lines, sheet.at + slip.start, sheet.at + slip.end)
            hers = (sheet.path, slip.key, place.text) not in given
            told.append(Told(check, slip, place if hers else replace(place, hers=False)))
    for page in index.pages:
        for element in page.elements:
            if element.start is not None and "style" in element.attributes:
                found = index.cascade(page).attribute(element)
                declared += _hers(index, found)
                told += (
                    Told(check, slip, _attribute_place(index, element, one))
                    for check, slip, one in _of_attribute(element, found)
                )
    mine = sum(1 for sheet, _ in sheets if sheet.source.strip() and index.file_hers(sheet.path))
    return Sheets(tuple(told), declared, mine)


def _hers(index: SiteIndex, declared: tuple[Declaration, ...]) -> int:
    return len(declared) if index.starter is None else sum(map(index.declaration_hers, declared))


def all_sheets(index: SiteIndex) -> Iterator[tuple[Sheet, str]]:
    """Every sheet, and the text of the file it lies in: files first, then `<style>` elements page by page."""
    for sheet in index.site.sheets:
        yield sheet, sheet.source
    for page in index.pages:
        for one in index.style_sources(page):
            if one.sheet is not None and one.element.name == "style":
                yield one.sheet, page.source


def _given(index: SiteIndex) -> frozenset[tuple[str, str, str]]:
    if index.starter is None:
        return frozenset()
    starter = all_slips(SiteIndex(index.starter))
    return frozenset((one.place.file, one.slip.key, one.place.text) for one in starter.told)


def _of_sheet(sheet: Sheet, rules: tuple[Rule, ...]) -> Iterator[tuple[str, Slip]]:
    found = structure(sheet.source)
    signs = tuple(sign_slips(sheet.source, found))
    known = tuple(syntax_slips(sheet.source, found))
    marks = sorted(slip.start for slip in (*signs, *known))
    wide = sorted(slip.start for slip in signs if slip.key == "css-full-width")
    slips = [(SIGN, slip) for slip in signs]
    slips += [(SYNTAX, slip) for slip in known if not _within(wide, slip.start - 1, slip.end)]
    for rule in rules:
        begin = rule.start - sheet.at
        if rule.selector and not rule.selectors and not _within(marks, begin, begin + len(rule.selector)):
            slip = _selector(rule, begin)
            slips += [(SYNTAX, slip)] if slip is not None else []
        for declared in rule.declarations:
            if declared.valid or declared.name[:1] in {"-", "_"}:
                continue
            start = declared.start - sheet.at
            end = end_of(sheet.source, start)
            if not _within(marks, start, end):
                slips += _of_declaration(declared, start, end)
    yield from sorted(slips, key=lambda one: one[1].start)


def _selector(rule: Rule, begin: int) -> Slip | None:
    """A selector that browsers cannot read; of `:` and what is nested nobody here knows everything."""
    text = rule.selector
    if any(sign in text for sign in ":&@") or len(text.split()) > _MOST_PARTS:
        return None
    short = " ".join(text.split())
    return Slip("css-selector", begin, begin + len(text), {"selector": short if len(short) <= 40 else short[:39] + "…"})


def _of_declaration(declared: Declaration, start: int, end: int) -> Iterator[tuple[str, Slip]]:
    if not declared.known:
        guess = nearest(declared.name, KNOWN, PROPERTIES)
        values = {"name": declared.name, "guess": guess} if guess else {"name": declared.name}
        yield PROPERTY, Slip("css-property-guess" if guess else "css-property", start, end, values)
        return
    slip = value_slip(declared)
    if slip is not None:
        yield VALUE, replace(slip, start=start, end=end)


def _of_attribute(element: Element, found: tuple[Declaration, ...]) -> Iterator[tuple[str, Slip, Declaration | None]]:
    text = element.attributes["style"]
    slips = [
        slip
        for slip in syntax_slips("{" + text, structure("{" + text))
        if slip.key in {"css-semicolon-missing", "css-colon-missing"}
    ]
    yield from ((SYNTAX, slip, None) for slip in slips)
    if slips or not text.isascii():
        return
    for declared in found:
        if not declared.valid and declared.name[:1] not in {"-", "_"}:
            yield from ((check, slip, declared) for check, slip in _of_declaration(declared, 0, 0))


def _attribute_place(index: SiteIndex, element: Element, declared: Declaration | None) -> FilePlace:
    if declared is None:
        return index.place(element, text=f'style="{element.attributes["style"]}"')
    return index.declaration_place(declared, hers=index.hers(element))


def _within(marks: list[int], start: int, end: int) -> bool:
    at = bisect_left(marks, start)
    return at < len(marks) and marks[at] <= end


def page_of(index: SiteIndex, sheet: Sheet) -> tuple[Page, ...]:
    """The pages that use a sheet."""
    return tuple(page for page in index.pages if any(rule.sheet is sheet for rule in index.rules(page)))
