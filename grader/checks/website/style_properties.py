"""Styles that take effect.

## What it looks for

Different CSS properties that change something on the page: the declaration is one that browsers know and take, it
matches an element, and it wins there against all others, on a laptop or on a phone. `:hover` and `::before` count when
their element is there. With `in_stylesheet` only style sheets count, not `style` attributes. With
`ignore_unused: false` declarations that match nothing or are beaten count too. `properties` asks for certain ones.

## Why it matters

A rule that matches nothing, or a word that CSS does not know, changes nothing. What visitors see is what counts.

## Limits

Sides are one property: `margin-top` and `margin-left` are `margin`. Variables (`--main`) are none by themselves. A
declaration that repeats what the browser does anyway counts.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import Texts
from grader.website.css import Declaration
from grader.website.index import PHONE, WIDTH, SiteIndex
from grader.website.properties import SIDES


class StylePropertiesParams(Params):
    """Which declarations count; no properties named: every one."""

    in_stylesheet: bool = False
    ignore_unused: bool = True
    properties: Texts = ()


def observe(index: SiteIndex, params: StylePropertiesParams) -> Observation:
    """A place for every property that takes effect; near are declarations that do not."""
    used = {id(declared) for declared in _effective(index)}
    wanted = {_family(name.lower()) for name in params.properties}
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    looked_at = 0
    for declared in index.declarations():
        family = _family(declared.name)
        if declared.name.startswith("--") or (params.in_stylesheet and declared.sheet is None):
            continue
        if wanted and family not in wanted:
            continue
        looked_at += 1
        if declared.valid and (not params.ignore_unused or id(declared) in used):
            places.append(index.declaration_place(declared, counts_as=family))
        else:
            near.append(index.declaration_place(declared))
    return Observation(tuple(places), looked_at, tuple(near))


def _effective(index: SiteIndex) -> Iterator[Declaration]:
    for page in index.pages:
        for width in (WIDTH, PHONE):
            yield from index.cascade(page, width).winners


def _family(name: str) -> str:
    """The property a side or a part belongs to."""
    parts = name.split("-")
    kept = [part for part in parts if part not in SIDES]
    if len(kept) < len(parts) and kept and kept[0] in {"margin", "padding", "border"}:
        return "-".join(kept)
    return name


CHECK = Check(
    title=N_("Styles that take effect"),
    kind="count",
    source=True,
    params=StylePropertiesParams,
    observe=observe,
    words=Words(
        praise=N_("Properties that change how your page looks: {count}."),
        next=N_("Change one more thing about the look of your page."),
        hints=(
            N_("How should your page feel: calm, bold, happy?"),
            N_("Look at your style sheet. Which rule changes nothing yet?"),
            N_("Add a property to a rule, such as padding or font-family."),
        ),
        measured=N_("Different properties that take effect: {count}."),
    ),
    examples=(
        Example(
            shows="Two properties that change the page",
            project={
                "index.html": '<link rel=stylesheet href="style.css"><h1>Cats</h1>',
                "style.css": "h1 { color: purple; padding: 1em }",
            },
            amount=2,
            places=("h1 { color: purple }", "h1 { padding: 1em }"),
        ),
        Example(
            shows="A rule that matches nothing",
            project={"index.html": "<style>.cat { color: purple }</style><h1>Cats</h1>"},
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A beaten declaration changes nothing",
            project={
                "index.html": "<style>h1 { color: red; margin: 0 } h1.a { color: blue }</style><h1 class=a>Hi</h1>"
            },
            amount=2,
            places=("h1 { margin: 0 }", "h1.a { color: blue }"),
        ),
        Example(
            shows="Words that CSS does not know",
            project={"index.html": "<style>h1 { colour: red; color: ff0000; width: 10 px }</style><h1>Cats</h1>"},
            amount=0,
        ),
        Example(
            shows="Sides are one property",
            project={"index.html": "<style>p { margin-top: 1em; margin-left: 2em }</style><p>Cats</p>"},
            amount=1,
        ),
        Example(
            shows="A style attribute, where only style sheets count",
            project={"index.html": '<p style="color: green">Cats</p>'},
            params={"in_stylesheet": True},
            amount=0,
        ),
        Example(
            shows="At moments, and on a phone",
            project={
                "index.html": "<style>a:hover { color: red } @media (max-width: 600px) { p { width: 90% } }</style>"
                '<p><a href="two.html">Two</a></p>'
            },
            amount=2,
        ),
        Example(
            shows="A file that no page links",
            project={"index.html": "<h1>Cats</h1>", "style.css": "h1 { color: purple }"},
            amount=0,
        ),
    ),
)
