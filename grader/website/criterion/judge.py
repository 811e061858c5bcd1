"""Does an element hold: every test of a question, and what is missing where it does not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from grader.website import words
from grader.website.colour import Colour
from grader.website.contrast import Reading
from grader.website.criterion.families import families
from grader.website.criterion.look import Look
from grader.website.criterion.meaning import Number, fits, key, meaning, same
from grader.website.criterion.model import AttributeTest, Question, StyleTest, TextTest
from grader.website.criterion.units import units
from grader.website.css import Declaration
from grader.website.model import Element
from grader.website.properties import INITIAL
from grader.website.values import WIDE

Values = Mapping[str, str | int | float]
AA = 4.5
_NOTHING = 1.5  # of `Miss.short`: nothing is there yet
_FONTS = (("serif",), ("times new roman",), ("times",))  # what browsers take by themselves
_LISTS = frozenset({"class", "rel", "headers", "sandbox"})  # of words with space between
_EXACT = frozenset({"id", "class", "for", "name", "href", "src", "srcset", "action", "value", "headers", "pattern"})


@dataclass(frozen=True, slots=True)
class Miss:
    """What is not true of an element yet: a key of `grader.words.nearly`, and what fills its sentence."""

    kind: str
    values: Values = field(default_factory=dict)
    test: StyleTest | None = None
    longhand: str | None = None
    short: float = 1.0  # how far it is from holding: near 0 almost, 1 something else, more when nothing is there


@dataclass(frozen=True, slots=True)
class Verdict:
    """An element, the declarations that make it so, and what is missing; `judged` is False where nobody can tell."""

    element: Element
    by: tuple[Declaration, ...]
    misses: tuple[Miss, ...]
    judged: bool = True

    @property
    def holds(self) -> bool:
        """Whether everything is true of it."""
        return self.judged and not self.misses


def judge(look: Look, question: Question, element: Element) -> Verdict:
    """Hold a question against one element."""
    by: list[Declaration] = []
    misses: list[Miss] = []
    for test in question.style:
        if test.operator == "contrast" and look.reading(element) is None:
            return Verdict(element, (), (Miss("unplain", {}, test),), judged=False)
        found, missed = _style(look, question, test, element)
        by += found
        misses += missed
    if question.text is not None:
        misses += _text(question.text, look.text(element))
    for attribute in question.attributes:
        misses += _attribute(attribute, element)
    return Verdict(element, tuple({id(one): one for one in by}.values()), tuple(misses))


# --- style


def _style(look: Look, question: Question, test: StyleTest, element: Element) -> tuple[list[Declaration], list[Miss]]:
    if test.operator == "equals" and len(test.values) > 1:
        # Of several values one must fit as a whole: not the width of this border and the colour of that.
        tried = [_style(look, question, single, element) for single in test.singles]
        return next((one for one in tried if not one[1]), tried[0])
    by: list[Declaration] = []
    misses: list[Miss] = []
    for name in test.longhands:
        miss = one(look, test, element, name)
        if miss is None:
            winners = [declared for declared in winners_of(look, test, element, name) if declared is not None]
            miss = _form(look, question, test, element, name, winners)
            by += winners if miss is None else []
        if miss is not None:
            misses.append(miss)
        elif test.any_side:
            return by, []
    return by, misses[:1]


def winners_of(look: Look, test: StyleTest, element: Element, name: str) -> tuple[Declaration | None, ...]:
    """The declarations that make a property what it is; of a contrast those of both colours."""
    if test.operator == "contrast":
        reading = look.reading(element)
        return () if reading is None else (reading.ink_by, reading.paper_by)
    return (look.style(element, name).winner,)


def one(look: Look, test: StyleTest, element: Element, name: str) -> Miss | None:
    """What a longhand lacks on an element; None when the test holds there."""
    match test.operator:
        case "set" | "own":
            return _set(look, test, element, name)
        case "contrast":
            return _contrast(test, look.reading(element), name)
        case "differs_from":
            return _differs(look, test, element, name)
        case "unit_in":
            return _unit(look, test, element, name)
        case _:
            return _value(look, test, element, name)


def _unit(look: Look, test: StyleTest, element: Element, name: str) -> Miss | None:
    computed = look.style(element, name)
    if computed.winner is None:
        return Miss("no-style", _named(test), test, name, _NOTHING)
    if units(look, name, computed) <= set(test.words):
        return None
    return Miss("unit", _named(test), test, name)


def _value(look: Look, test: StyleTest, element: Element, name: str) -> Miss | None:
    computed = look.style(element, name)
    found = look.meaning(element, name)
    if value_fits(look, test, element, name, found):
        return None
    values: dict[str, str | int | float] = dict(_named(test))
    if computed.winner is None:
        return Miss("no-style", values, test, name, _NOTHING)
    kind, short = "other-value", 1.0
    if test.operator in {"min", "max"} and isinstance(found, Number):
        kind = "too-small" if test.operator == "min" else "too-big"
        values |= {"found": shown(found), "need": test.values[0][name]}
        short = _apart(found, meaning(look, element, name, test.values[0][name]))
    return Miss(kind, values, test, name, short)


def _apart(found: Number, bound: object) -> float:
    """How far two amounts lie from each other, as a share of the larger one."""
    if not isinstance(bound, Number) or bound.unit != found.unit:
        return 1.0
    return min(1.0, abs(found.amount - bound.amount) / max(abs(found.amount), abs(bound.amount), 1e-9))


def value_fits(look: Look, test: StyleTest, element: Element, name: str, found: object) -> bool:
    """Whether a value, as it is compared, is what a test with values asks of a longhand."""
    if test.operator == "family":
        return isinstance(found, Colour) and not families(found).isdisjoint(test.words)
    wanted = [meaning(look, element, name, given[name]) for given in test.values if name in given]
    if test.operator == "equals":
        return any(fits(name, found, value) for value in wanted)  # type: ignore[arg-type]
    if test.operator == "not":
        return not any(fits(name, found, value) for value in wanted)  # type: ignore[arg-type]
    bound = wanted[0]
    if not isinstance(found, Number) or not isinstance(bound, Number) or found.unit != bound.unit:
        return False
    if test.operator == "min":
        return found.amount > bound.amount or found.near(bound)
    return found.amount < bound.amount or found.near(bound)


def _set(look: Look, test: StyleTest, element: Element, name: str) -> Miss | None:
    computed = look.style(element, name)
    if computed.winner is None or computed.value.strip().lower() in WIDE:
        return Miss("no-style", _named(test), test, name, _NOTHING)
    # Her own may be what the property is anyway, where browsers do otherwise: `margin: 0` on a body.
    anyway = look.browsers(element, name) if test.operator == "own" else INITIAL.get(name)
    given = look.meaning(element, name)
    as_ever = same(given, meaning(look, element, name, anyway)) if anyway else False
    if as_ever or (name == "font-family" and isinstance(given, tuple) and given[:1] in _FONTS):
        return Miss("as-ever", _named(test), test, name)
    if test.operator == "set":
        return None
    return None if look.index.declaration_hers(computed.winner) else Miss("starter-style", _named(test), test, name)


def _contrast(test: StyleTest, reading: Reading | None, name: str) -> Miss | None:
    if reading is None:
        return Miss("unplain", {}, test, name)
    need = test.ratio or reading.needed
    if reading.ratio >= need - 1e-9:
        return None
    # Cut, not rounded: 4.49 must not be shown as the 4.5 it does not reach.
    found = int(reading.ratio * 10) / 10
    values: Values = {"found": found, "need": need, "ink": reading.ink.hex, "paper": reading.paper.hex}
    return Miss("pale", values, test, name, (need - reading.ratio) / need)


def _differs(look: Look, test: StyleTest, element: Element, name: str) -> Miss | None:
    selector = test.words[0]
    others = look.others(selector, name, look.page(element))
    itself = any(one.test(element) for one in look.compiled(selector))
    if others.total() == itself:
        return Miss("no-element", {"other": selector}, test, name)
    if others[key(look.meaning(element, name))] > itself:
        return Miss("same", {**_named(test), "other": selector}, test, name)
    return None


def _form(
    look: Look, question: Question, test: StyleTest, element: Element, name: str, winners: list[Declaration]
) -> Miss | None:
    """What is not as the lesson asks in how it is written: where, and by what the rule finds the element."""
    if question.origin is not None and not any(look.origin(one) == question.origin for one in winners):
        return Miss(f"from-{question.origin}" if winners else "no-style", _named(test), test, name)
    if question.via is not None:
        source = look.style(element, name).source
        if not any(question.via in look.via(one, source) for one in winners if one.sheet is not None):
            return Miss(f"via-{question.via}" if winners else "no-style", _named(test), test, name)
    return None


def _named(test: StyleTest) -> Values:
    return {"property": test.name}


def shown(number: Number) -> str:
    """A number as CSS writes it."""
    return f"{number.amount:.2f}".rstrip("0").rstrip(".") + number.unit


# --- text and attributes


def _text(test: TextTest, text: str, attribute: str | None = None) -> Iterator[Miss]:
    number = words.count(text)
    of: Values = {} if attribute is None else {"attribute": attribute}
    kind = "words" if attribute is None else "attribute-words"
    if test.min_words is not None and number < test.min_words:
        short = (test.min_words - number) / test.min_words
        yield Miss(f"{kind}-few", {**of, "found": number, "need": test.min_words}, short=short)
    if test.max_words is not None and number > test.max_words:
        short = (number - test.max_words) / number
        yield Miss(f"{kind}-many", {**of, "found": number, "need": test.max_words}, short=short)
    folded = words.plain(text)
    for wanted in test.contains:
        if words.plain(wanted) not in folded:
            yield Miss(f"{kind}-missing", {**of, "other": wanted})


def _attribute(test: AttributeTest, element: Element) -> Iterator[Miss]:
    value = element.attributes.get(test.name)
    named: Values = {"attribute": test.name}
    if value is None:
        if test.there:
            yield Miss("no-attribute", named, short=_NOTHING)
        return
    if not test.there:
        yield Miss("attribute-there", named)
        return
    if test.filled and not value.strip():
        yield Miss("attribute-empty", named)
    elif (test.one_of and not _is(test.name, value, test.one_of)) or _is(test.name, value, test.none_of):
        yield Miss("attribute-other", {**named, "found": value})
    yield from _text(test.text, value, test.name)


def _is(name: str, value: str, wanted: tuple[str, ...]) -> bool:
    """Whether an attribute is one of the values; a list of words is, when one of them stands in it."""
    found = value.split() if name in _LISTS else [" ".join(value.split())]
    if name not in _EXACT and not name.startswith("data-"):
        return not {word.casefold() for word in found}.isdisjoint(word.casefold() for word in wanted)
    return not set(found).isdisjoint(wanted)
