"""The selector of a rubric: is it one, and does it name elements that there are."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tinycss2 import parse_component_value_list

from grader.website.conformance.tables import tables
from grader.website.criterion.near_words import closest
from grader.website.criterion.words import Mistake
from grader.website.selectors import SelectorError, compile_selector

_PSEUDO = (
    "first-child", "last-child", "only-child", "nth-child", "nth-last-child", "first-of-type", "last-of-type",
    "only-of-type", "nth-of-type", "nth-last-of-type", "not", "is", "where", "has", "empty", "root", "checked",
    "disabled", "enabled", "required", "optional", "link", "any-link", "lang", "contains",
)  # fmt: skip
_DRAWING = frozenset(
    {
        "svg",
        "g",
        "path",
        "circle",
        "ellipse",
        "line",
        "polygon",
        "polyline",
        "rect",
        "text",
        "tspan",
        "defs",
        "use",
        "symbol",
        "image",
        "pattern",
        "mask",
        "marker",
        "lineargradient",
        "radialgradient",
        "stop",
        "title",
        "desc",
        "animate",
        "math",
    }
)


def mistakes(text: str, path: tuple[str | int, ...]) -> Iterator[Mistake]:
    """What keeps a text from being a selector, or from ever matching."""
    if not text.strip():
        yield Mistake(path, "selector-empty")
        return
    try:
        compiled = compile_selector(text)
    except SelectorError as error:
        yield _explained(text, path, error)
        return
    if any(one.moment for one in compiled):
        yield Mistake(path, "selector-moment", at=max(0, text.find(":")))
        return
    known = tables().known | _DRAWING
    for name, at in _names(text):
        if name.lower() not in known and "-" not in name:
            yield Mistake(path, "element-unknown", {"name": name}, closest(name, known), at=at)


def _explained(text: str, path: tuple[str | int, ...], error: SelectorError) -> Mistake:
    token = error.args[0] if error.args else None
    if token == "Unknown pseudo-class" or "pseudo" in str(token).lower():  # noqa: S105 - cssselect2's own words
        name = str(error.args[1]) if len(error.args) > 1 else ""
        at = text.find(f":{name}") + 1
        return Mistake(path, "test-unknown", {"name": f":{name}"}, closest(name, _PSEUDO), at=max(0, at - 1))
    column = getattr(token, "source_column", None)
    return Mistake(path, "selector", at=column - 1 if column else len(text.rstrip()))


def _names(text: str) -> Iterator[tuple[str, int]]:
    """The names of elements in a selector, each with its place in the text."""
    waiting: list[tuple[Any, Any, Any]] = _beside(parse_component_value_list(text))
    while waiting:
        before, token, after = waiting.pop()
        if token.type == "function" and token.lower_name in {"not", "is", "where", "has"}:
            waiting += _beside(token.arguments)
        elif token.type == "ident" and before not in (".", ":", "|") and after != "|":
            yield str(token.value), token.source_column - 1


def _beside(tokens: Any) -> list[tuple[Any, Any, Any]]:
    listed = list(tokens)
    return list(reversed(list(zip([None, *listed], listed, [*listed[1:], None], strict=False))))
