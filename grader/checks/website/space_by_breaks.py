"""Space made with empty lines.

## What it looks for

Two or more `<br>` in a row, and paragraphs with nothing in them, which stand there to push things apart. `breaks` says
how many in a row are too many.

## Why it matters

CSS makes space that fits every screen: one `margin` in the style sheet, and all parts have the same distance.

## Limits

One `<br>` at a time is a new line, as in a poem or an address. A paragraph with an `id` may be filled by a script.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.model import Element, Text
from grader.website.places import stretch
from grader.website.words import says_something


class SpaceByBreaksParams(Params):
    """How many line breaks in a row are space."""

    breaks: int = Field(default=2, ge=2)


def observe(index: SiteIndex, params: SpaceByBreaksParams) -> Observation:
    """Every run of line breaks, and every empty paragraph."""
    places: list[FilePlace] = []
    looked_at = 0
    for page in index.pages:
        for element in page.elements:
            looked_at += element.start is not None and element.name in {"br", "p"} and index.hers(element)
            if _is_empty_paragraph(element):
                places.append(index.place(element))
                continue
            for run in _runs(element):
                if len(run) >= params.breaks:
                    start, end = run[0].start or 0, run[-1].end or 0
                    hers = any(map(index.hers, run))
                    places.append(stretch(page.path, page.source, page.lines, start, end, hers=hers))
    return Observation(tuple(places), looked_at)


def _is_empty_paragraph(element: Element) -> bool:
    if element.name != "p" or element.start is None or element.attributes.get("id"):
        return False
    if all(type(child) is Text or (isinstance(child, Element) and child.name == "br") for child in element.children):
        return not any(type(child) is Text and child.data.strip(" \t\n\f\u00a0\u200b") for child in element.children)
    return not says_something(element)


def _runs(parent: Element) -> Iterator[list[Element]]:
    """The line breaks that stand side by side in an element."""
    run: list[Element] = []
    for child in parent.children:
        if isinstance(child, Element) and child.name == "br" and child.start is not None:
            run.append(child)
        elif isinstance(child, Element) or (type(child) is Text and child.data.strip(" \t\n\f\u00a0\u200b")):
            if run:
                yield run
            run = []
    if run:
        yield run


CHECK = Check(
    title=N_("Space made with empty lines"),
    kind="problem",
    severity="advice",
    source=True,
    params=SpaceByBreaksParams,
    observe=observe,
    words=Words(
        praise=N_("The space on your page is made with CSS."),
        next=N_("Make this space with margin in CSS: {where}."),
        hints=(
            N_("What if every space on the page should grow a little?"),
            N_("Look at {where}. What stands there to push things apart?"),
            N_("Take the extra <br> out. Write margin-top in your CSS."),
        ),
        measured=N_("Places with empty lines for space: {count}."),
    ),
    examples=(
        Example(
            shows="Three line breaks in a row",
            project={"index.html": "<p>Cats</p><br><br>\n<br><p>Dogs</p>"},
            amount=1,
            places=("<br><br> <br>",),
        ),
        Example(
            shows="Paragraphs with nothing in them",
            project={"index.html": "<p>Cats</p><p></p><p>&nbsp;</p><p><br></p><p>Dogs</p>"},
            amount=3,
        ),
        Example(
            shows="One new line at a time",
            project={"index.html": "<p>Roses are red<br>\nViolets are blue<br>\nSugar is sweet</p>"},
            amount=0,
            looked_at=3,
        ),
        Example(
            shows="Three are asked for", project={"index.html": "<p>A<br><br>B</p>"}, params={"breaks": 3}, amount=0
        ),
        Example(shows="A script fills it", project={"index.html": '<p id="score"></p>'}, amount=0),
        Example(shows="A picture is something", project={"index.html": '<p><img src="a.png" alt=""></p>'}, amount=0),
    ),
)
