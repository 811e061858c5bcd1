"""Texts do not lie over each other.

## What it looks for

Two texts of a page that lie over each other, at the `width` of a phone when nothing is said. Each text of such a pair
counts once, at its first place.

## Why it matters

Where two texts share one place nobody can read either.

## Limits

Text over a picture is allowed. A text that an opaque box covers is found too. The first 1,500 lines of a page are
looked at.
"""

from __future__ import annotations

from dataclasses import replace

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.live.rendering.site import RenderedSite
from grader.live.rendering.wanted import PHONE


class NoOverlapParams(Params):
    """How wide the window is."""

    width: int = PHONE
    scripts: bool = False


def observe(site: RenderedSite, params: NoOverlapParams) -> Observation:
    """A place for every pair, the other text beside it. `first` and `second` are the words of the first pair."""
    places: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    looked_at = 0
    for seen in site.views(params.width):
        if site.page_hers(seen.page):
            looked_at += seen.view.texts
        for pair in seen.view.overlaps:
            if not (site.counts(seen.page, pair.first) and site.counts(seen.page, pair.second)):
                continue
            first, second = (site.place(seen.page, part) for part in (pair.first, pair.second))
            places.append(replace(first, hers=first.hers or second.hers, beside=(second,)))
            values = values or {"first": pair.first.text, "second": pair.second.text}
    return Observation(tuple(places), looked_at, values=values)


_TOP = "<!doctype html><title>Cats</title>"

CHECK = Check(
    title=N_("Texts lie apart"),
    kind="problem",
    params=NoOverlapParams,
    observe=observe,
    needs="browser",
    severity="warning",
    words=Words(
        praise=N_("Every text has its own place."),
        next=N_("Move the text in {where}: another lies over it."),
        hints=(
            N_("Where do two texts share one place?"),
            N_("Look for position, a negative margin, or a fixed height."),
            N_("Take that line away, and give the parts a margin."),
        ),
        measured=N_("Pairs of texts over each other: {count}."),
    ),
    examples=(
        Example(
            shows="A line that was moved up",
            project={"index.html": _TOP + '<h1>My cats</h1><p style="margin-top: -60px">They sleep all day.</p>'},
            amount=1,
            looked_at=2,
        ),
        Example(
            shows="Lines in their order",
            project={"index.html": _TOP + "<h1>My cats</h1><p>They sleep all day, and <b>eat</b> all night.</p>"},
            amount=0,
        ),
        Example(
            shows="A box too low for its words",
            project={
                "index.html": _TOP
                + '<div style="height: 20px; width: 100px">They sleep all day and all night long.</div><p>The end.</p>'
            },
            amount=1,
        ),
        Example(
            shows="Nobody sees the second one",
            project={"index.html": _TOP + '<h1>My cats</h1><p style="margin-top: -60px; opacity: 0">They sleep.</p>'},
            amount=0,
            looked_at=1,
        ),
    ),
)
