"""Lists.

## What it looks for

Lists with at least `min_items` items that say something: `<ul>`, `<ol>`, and `<dl>` with its terms. `kinds` asks for
certain ones; with `nested` those alone count that lie in an item of another list. The same list on several pages, such
as a menu, counts one time.

## Why it matters

A screen reader says "list, five items", and steps through them. Steps in order get their numbers by themselves.

## Limits

Whether `<ol>` fits (is there an order?) the check does not see. Items that stand in no list are for
`website.nesting`.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import listed
from grader.website.index import SiteIndex
from grader.website.model import Element
from grader.website.said import begins
from grader.website.words import says_something

_LISTS = frozenset({"ul", "ol", "menu", "dl"})
Kind = Literal["ul", "ol", "dl"]


class ListsParams(Params):
    """Which lists count."""

    kinds: Annotated[tuple[Kind, ...], BeforeValidator(listed)] = ("ul", "ol", "dl")
    min_items: int = Field(default=2, ge=1)
    nested: bool = False


def observe(index: SiteIndex, params: ListsParams) -> Observation:
    """Every list with enough items; near are the shorter ones, and lists inside no item."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    for one in index.named(*params.kinds):
        items = [item for item in one.elements if item.name == ("dt" if one.name == "dl" else "li")]
        full = sum(1 for item in items if says_something(item))
        fits = full >= params.min_items and (not params.nested or _is_nested(one))
        (places if fits else near).append(index.place(one, counts_as=(one.name, full, begins(one))))
    return Observation(tuple(places), len(places) + len(near), tuple(near))


def _is_nested(one: Element) -> bool:
    """Whether a list lies in an item of another list."""
    item = False
    for around in reversed(one.ancestors):
        if around.name in _LISTS:
            return item
        item = item or around.name in {"li", "dd"}
    return False


CHECK = Check(
    title=N_("Lists"),
    kind="count",
    source=True,
    params=ListsParams,
    observe=observe,
    words=Words(
        praise=N_("Lists that a reader takes in at a glance: {count}."),
        next=N_("Make a list of things that belong together."),
        hints=(
            N_("Which things on your page belong together?"),
            N_("Look for words with commas between them."),
            N_("Write <ul>, and an <li> for each thing."),
        ),
        measured=N_("Lists with enough items: {count}."),
    ),
    examples=(
        Example(
            shows="One of each",
            project={
                "index.html": "<ul><li>Rice<li>Fish</ul><ol><li>Wash<li>Cook</ol>"
                "<dl><dt>Rice<dd>white<dt>Fish<dd>fresh</dl>"
            },
            amount=3,
        ),
        Example(
            shows="Items without words",
            project={"index.html": "<ul><li></li><li> </li></ul>"},
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="More items are asked for",
            project={"index.html": "<ul><li>Rice<li>Fish</ul>"},
            params={"min_items": 3},
            amount=0,
        ),
        Example(
            shows="A list in an item of a list",
            project={"index.html": "<ul><li>Food<ul><li>Rice<li>Fish</ul></li><li>Sleep</li></ul>"},
            params={"nested": True},
            amount=1,
            places=("<ul><li>Rice<li>Fish</ul>",),
        ),
        Example(
            shows="A list straight in a list is in no item",
            project={"index.html": "<ul><li>Food</li><ul><li>Rice<li>Fish</ul><li>Sleep</li></ul>"},
            params={"nested": True},
            amount=0,
        ),
        Example(
            shows="A menu on two pages",
            project={
                "index.html": '<nav><ul><li><a href="index.html">Home</a><li><a href="b.html">B</a></ul></nav>',
                "b.html": '<nav><ul><li><a href="index.html">Home</a><li><a href="b.html">B</a></ul></nav>',
            },
            amount=1,
        ),
        Example(
            shows="Numbered ones alone",
            project={"index.html": "<ul><li>Rice<li>Fish</ul>"},
            params={"kinds": "ol"},
            amount=0,
        ),
    ),
)
