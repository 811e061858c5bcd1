"""Sizes that fit.

## What it looks for

Declarations that take effect and whose size follows the text or the screen: `em`, `rem`, `%`, `vw`, `ch`, `fr` and
their like, in width and height, margin, padding, gap, font size and columns. Each property of a selector counts one
time. `units` and `properties` ask for certain ones.

## Why it matters

`1.5em` grows when a visitor makes the text larger. `50%` fits a phone and a laptop.

## Limits

Pixels are fine for borders and shadows. The check does not say that everything should be relative.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import Texts
from grader.website.css import Declaration
from grader.website.index import PHONE, WIDTH, SiteIndex
from grader.website.values import parsed

_RELATIVE = frozenset(
    {"em", "rem", "ex", "ch", "lh", "rlh", "cap", "ic", "%", "fr"}
    | {f"{kind}{way}" for kind in ("", "s", "l", "d") for way in ("vw", "vh", "vmin", "vmax", "vi", "vb")}
    | {"cqw", "cqh", "cqi", "cqb", "cqmin", "cqmax"}
)
_SIZES = ("margin", "padding", "gap", "row-gap", "column-gap", "inset", "grid-template", "grid-auto", "flex", "columns")
_SIZED = frozenset(
    {"font-size", "font", "width", "height", "min-width", "max-width", "min-height", "max-height", "top", "left"}
    | {"right", "bottom", "inline-size", "block-size", "max-inline-size", "min-inline-size", "letter-spacing"}
    | {"text-indent", "border-radius", "column-width"}
)


class UnitsParams(Params):
    """Which units and properties count; none named: every one."""

    units: Texts = ()
    properties: Texts = ()


def observe(index: SiteIndex, params: UnitsParams) -> Observation:
    """Every size that follows the text or the screen; near are fixed ones."""
    wanted = {unit.lower() for unit in params.units} or _RELATIVE
    properties = {name.lower() for name in params.properties}
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    for declared in _effective(index):
        if not _is_size(declared.name) or (properties and declared.name not in properties):
            continue
        found = set(_units(parsed(declared.value)))
        if not found:
            continue
        place = index.declaration_place(declared, counts_as=(declared.selector, declared.name))
        (places if found & wanted else near).append(place)
    return Observation(tuple(places), len(places) + len(near), tuple(near))


def _is_size(name: str) -> bool:
    return name in _SIZED or name.startswith(_SIZES)


def _effective(index: SiteIndex) -> Iterator[Declaration]:
    """The declarations that win somewhere, each one time."""
    seen: set[int] = set()
    for page in index.pages:
        for width in (WIDTH, PHONE):
            for winner in index.cascade(page, width).winners:
                if id(winner) not in seen:
                    seen.add(id(winner))
                    yield winner


def _units(tokens: Any) -> Iterator[str]:
    stack = [iter(tokens)]
    while stack:
        token = next(stack[-1], None)
        if token is None:
            stack.pop()
        elif token.type == "dimension":
            yield str(token.lower_unit)
        elif token.type == "percentage":
            yield "%"
        elif token.type == "function":
            stack.append(iter(token.arguments))
        elif token.type == "() block":
            stack.append(iter(token.content))


CHECK = Check(
    title=N_("Sizes that fit"),
    kind="count",
    source=True,
    params=UnitsParams,
    observe=observe,
    words=Words(
        praise=N_("Sizes that follow the text or the screen: {count}."),
        next=N_("Write a size in em, rem or % instead of px."),
        hints=(
            N_("What if a visitor makes the letters larger?"),
            N_("Look at the sizes in your style sheet."),
            N_("Write max-width: 40em; or padding: 1rem; in your CSS."),
        ),
        measured=N_("Sizes that follow the text or the screen: {count}."),
    ),
    examples=(
        Example(
            shows="Following the text, and following the screen",
            project={
                "index.html": "<style>main { max-width: 40em; width: 90%; border: 1px solid }"
                " h1 { font-size: 32px }</style>"
                "<main><h1>Hi</h1></main>"
            },
            amount=2,
            looked_at=3,
        ),
        Example(
            shows="Pixels are fixed",
            project={"index.html": "<style>p { margin: 10px; width: 300px }</style><p>Hi</p>"},
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Inside a function; a colour has no size",
            project={
                "index.html": "<style>p { width: min(100%, 40rem); color: hsl(20 50% 50%); margin: 0 }</style><p>Hi</p>"
            },
            amount=1,
        ),
        Example(
            shows="Certain units",
            project={"index.html": "<style>p { width: 50%; margin: 1em }</style><p>Hi</p>"},
            params={"units": ["em", "rem"]},
            amount=1,
        ),
    ),
)
