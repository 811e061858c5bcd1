"""Rules about the values of attributes: a number where a number belongs, a word of the list, an address that works."""

from __future__ import annotations

from collections.abc import Iterable

from grader.website.conformance import urls
from grader.website.conformance.problem import Found
from grader.website.conformance.tables import Tables, Values
from grader.website.model import HTML, Element

CHECK = "attribute-values"
_NUMBERS = frozenset({"whole", "positive", "integer", "number", "number-from-0", "number-above-0", "span"})
_DAYS = frozenset({"day", "month", "week", "time", "moment", "day-or-point", "time-of-any-kind"})
_ADDRESSES = frozenset({"address", "filled-address", "absolute-address"})
_FEW = 6  # words that fit a sentence


def look(found: Found, elements: Iterable[Element], tables: Tables) -> None:
    """Ask every attribute whose values are known."""
    rules: dict[tuple[str, str, str], Values | None] = {}
    for element in elements:
        if (
            not element.attributes
            or element.namespace != HTML
            or element.start is None
            or element.name not in tables.known
        ):
            continue
        for attribute, value in element.attributes.items():
            if isinstance(attribute, str):
                kind = element.attributes.get("type", "text") if element.name == "input" else ""
                asked = (element.name, kind, attribute)
                if asked not in rules:
                    rules[asked] = _rule(element, attribute, tables)
                rule = rules[asked]
                if rule is not None and not rule.right(value):
                    _tell(found, element, attribute, value, rule)


def _rule(element: Element, attribute: str, tables: Tables) -> Values | None:
    if element.name == "input":
        kind = element.attributes.get("type", "text").strip().lower()
        rule = tables.values.get(f"input[{kind}].{attribute}")
        if rule is not None:
            return rule
    return tables.values.get(f"{element.name}.{attribute}") or tables.values.get(f"*.{attribute}")


def _tell(found: Found, element: Element, attribute: str, value: str, rule: Values) -> None:
    values: dict[str, str | int] = {"attribute": attribute, "value": value or '""', "name": f"<{element.name}>"}
    key = _key(value, rule)
    if key == "value-words":
        guess = found.guess(value.lower(), rule.words)
        shown = [guess] if guess else [word for word in rule.words if word]
        key = "value-guess" if guess else "value-words" if len(shown) <= _FEW else "value-odd"
        values["guess"] = guess
        values["words"] = ", ".join(shown[:_FEW])
    found.tag(CHECK, key, element, **values)


def _key(value: str, rule: Values) -> str:
    kind = rule.kind
    if kind is None:
        return "value-words"
    if not value.strip():
        return "value-empty"
    if kind in _ADDRESSES:
        return urls.slip(value) or "value-odd"
    if kind in _NUMBERS:
        return "value-unit" if value.strip().rstrip("%pxemt ").isdecimal() else "value-number"
    if kind in _DAYS:
        return "value-time"
    named = {
        "colour": "value-colour",
        "language": "value-language",
        "language-or-empty": "value-language",
        "id": "value-id",
    }
    named |= {"hash-name": "value-hash", "media-type": "value-type", "utf-8": "value-utf-8"}
    return named.get(kind, "value-odd")
