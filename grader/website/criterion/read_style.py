"""The `style:` of a criterion -> tests; every property, value and unit is looked at."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from typing import Any

from grader.website.criterion import selector
from grader.website.criterion.model import StyleTest
from grader.website.criterion.names import (
    FAMILIES,
    OPERATORS,
    SPELT,
    UNITLESS,
    UNITS,
    asked_of,
    is_colour,
    longhands,
)
from grader.website.criterion.near_words import closest
from grader.website.criterion.words import Mistake
from grader.website.properties import INITIAL, KNOWN
from grader.website.shorthands import expand
from grader.website.values import WIDE, has_var, parsed, text_of, words

Path = tuple[str | int, ...]
_MEANT = {  # what beginners call a property
    "colour": "color", "background-colour": "background-color", "font-color": "color", "text-color": "color",
    "font-colour": "color", "text-colour": "color", "bold": "font-weight", "font": "font", "size": "font-size",
    "centre": "text-align", "center": "text-align", "align": "text-align",
}  # fmt: skip


class StyleReader:
    """Reads `style:`; what is amiss goes to the list it is given."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        self._mistakes = mistakes

    def _note(self, path: Path, key: str, **more: Any) -> None:
        self._mistakes.append(Mistake(path, key, **more))

    def tests(self, value: Any) -> tuple[StyleTest, ...]:
        """The tests of all properties."""
        if not isinstance(value, Mapping):
            self._note(("style",), "needs-keys")
            return ()
        if not value:
            self._note(("style",), "nothing-asked")
        return tuple(test for name, wanted in value.items() for test in self._property(str(name), wanted))

    def _property(self, written: str, wanted: Any) -> Iterator[StyleTest]:
        path = ("style", written)
        name = written.lower()
        if name not in KNOWN and not name.startswith("--"):
            guess = _MEANT.get(name) or closest(name, KNOWN)
            self._note(path, "property-unknown", values={"name": written}, guess=guess, on_key=True)
            return
        if wanted is None:
            return  # an empty value has been named
        if wanted in ("set", "own"):
            yield StyleTest(name, longhands(name), wanted)
            return
        if not isinstance(wanted, Mapping):
            yield from self._values(name, "equals", wanted, path)
            return
        if not wanted:
            self._note(path, "nothing-asked")
        for operator, value in wanted.items():
            if operator not in OPERATORS:
                near = closest(str(operator), OPERATORS)
                self._note(
                    (*path, operator),
                    "test-unknown",
                    values={"name": str(operator)},
                    guess=near,
                    allowed=() if near else OPERATORS,
                    on_key=True,
                )
            elif value is not None:
                yield from self._test(name, str(operator), value, (*path, operator))

    def _test(self, name: str, operator: str, value: Any, path: Path) -> Iterator[StyleTest]:
        parts = asked_of(name, operator)
        if not parts:
            self._note(path, "test-elsewhere", values={"test": operator, "property": name}, on_key=True)
            return
        match operator:
            case "set" | "own":
                if value is not True:
                    self._note(path, "needs-true")
                yield StyleTest(name, parts, operator)
            case "contrast":
                yield from self._contrast(name, parts, value, path)
            case "family":
                yield from self._words(name, parts, operator, value, path)
            case "unit_in":
                yield from self._words(name, parts, operator, value, path)
            case "differs_from":
                if not isinstance(value, str):
                    self._note(path, "selector-empty")
                    return
                self._mistakes += selector.mistakes(value, path)
                yield StyleTest(name, parts, "differs_from", words=(value,))
            case "min" | "max":
                yield from self._bound(name, parts, operator, value, path)
            case _:
                yield from self._values(name, "not" if operator == "not" else "equals", value, path)

    def _contrast(self, name: str, parts: tuple[str, ...], value: Any, path: Path) -> Iterator[StyleTest]:
        if value == "aa":
            yield StyleTest(name, parts[:1], "contrast")
        elif isinstance(value, (int, float)) and not isinstance(value, bool) and 1 <= value <= 21:
            yield StyleTest(name, parts[:1], "contrast", ratio=float(value))
        else:
            self._note(path, "needs-ratio")

    def _words(self, name: str, parts: tuple[str, ...], operator: Any, value: Any, path: Path) -> Iterator[StyleTest]:
        known, sentence = (FAMILIES, "family-unknown") if operator == "family" else (UNITS, "unit-unknown")
        listed = value if isinstance(value, (list, tuple)) else (value,)
        found = tuple(SPELT.get(str(one).lower(), str(one).lower()) for one in listed)
        if not found:
            self._note(path, "needs-value")
        for at, one in enumerate(found):
            if one not in known:
                near = closest(one, known) if operator == "family" else _unit(one)
                where = (*path, at) if isinstance(value, (list, tuple)) else path
                text = str(listed[at])
                self._note(where, sentence, values={"name": text}, guess=near, allowed=() if near else known)
        yield StyleTest(name, parts, operator, words=found)

    def _bound(self, name: str, parts: tuple[str, ...], operator: Any, value: Any, path: Path) -> Iterator[StyleTest]:
        text = _written(name, value)
        tokens = words(parsed(text)) if text is not None else []
        if len(tokens) != 1 or tokens[0].type not in {"number", "dimension", "percentage"}:
            self._note(path, "needs-size")
            return
        if tokens[0].type == "dimension" and tokens[0].lower_unit not in UNITS:
            unit = str(tokens[0].unit)
            at = len(str(value).rstrip()) - len(unit)
            self._note(path, "unit-unknown", values={"name": unit}, guess=_unit(unit), at=max(0, at))
            return
        yield StyleTest(name, parts, operator, (dict.fromkeys(parts, str(text)),))

    def _values(self, name: str, operator: Any, value: Any, path: Path) -> Iterator[StyleTest]:
        listed = value if isinstance(value, (list, tuple)) else (value,)
        found = []
        for at, one in enumerate(listed):
            where = (*path, at) if isinstance(value, (list, tuple)) else path
            if (given := self._value(name, one, where)) is not None:
                found.append(given)
        if not listed:
            self._note(path, "needs-value")
        if found:
            yield StyleTest(name, tuple(dict.fromkeys(part for one in found for part in one)), operator, tuple(found))

    def _value(self, name: str, value: Any, path: Path) -> Mapping[str, str] | None:
        """The longhands a value speaks about; None when browsers would not take it."""
        text = _written(name, value)
        if text is None or not text.strip():
            self._note(path, "needs-value")
            return None
        tokens = parsed(text)
        inner = words(tokens)
        if has_var(tokens) or (len(inner) == 1 and str(getattr(inner[0], "lower_value", "")) in WIDE):
            self._note(path, "value-inside", values={"text": text})
            return None
        for token in inner:
            if token.type == "dimension" and token.lower_unit not in UNITS:
                at = text.find(str(token.unit))
                unit = str(token.unit)
                self._note(path, "unit-unknown", values={"name": unit}, guess=_unit(unit), at=max(0, at))
                return None
        given = ((name, text),) if name.startswith("--") else expand(name, tokens)
        if given is None:
            guess = closest(text, FAMILIES) if any(map(is_colour, longhands(name))) else None
            self._note(path, "value-not-taken", values={"text": text, "property": name}, guess=guess)
            return None
        # Of `background: yellow` the colour is meant; that no picture is there too is not.
        spoken = {part: one for part, one in given if len(given) == 1 or one != INITIAL.get(part)}
        said = {text_of([token]).lower() for token in inner}
        return spoken or {part: one for part, one in given if one.lower() in said} or dict(given)


def _written(name: str, value: Any) -> str | None:
    """A value as CSS writes it: a plain number is so many pixels, unless the property counts without a unit."""
    if isinstance(value, (bool, Mapping, list, tuple)):
        return None
    if isinstance(value, (int, float)):
        unitless = value == 0 or any(part in UNITLESS for part in longhands(name)[:1])
        return f"{value:g}" if unitless else f"{value:g}px"
    return str(value)


def _unit(written: str) -> str | None:
    """The unit that was meant; among equally like ones the more usual."""
    likeness = {unit: difflib.SequenceMatcher(None, written.lower(), unit).ratio() for unit in UNITS}
    best = max(UNITS, key=lambda unit: likeness[unit])
    return best if likeness[best] >= 0.5 else None
