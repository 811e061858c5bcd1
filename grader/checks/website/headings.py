"""Headings guide the reader.

## What it looks for

Headings from `<h1>` to `<h6>` with words in them. `levels` asks for certain ones. The same heading on several pages,
such as the name of the site, counts one time.

## Why it matters

Readers look at headings first. A blind visitor jumps from heading to heading, as in the contents of a book.

## Limits

Order and number are not judged here: a page with three `<h1>` has three headings. With `not_empty: false` a heading
without words counts too. A picture with alt words is words.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.words import plain

Level = Literal[1, 2, 3, 4, 5, 6]


def _levels(value: object) -> object:
    if isinstance(value, int):
        return (value,)
    return tuple(value) if isinstance(value, list) else value


class HeadingsParams(Params):
    """Which headings count."""

    levels: Annotated[tuple[Level, ...], BeforeValidator(_levels)] = (1, 2, 3, 4, 5, 6)
    not_empty: bool = True


def observe(index: SiteIndex, params: HeadingsParams) -> Observation:
    """Every heading; near are those without words."""
    headings = index.named(*(f"h{level}" for level in params.levels))
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    for heading in headings:
        said = plain(heading.text) or plain(" ".join(one.get("alt", "") for one in heading.iter_subtree()))
        if said:
            places.append(index.place(heading, counts_as=(heading.name, said)))
        elif params.not_empty:
            near.append(index.place(heading))
        else:
            places.append(index.place(heading))
    return Observation(tuple(places), len(headings), tuple(near))


CHECK = Check(
    title=N_("Headings guide the reader"),
    kind="count",
    params=HeadingsParams,
    observe=observe,
    words=Words(
        praise=N_("Headings that show a reader the way: {count}."),
        next=N_("Give each part of your page a heading."),
        hints=(
            N_("What is the big title of your page?"),
            N_("Look where a new part of your story begins."),
            N_("Use <h1> one time, and <h2> for each part."),
        ),
        measured=N_("Headings with words: {count}."),
    ),
    examples=(
        Example(
            shows="Three headings",
            project={"index.html": "<h1>Cats</h1><h2>Food</h2><p>Fish</p><h2>Sleep</h2>"},
            amount=3,
            places=("<h1>Cats</h1>", "<h2>Food</h2>", "<h2>Sleep</h2>"),
        ),
        Example(
            shows="A heading without words guides nobody", project={"index.html": "<h1> </h1>"}, amount=0, looked_at=1
        ),
        Example(shows="Big bold text is no heading", project={"index.html": "<p><b><big>Cats</big></b></p>"}, amount=0),
        Example(
            shows="The same heading on two pages counts one time",
            project={"index.html": "<h1>My site</h1><h2>Cats</h2>", "two.html": "<h1>My  site</h1>"},
            amount=2,
        ),
        Example(
            shows="Certain headings alone",
            project={"index.html": "<h1>Cats</h1><h2>Food</h2>"},
            params={"levels": [2]},
            amount=1,
        ),
        Example(
            shows="A picture with words",
            project={"index.html": '<h1><img src="a.png" alt="My cats"></h1>'},
            amount=1,
        ),
    ),
)
