"""Headings in order.

## What it looks for

Headings that break the outline of a page: a page whose headings have no `<h1>`, a second `<h1>`, a heading without
words, and a step that is left out (an `<h3>` straight below an `<h1>`). `one_h1: false` and `allow_skip: true` ask for
less.

## Why it matters

Headings are the contents of a page. A blind visitor jumps along them, and wonders where the part between went.

## Limits

The standard allows all of these; it is good practice. A page without any heading is not looked at here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.model import Element
from grader.website.said import begins

_NAMES = ("h1", "h2", "h3", "h4", "h5", "h6")


class HeadingOrderParams(Params):
    """What breaks the outline."""

    one_h1: bool = True
    allow_skip: bool = False


def observe(index: SiteIndex, params: HeadingOrderParams) -> Observation:
    """Every heading that breaks the order."""
    places: list[FilePlace] = []
    looked_at = 0
    for page in index.pages:
        headings = list(index.named_on(page, *_NAMES))
        looked_at += sum(map(index.hers, headings))
        places += [index.place(heading) for heading in _breaking(headings, params)]
    return Observation(tuple(places), looked_at)


def _breaking(headings: Sequence[Element], params: HeadingOrderParams) -> Iterator[Element]:
    before: int | None = None
    has_first = any(heading.name == "h1" for heading in headings)
    seen_first = False
    for number, heading in enumerate(headings):
        level = int(heading.name[1])
        skips = before is not None and level > before + 1 and not params.allow_skip
        again = level == 1 and seen_first and params.one_h1
        if (number == 0 and not has_first) or skips or again or not begins(heading):
            yield heading
        before = level
        seen_first = seen_first or level == 1


CHECK = Check(
    title=N_("Headings that break the order"),
    kind="problem",
    severity="warning",
    params=HeadingOrderParams,
    observe=observe,
    words=Words(
        praise=N_("Your headings are in order, like the contents of a book."),
        next=N_("Put this heading in order: {where}."),
        hints=(
            N_("What would the contents of your page look like?"),
            N_("Look at {where}. Which heading stands above it?"),
            N_("Use one <h1>, then <h2> for parts, <h3> inside them."),
        ),
        measured=N_("Headings that break the order: {count}."),
    ),
    examples=(
        Example(
            shows="In order, and back up again",
            project={"index.html": "<h1>Cats</h1><h2>Food</h2><h3>Fish</h3><h2>Sleep</h2>"},
            amount=0,
            looked_at=4,
        ),
        Example(
            shows="A step is left out",
            project={"index.html": "<h1>Cats</h1><h3>Fish</h3>"},
            amount=1,
            places=("<h3>Fish</h3>",),
        ),
        Example(
            shows="Two first headings, and one without words",
            project={"index.html": "<h1>Cats</h1><h1>Dogs</h1><h2> </h2>"},
            amount=2,
            places=("<h1>Dogs</h1>", "<h2> </h2>"),
        ),
        Example(shows="No first heading", project={"index.html": "<h2>Cats</h2><h2>Dogs</h2>"}, amount=1),
        Example(
            shows="Several first headings are allowed",
            project={"index.html": "<h1>Cats</h1><h1>Dogs</h1>"},
            params={"one_h1": False},
            amount=0,
        ),
        Example(
            shows="A picture with words is a heading",
            project={"index.html": '<h1><img src="a.png" alt="My cats"></h1>'},
            amount=0,
        ),
    ),
)
