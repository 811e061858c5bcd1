"""The page changes with the screen.

## What it looks for

Conditions (`@media`, or `media` of a link) under which rules change something: the value of a property on an element is
another on a phone (360 pixels), a tablet (768) or a laptop (1280) than on one of the others, and it is such a rule that
sets it. The same condition counts one time. `selector` asks for a change of certain elements.

## Why it matters

What stands side by side on a laptop has no room on a phone.

## Limits

Conditions about print, dark mode or other widths are not looked at. Pages that fit every screen without any condition
are good too.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import Selectors
from grader.website.css import Declaration, Rule
from grader.website.index import PHONE, WIDTH, SiteIndex
from grader.website.meant import Meant
from grader.website.media import holds
from grader.website.model import Element
from grader.website.values import text_of, trimmed

_WIDTHS = (PHONE, 768, WIDTH)


class MediaQueriesParams(Params):
    """Which elements must change; none named: any."""

    selector: Selectors = ()


def observe(index: SiteIndex, params: MediaQueriesParams) -> Observation:
    """The declarations that make the change; near are those of rules that change nothing."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    for page in index.pages:
        wanted: set[Element] | None = None
        if params.selector:
            wanted = {element for selector in params.selector for element in index.select(selector, page)}
        conditional = [rule for rule in index.rules(page) if rule.media]
        meant = Meant(index, page, _WIDTHS, wanted) if conditional else None
        for rule in conditional:
            if meant is None or not rule.declarations:
                continue
            condition = " and ".join(" ".join(text_of(trimmed(query)).lower().split()) for query in rule.media)
            changing = list(_changing(index, rule, meant))
            places += [index.declaration_place(one, counts_as=condition) for one in changing]
            if not changing:
                near.append(index.declaration_place(rule.declarations[0], counts_as=condition))
    return Observation(tuple(places), len(places) + len(near), tuple(near))


def _changing(index: SiteIndex, rule: Rule, meant: Meant) -> Iterator[Declaration]:
    """The declarations of a rule that set something at one width that is otherwise at another."""
    holding = [width for width in _WIDTHS if all(holds(query, width) for query in rule.media)]
    others = [width for width in _WIDTHS if width not in holding]
    if not holding or not others:
        return
    elements = meant.by(rule)
    for declared in rule.declarations:
        if any(_changes(index, element, declared, holding, others) for element in elements):
            yield declared


def _changes(index: SiteIndex, element: Element, declared: Declaration, holding: list[int], others: list[int]) -> bool:
    for name, _ in declared.longhands or ():
        for width in holding:
            here = index.style(element, name, width)
            if here.winner is declared and any(index.style(element, name, one).value != here.value for one in others):
                return True
    return False


CHECK = Check(
    title=N_("The page changes with the screen"),
    kind="count",
    source=True,
    params=MediaQueriesParams,
    observe=observe,
    words=Words(
        praise=N_("Your page changes with the screen. Conditions: {count}."),
        next=N_("Change something for small screens with @media."),
        hints=(
            N_("What has no room on a phone?"),
            N_("Look at your page in a narrow window."),
            N_("Write @media (max-width: 600px) around the rules for phones."),
        ),
        measured=N_("Conditions that change something: {count}."),
    ),
    examples=(
        Example(
            shows="On a phone the menu is a column",
            project={
                "index.html": "<style>nav { display: flex } @media (max-width: 600px) { nav { display: block } }"
                "</style>"
                "<nav>Home</nav>"
            },
            amount=1,
            places=("nav { display: block }",),
        ),
        Example(
            shows="From small to large is the same",
            project={"index.html": "<style>@media (min-width: 700px) { nav { display: flex } }</style><nav>Home</nav>"},
            amount=1,
        ),
        Example(
            shows="It matches nothing, or sets what is there anyway",
            project={
                "index.html": "<style>p { color: red } @media (max-width: 600px) { .x { color: blue } p { color: red }"
                " }</style><p>Hi</p>"
            },
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Always true, or never on these screens",
            project={
                "index.html": "<style>@media screen { p { color: red } } @media print { p { margin: 0 } }"
                "</style><p>Hi</p>"
            },
            amount=0,
        ),
        Example(
            shows="Certain elements must change",
            project={
                "index.html": "<style>@media (max-width: 600px) { p { color: red } }</style><p>Hi</p><nav>A</nav>"
            },
            params={"selector": "nav"},
            amount=0,
        ),
        Example(
            shows="Two rules under one condition, and another condition",
            project={
                "index.html": "<style>@media (max-width: 600px) { p { color: red } nav { margin: 0 1em } }"
                "@media (min-width: 1000px) { p { padding: 1em } }</style><p>Hi</p><nav>A</nav>"
            },
            amount=2,
        ),
    ),
)
