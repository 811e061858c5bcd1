"""Text that is small.

## What it looks for

Visible text that CSS makes smaller than `min` pixels (14), Khmer text smaller than `khmer` (16): its letters carry more
signs above and below. Texts of one size from the same rule are one finding. `size` and `least` are those of the
smallest.

## Why it matters

Small letters tire, on a phone in the sun most of all.

## Limits

Notes (`<small>`, `<sup>`, `<sub>`) may be smaller. What the browser makes small itself is left aside.
"""

from __future__ import annotations

from pydantic import Field

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.model import Element, Page
from grader.website.seen import alike, shown

_NOTES = frozenset({"small", "sup", "sub", "rt", "rp"})


class ReadableSizeParams(Params):
    """The smallest sizes, in CSS pixels."""

    min: float = Field(default=14, gt=0, strict=False)
    khmer: float = Field(default=16, gt=0, strict=False)


def observe(index: SiteIndex, params: ReadableSizeParams) -> Observation:
    """Every text that is too small."""
    styles = index.once(alike)
    sizes: dict[tuple[Page, int], float | None] = {}
    places: list[FilePlace] = []
    smallest = float("inf")
    values: dict[str, str | int | float] = {}
    looked_at = 0
    for one in index.once(shown):
        key = (one.page, one.look)
        if key not in sizes:
            sizes[key] = index.cascade(one.page).font_size(one.element)
        size = sizes[key]
        if size is None:
            continue
        winner = styles[one.page].style(one.element, "font-size").winner
        hers = index.hers(one.element) or (winner is not None and index.declaration_hers(winner))
        looked_at += hers
        need = params.khmer if one.khmer else params.min
        # Sums of fractions: 0.875rem must be 14 pixels.
        if winner is None or size >= need - 0.01 or _is_note(one.element):
            continue
        thing = (round(size, 1), winner.path, winner.start)
        places.append(index.place(one.element, text=one.text, counts_as=thing, hers=hers))
        if hers and size < smallest:
            smallest = size
            values = {"size": round(size, 1), "least": round(need, 1)}
    return Observation(tuple(places), looked_at, values=values)


def _is_note(element: Element) -> bool:
    return element.name in _NOTES or any(around.name in _NOTES for around in element.ancestors)


CHECK = Check(
    title=N_("Text that is small"),
    kind="problem",
    severity="warning",
    source=True,
    params=ReadableSizeParams,
    observe=observe,
    words=Words(
        praise=N_("Your text is large enough to read."),
        next=N_("Make this text {least} px or larger: {where}."),
        hints=(
            N_("Can you read it at arm's length on a phone?"),
            N_("Look at {where}. It has {size} px."),
            N_("Take font-size out, or write font-size: 1rem."),
        ),
        measured=N_("Sizes that are small: {count}."),
    ),
    examples=(
        Example(
            shows="Small letters",
            project={"index.html": "<style>p { font-size: 12px }</style><p>Cats sleep</p><p>and eat</p><h1>Cats</h1>"},
            amount=1,
            looked_at=3,
            places=("Cats sleep", "and eat"),
        ),
        Example(
            shows="Khmer needs more",
            project={"index.html": "<style>body { font-size: 15px }</style><p>ឆ្មារបស់ខ្ញុំ</p><p>Cats</p>"},
            amount=1,
        ),
        Example(
            shows="Smaller and smaller",
            project={
                "index.html": "<style>div { font-size: 0.8em }</style><div>Cats<div>Dogs<div>Birds</div></div></div>"
            },
            amount=3,
        ),
        Example(
            shows="A note, and what the browser does",
            project={
                "index.html": "<style>small { font-size: 11px }</style><p>Cats <small>2026</small> <code>a</code></p>"
            },
            amount=0,
        ),
        Example(
            shows="Fourteen pixels in another unit",
            project={"index.html": "<style>p { font-size: 0.875rem }</style><p>Cats</p>"},
            amount=0,
        ),
    ),
)
