"""A style that does not hold yet, and the declaration of hers that would make it hold if it counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import tinycss2

from grader.check import FilePlace
from grader.website.criterion.finding import Finding
from grader.website.criterion.judge import Miss, Values, one, value_fits
from grader.website.criterion.look import Look, parts
from grader.website.criterion.meaning import meaning, same
from grader.website.criterion.model import StyleTest
from grader.website.criterion.near_words import closest
from grader.website.css import Declaration
from grader.website.index import PHONE, WIDTH
from grader.website.model import Element
from grader.website.properties import INHERITED, INITIAL
from grader.website.selectors import SelectorError
from grader.website.values import WIDE


@dataclass(frozen=True, slots=True)
class Found:
    """What was found instead: a key of `grader.words.nearly`, what fills its sentence, and the places."""

    kind: str
    values: Values = field(default_factory=dict)
    places: tuple[FilePlace, ...] = ()


def explain(finding: Finding, element: Element, miss: Miss) -> Found | None:
    """The rule of hers that does not count, and why; None when she has none."""
    test, name = miss.test, miss.longhand
    if test is None or name is None or miss.kind.startswith(("from-", "via-")):
        return None
    # That another colour would have had more contrast, or been another one, is chance: she did not mean it so.
    meant = test.operator not in {"contrast", "differs_from", "not"}
    return (
        (_beaten(finding, test, element, name) if meant else None)
        or _other_width(finding, test, element, name)
        or _not_taken(finding, test, element)
        or (_elsewhere(finding, test, element, name) if meant else None)
    )


def _beaten(finding: Finding, test: StyleTest, element: Element, name: str) -> Found | None:
    computed = finding.look.style(element, name)
    if computed.winner is None:
        return None
    for loser in computed.losers:
        if _would_hold(finding.look, test, element, name, loser):
            mine, stronger = (finding.index.declaration_place(one) for one in (loser, computed.winner))
            values: Values = {"file": stronger.file, "line": stronger.line or 0}
            return Found("beaten", values, (mine, stronger))
    return None


def _would_hold(look: Look, test: StyleTest, element: Element, name: str, declared: Declaration) -> bool:
    """Whether a test would hold if this declaration won on the element."""
    text = dict(declared.longhands or ()).get(name)
    if declared.pending or text is None or text.strip().lower() in WIDE:
        return False
    value = meaning(look, element, name, text)
    match test.operator:
        case "set" | "own":
            anyway = look.browsers(element, name) if test.operator == "own" else INITIAL.get(name)
            return not anyway or not same(value, meaning(look, element, name, anyway))
        case "unit_in":
            return any(text.lower().rstrip().endswith(unit) for unit in test.words)
        case _:
            return value_fits(look, test, element, name, value)


def _other_width(finding: Finding, test: StyleTest, element: Element, name: str) -> Found | None:
    page = finding.look.page(element)
    if not any(rule.media for rule in finding.index.rules(page)):
        return None
    for width in (WIDTH, PHONE):
        if width != finding.look.width and one(other := finding.look.at(width), test, element, name) is None:
            winner = other.style(element, name).winner
            places = (finding.index.declaration_place(winner),) if winner is not None else ()
            return Found("width", {"width": width, "need": finding.look.width}, places)
    return None


def _not_taken(finding: Finding, test: StyleTest, element: Element) -> Found | None:
    """A declaration for the element that browsers throw away: a property they do not know, or an odd value."""
    names = {test.name, *test.longhands}
    for declared in finding.index.declarations():
        if declared.longhands is not None or not _for(finding, declared, element, test.longhands[0]):
            continue
        place = finding.index.declaration_place(declared)
        values: Values = {"file": place.file, "line": place.line or 0, "there": declared.name}
        if declared.name in names:
            return Found("not-taken", {**values, "found": declared.value}, (place,))
        if not declared.known and (guess := closest(declared.name, names)) is not None:
            return Found("misspelt", {**values, "other": guess}, (place,))
    return None


def _for(finding: Finding, declared: Declaration, element: Element, name: str) -> bool:
    """Whether a declaration of a longhand is meant for the element, or for what it inherits from."""
    if declared.sheet is None:
        return declared.start == (element.origin or element).start and declared.path == finding.look.page(element).path
    compiled = finding.look.compiled(declared.selector)
    around = element.ancestors if name in INHERITED else ()
    return any(not one.moment and one.test(at) for at in (element, *around) for one in compiled)


def _elsewhere(finding: Finding, test: StyleTest, element: Element, name: str) -> Found | None:
    """A declaration that would do, in a file that the page does not link or behind a selector that finds nothing."""
    index = finding.index
    page = finding.look.page(element)
    used = {id(declared) for declared in index.declared_on(page)}
    nowhere: Found | None = None
    for declared in index.declarations():
        if declared.sheet is None or not _would_hold(finding.look, test, element, name, declared):
            continue
        place = index.declaration_place(declared)
        if id(declared) not in used:
            if finding.look.origin(declared) == "external" and _for(finding, declared, element, name):
                return Found("unlinked", {"file": declared.path}, (place,))
            continue
        found = _nobody(finding, declared, place)
        if found is not None and (nowhere is None or found.kind != "nowhere"):
            nowhere = found
    return nowhere


def _nobody(finding: Finding, declared: Declaration, place: FilePlace) -> Found | None:
    """What is to say of a rule that matches no element of the site; None when it matches one."""
    try:
        if finding.index.select(declared.selector):
            return None
    except SelectorError:
        return Found("nowhere", {"there": declared.selector}, (place,))
    classes, ids = named(finding)
    for selector in parts(declared.selector):
        for sign, names, known in ((".", classes_in(selector), classes), ("#", ids_in(selector), ids)):
            for name in names:
                if name in known or (guess := closest(name, known)) is None:
                    continue
                element = finding.index.place(known[guess])
                return Found("rule-class", {"there": f"{sign}{guess}", "other": f"{sign}{name}"}, (place, element))
        for name in names_in(selector):
            # `cards { }` for class="cards": a full stop is missing.
            if name in classes:
                element = finding.index.place(classes[name])
                return Found("rule-class", {"there": f".{name}", "other": name}, (place, element))
    return Found("nowhere", {"there": declared.selector}, (place,))


def named(finding: Finding) -> tuple[Mapping[str, Element], Mapping[str, Element]]:
    """The classes and the ids of all pages, each with the first element that has it."""
    classes: dict[str, Element] = {}
    ids: dict[str, Element] = {}
    for page in finding.index.pages:
        for element in page.elements:
            if element.written and element.attributes:
                for name in sorted(element.classes):
                    classes.setdefault(name, element)
                if element.id:
                    ids.setdefault(element.id, element)
    return classes, ids


def classes_in(selector: str) -> tuple[str, ...]:
    """The classes a selector names."""
    return tuple(name for sign, name in _words(selector) if sign == ".")


def ids_in(selector: str) -> tuple[str, ...]:
    """The ids a selector names."""
    return tuple(name for sign, name in _words(selector) if sign == "#")


def names_in(selector: str) -> tuple[str, ...]:
    """The elements a selector names."""
    return tuple(name for sign, name in _words(selector) if not sign)


def _words(selector: str) -> Iterator[tuple[str, str]]:
    before = ""
    for token in tinycss2.parse_component_value_list(selector):
        if token.type == "hash":
            yield "#", str(token.value)
        elif token.type == "ident" and before in {"", ".", " ", ">", "+", "~", ","}:
            yield ("." if before == "." else ""), str(token.value)
        before = " " if token.type == "whitespace" else str(getattr(token, "value", "?"))
