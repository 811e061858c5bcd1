"""What almost holds: the first thing to tell her, with the places that show it.

Looked for in this order: is an element there at all; are there too many or too few; of the element that is nearest to
holding, which test does not hold, and is there a declaration of hers that would make it hold, if only it counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from grader.check import FilePlace
from grader.website.criterion import near_style
from grader.website.criterion.finding import Finding
from grader.website.criterion.judge import Values, Verdict
from grader.website.criterion.near_words import closest
from grader.website.model import Element

MOST = 3  # places that are shown
_MOST_COMPARED = 12  # elements that lack the same number of things: each may look through all her rules


@dataclass(frozen=True, slots=True)
class Near:
    """What almost holds: a key of `grader.words.nearly`, what fills its sentence, and places."""

    kind: str
    values: Values = field(default_factory=dict)
    places: tuple[FilePlace, ...] = ()


def near(finding: Finding) -> Near | None:
    """What almost holds; None when nothing can be said."""
    if not finding.verdicts:
        return _nothing(finding)
    if not finding.count_met:
        return _count(finding)
    failing = [verdict for verdict in finding.judged if verdict.misses]
    if failing and not (finding.counted and finding.question.share is not None):
        return _missing(finding, _nearest(finding, failing))
    if finding.counted:
        return _more(finding)
    unplain = [verdict for verdict in finding.verdicts if not verdict.judged]
    return Near("unplain", {}, _places(finding, [verdict.element for verdict in unplain])) if unplain else None


def _nearest(finding: Finding, failing: list[Verdict]) -> Verdict:
    """Hers first, then what lacks least; then where a rule of hers almost counts, then by how much, then the first."""
    lacks = [(not finding.index.hers(one.element), len(one.misses)) for one in failing]
    least = min(lacks)
    alike = [one for one, its in zip(failing, lacks, strict=True) if its == least]
    if len(alike) == 1:
        return alike[0]
    # By how much first, for so many only: of hundreds of paragraphs a few are looked at closely.
    alike.sort(key=_short)
    some = alike[:_MOST_COMPARED]
    return min(some, key=lambda one: near_style.explain(finding, one.element, one.misses[0]) is None)


def _short(verdict: Verdict) -> float:
    return sum(miss.short for miss in verdict.misses)


def _more(finding: Finding) -> Near:
    hers = [
        verdict
        for verdict in finding.counted
        if finding.index.hers(verdict.element) or any(map(finding.index.declaration_hers, verdict.by))
    ]
    if not hers:
        elements = [verdict.element for verdict in finding.counted]
        return Near("starter", {"there": _tag(elements[0])}, _places(finding, elements))
    return Near("more", {"there": _tag(hers[0].element)})


def _places(finding: Finding, elements: list[Element]) -> tuple[FilePlace, ...]:
    written = [element for element in elements if element.written]
    return tuple(finding.index.place(element) for element in written[:MOST])


def _tag(element: Element) -> str:
    return f"<{element.name}>"


# --- no element, or not so many


def _nothing(finding: Finding) -> Near:
    selector = finding.question.selector
    if finding.hidden:
        hidden = list(finding.hidden)
        return Near("hidden", {"there": _tag(hidden[0])}, _places(finding, hidden))
    for wanted, there, element in _alike(finding, selector):
        return Near("class-other", {"there": there, "other": wanted}, _places(finding, [element]))
    return Near("no-element", {"other": selector})


def _alike(finding: Finding, selector: str) -> Iterator[tuple[str, str, Element]]:
    """A class or id of the selector that no page has, and the one of a page that looks like it."""
    classes, ids = near_style.named(finding)
    for sign, names, known in (
        (".", near_style.classes_in(selector), classes),
        ("#", near_style.ids_in(selector), ids),
    ):
        for name in names:
            if name not in known and (guess := closest(name, known)) is not None:
                yield f"{sign}{name}", f"{sign}{guess}", known[guess]


def _count(finding: Finding) -> Near:
    count = finding.question.count
    assert count is not None  # noqa: S101 - without it, it is met
    number, path = len(finding.verdicts), ""
    if count.each_page:
        for page in finding.index.pages:
            on_page = sum(finding.look.page(verdict.element) is page for verdict in finding.verdicts)
            if not count.met(on_page):
                number, path = on_page, page.path
                break
    few = count.least is not None and number < count.least
    need = count.least if few else count.most
    there = _tag(finding.verdicts[0].element)
    values: dict[str, str | int | float] = {"found": number, "need": need or 0, "there": there}
    kind = "too-few" if few else "too-many"
    if path:
        values["file"] = path
        kind += "-on-page"
    elements = [v.element for v in finding.verdicts if not path or finding.look.page(v.element).path == path]
    return Near(kind, values, _places(finding, elements))


# --- a test that does not hold


def _missing(finding: Finding, verdict: Verdict) -> Near:
    miss = verdict.misses[0]
    element = verdict.element
    values: dict[str, str | int | float] = {"there": _tag(element), **miss.values}
    shown = _places(finding, [element])
    if miss.test is None or miss.longhand is None:
        return Near(miss.kind, values, shown)
    found = near_style.explain(finding, element, miss)
    if found is None:
        winner = finding.look.style(element, miss.longhand).winner
        if winner is not None:
            place = finding.index.declaration_place(winner)
            values |= {"file": place.file, "line": place.line or 0}
            if miss.kind == "pale" and element.written:
                # Her words first: they are what the two colours are shown with.
                words = finding.look.text(element).strip()
                return Near(miss.kind, values, (finding.index.place(element, text=words or None), place))
            shown = (place, *(one for one in shown if one != place))
        return Near(miss.kind, values, shown[:MOST])
    return Near(found.kind, {**values, **found.values}, found.places[:MOST] or shown)
