"""Things side by side with flex or grid.

## What it looks for

Elements that CSS makes a flex or a grid container and that have at least `min_children` elements in them. `kind` asks
for one of the two, `selector` for certain containers. The same container on several pages counts one time.

## Why it matters

Flex and grid put things side by side, and let them flow on a small screen.

## Limits

Whether the things really stand side by side is seen when the page is shown.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import Selectors
from grader.website.index import SiteIndex
from grader.website.model import Element
from grader.website.said import begins
from grader.website.seen import alike, hidden

_KINDS = {"flex": "flex", "inline-flex": "flex", "grid": "grid", "inline-grid": "grid"}


class FlexOrGridParams(Params):
    """Which containers count."""

    kind: Literal["any", "flex", "grid"] = "any"
    selector: Selectors = ()
    min_children: int = Field(default=2, ge=1)


def observe(index: SiteIndex, params: FlexOrGridParams) -> Observation:
    """Every container with enough in it; near are those with less."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    wanted: set[Element] | None = None
    if params.selector:
        wanted = {element for selector in params.selector for element in index.select(selector)}
    unseen, styles = index.once(hidden), index.once(alike)
    looked_at = 0
    for page in index.pages:
        for element in page.elements:
            looked_at += element.written
            display = styles[page].style(element, "display")
            kind = _KINDS.get(display.value.lower())
            if kind is None or display.winner is None or params.kind not in {"any", kind} or element in unseen:
                continue
            if wanted is not None and element not in wanted:
                continue
            hers = index.hers(element) or index.declaration_hers(display.winner)
            children = [child for child in element.elements if child not in unseen and child.written]
            key = (display.winner.path, display.winner.start, len(children), begins(element))
            place = index.place(element, counts_as=key, hers=hers)
            (places if len(children) >= params.min_children else near).append(place)
    return Observation(tuple(places), looked_at, tuple(near))


CHECK = Check(
    title=N_("Side by side with flex or grid"),
    kind="count",
    source=True,
    params=FlexOrGridParams,
    observe=observe,
    words=Words(
        praise=N_("Boxes that arrange what is in them: {count}."),
        next=N_("Put some things side by side with display: flex."),
        hints=(
            N_("Which things should stand side by side?"),
            N_("Look for the element around them."),
            N_("Give it display: flex; and gap: 1em; in your CSS."),
        ),
        measured=N_("Flex and grid boxes with enough in them: {count}."),
    ),
    examples=(
        Example(
            shows="A menu and a gallery",
            project={
                "index.html": "<style>ul { display: flex } .g { display: grid }</style>"
                "<ul><li>A<li>B</ul><div class=g><p>1</p><p>2</p><p>3</p></div>"
            },
            amount=2,
        ),
        Example(
            shows="One thing has nothing beside it",
            project={"index.html": "<style>div { display: flex }</style><div><p>1</p></div>"},
            amount=0,
        ),
        Example(
            shows="Grid alone",
            project={"index.html": "<style>div { display: flex }</style><div><p>1</p><p>2</p></div>"},
            params={"kind": "grid"},
            amount=0,
        ),
        Example(
            shows="The same menu on two pages",
            project={
                "index.html": "<link rel=stylesheet href=a.css><ul><li>A<li>B</ul>",
                "b.html": "<link rel=stylesheet href=a.css><ul><li>A<li>B</ul>",
                "a.css": "ul { display: inline-flex }",
            },
            amount=1,
        ),
        Example(
            shows="Another rule beats it",
            project={
                "index.html": "<style>ul.m { display: block } ul { display: flex }</style><ul class=m><li>A<li>B</ul>"
            },
            amount=0,
        ),
    ),
)
