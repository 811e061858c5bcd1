"""The big parts of a page have names.

## What it looks for

Which of `<header>`, `<nav>`, `<main>`, `<footer>` a site uses with something in them; `parts` asks for others, such as
`aside`. An element with the role that says the same (`role="navigation"`) is the same. With `every_page` a part counts
when all pages have it.

## Why it matters

"Go to the menu", "go to the main part": a screen reader jumps along these parts. A `<div>` says nothing.

## Limits

A `<header>` or `<footer>` of an article belongs to the article. Near are boxes (`<div>`) whose id or class has such a
name.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import listed
from grader.website.index import SiteIndex
from grader.website.model import Element
from grader.website.words import says_something

Part = Literal["header", "nav", "main", "footer", "aside"]
_ROLES = {
    "banner": "header",
    "navigation": "nav",
    "main": "main",
    "contentinfo": "footer",
    "complementary": "aside",
}
_OF_OTHERS = frozenset({"article", "section", "aside", "nav"})  # what a header in these is the header of
_BOX_NAMES = {
    "header": "header",
    "nav": "nav",
    "navbar": "nav",
    "menu": "nav",
    "main": "main",
    "content": "main",
    "footer": "footer",
    "sidebar": "aside",
}


class LandmarksParams(Params):
    """Which parts count."""

    parts: Annotated[tuple[Part, ...], BeforeValidator(listed)] = ("header", "nav", "main", "footer")
    every_page: bool = False


def observe(index: SiteIndex, params: LandmarksParams) -> Observation:
    """Every part with something in it, each kind one time; near are boxes named like one."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    on: dict[str, set[str]] = {}
    for page in index.pages:
        for element in page.elements:
            part = _part(element)
            if part in params.parts and says_something(element):
                on.setdefault(part, set()).add(page.path)
                places.append(index.place(element, counts_as=part))
            elif element.name == "div" and element.start is not None and _named_like(element) in params.parts:
                near.append(index.place(element))
    if params.every_page:
        whole = {part for part, pages in on.items() if len(pages) == len(index.pages)}
        near += [place for place in places if place.counts_as not in whole]
        places = [place for place in places if place.counts_as in whole]
    looked_at = sum(element.written for page in index.pages for element in page.elements)
    return Observation(tuple(places), looked_at, tuple(near))


def _part(element: Element) -> str:
    """The part an element is; empty for the others."""
    if element.start is None:
        return ""
    role = element.attributes.get("role", "").strip().lower()
    if role:
        return _ROLES.get(role, "")
    if element.name in {"header", "footer"}:
        return "" if any(around.name in _OF_OTHERS for around in element.ancestors) else element.name
    return element.name if element.name in {"nav", "main", "aside"} else ""


def _named_like(element: Element) -> str:
    names = (element.attributes.get("id", ""), *element.classes)
    return next((_BOX_NAMES[name.lower()] for name in names if name.lower() in _BOX_NAMES), "")


CHECK = Check(
    title=N_("The big parts of a page have names"),
    kind="count",
    source=True,
    params=LandmarksParams,
    observe=observe,
    words=Words(
        praise=N_("Big parts of your page with a name: {count}."),
        next=N_("Give one more big part of your page its name."),
        hints=(
            N_("Which part is the menu, which part is the story?"),
            N_("Look at your <div> tags. Which is the menu?"),
            N_("Write <nav> around the menu, <main> around the story."),
        ),
        measured=N_("Different parts with a name: {count}."),
    ),
    examples=(
        Example(
            shows="All four",
            project={"index.html": "<header>Cats</header><nav>Home</nav><main>Story</main><footer>2026</footer>"},
            amount=4,
        ),
        Example(
            shows="Boxes that are named like parts",
            project={
                "index.html": '<div id="header">Cats</div><div class="nav">Home</div><div class="main">Story</div>'
            },
            amount=0,
        ),
        Example(
            shows="A role says the same, an empty part says nothing",
            project={"index.html": '<div role="navigation">Home</div><main></main>'},
            amount=1,
            places=('<div role="navigation">Home</div>',),
        ),
        Example(
            shows="The header of an article is the article's",
            project={"index.html": "<article><header>Cats</header><p>Story</p></article>"},
            amount=0,
        ),
        Example(
            shows="On every page",
            project={"index.html": "<nav>Home</nav><main>A</main>", "b.html": "<main>B</main>"},
            params={"every_page": True},
            amount=1,
        ),
    ),
)
