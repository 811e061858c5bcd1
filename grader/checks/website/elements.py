"""Uses parts of HTML.

## What it looks for

Elements of the page that match one of the CSS selectors in `any_of`. With `each_once` every selector counts one time,
however often it matches: then the number says how many *different* parts there are. A selector counts when at least
`min` elements match it. An empty element, such as a heading without words, counts only with `not_empty: false`.

## Why it matters

The parts tell the browser, a search engine and a screen reader what is a title, what is a menu and what is the story.

## Limits

Tags that the browser adds itself (`html`, `head`, `body`, `tbody`) count only where she wrote them. The check does
not see whether a part was chosen well: a whole page in one `<h1>` is one heading.
"""

from __future__ import annotations

from pydantic import Field

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import Selectors
from grader.website.index import SiteIndex
from grader.website.model import Element
from grader.website.words import says_something


class ElementsParams(Params):
    """Which elements count."""

    any_of: Selectors = ("h1", "h2", "p", "ul", "ol", "img", "a")
    each_once: bool = False
    min: int = Field(default=1, ge=1)
    not_empty: bool = True


def observe(index: SiteIndex, params: ElementsParams) -> Observation:
    """Every element that matches; near are empty ones, and those of selectors that match too few."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    counted: set[Element] = set()
    for selector in params.any_of:
        found = [element for element in index.select(selector) if element.written]
        full = {element for element in found if not params.not_empty or says_something(element)}
        enough = sum(index.hers(element) for element in full) >= params.min
        key = selector if params.each_once else None
        for element in found:
            if not enough or element not in full:
                near.append(index.place(element))
            elif params.each_once or element not in counted:
                counted.add(element)
                places.append(index.place(element, counts_as=key))
    looked_at = sum(element.written for page in index.pages for element in page.elements)
    return Observation(tuple(places), looked_at, tuple(near))


CHECK = Check(
    title=N_("Uses parts of HTML"),
    kind="count",
    source=True,
    params=ElementsParams,
    observe=observe,
    words=Words(
        praise=N_("Parts with a clear place on your page: {count}."),
        next=N_("Add one more part to your page."),
        hints=(
            N_("Which parts does a visitor need?"),
            N_("Look between <body> and </body>."),
            N_("Add <h2> for a part, <p> for a text."),
        ),
        measured=N_("Parts found: {count}."),
    ),
    examples=(
        Example(
            shows="Different parts, each counted one time",
            project={"index.html": "<h1>My cat</h1>\n<p>She is soft.</p>\n<p>She is fast.</p>"},
            params={"any_of": ["h1", "p", "ul"], "each_once": True},
            amount=2,
        ),
        Example(
            shows="Every paragraph counts",
            project={"index.html": "<h1>My cat</h1>\n<p>She is soft.</p>\n<p>She is fast.</p>"},
            params={"any_of": ["p"]},
            amount=2,
            places=("<p>She is soft.</p>", "<p>She is fast.</p>"),
        ),
        Example(
            shows="An empty part is not there yet",
            project={"index.html": "<h1></h1>\n<p> </p>\n<ul><li></li></ul>"},
            params={"any_of": ["h1", "p", "ul"]},
            amount=0,
        ),
        Example(
            shows="A list counts with three items",
            project={"index.html": "<ul><li>rice</li><li>fish</li></ul>"},
            params={"any_of": ["li"], "min": 3, "each_once": True},
            amount=0,
        ),
        Example(
            shows="What the browser adds is not hers",
            project={"index.html": "<p>Hello</p>"},
            params={"any_of": ["head", "body", "p"]},
            amount=1,
        ),
        Example(
            shows="A selector may say where",
            project={"index.html": "<main><p>In</p></main><p>Out</p>"},
            params={"any_of": ["main > p"]},
            amount=1,
            places=("<p>In</p>",),
        ),
    ),
)
