"""From every page there is a way to every other.

## What it looks for

Pages that cannot be reached by links from the first page, and pages from which no way leads back to it. When all pages
lead to the first and the first leads to all, each leads to each. With `direct` a page must link to every other itself.
`start` and `target` name the first pair without a way.

## Why it matters

A visitor who lands on a page without a way out leaves the site.

## Limits

Links that a script writes are not seen. A page for addresses that do not exist (`404.html`) needs no way to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.places import whole_file
from grader.website.ways import reached, ways


class PagesReachEachOtherParams(Params):
    """Whether each page must link to each other itself."""

    direct: bool = False


def observe(index: SiteIndex, params: PagesReachEachOtherParams) -> Observation:
    """A place for every page that is cut off, on the way to it or on the way back."""
    pages = [page.path for page in index.pages if page.path.rpartition("/")[2].lower() != "404.html"]
    leads = index.once(ways)
    places: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    if len(pages) < 2:
        return Observation((), 0)
    for start, target, cut_off in _direct(pages, leads) if params.direct else _by_steps(pages, leads):
        hers = index.file_hers(start) or index.file_hers(target)
        places.append(whole_file(cut_off, text=f"{start} → {target}", hers=hers))
        if hers and not values:
            values = {"start": start, "target": target}
    return Observation(tuple(places), sum(map(index.file_hers, pages)), values=values)


def _by_steps(pages: Sequence[str], leads: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    back: dict[str, list[str]] = {}
    for start, targets in leads.items():
        for target in targets:
            back.setdefault(target, []).append(start)
    first = pages[0]
    to, home = reached(first, leads), reached(first, back)
    for page in pages[1:]:
        if page not in to:
            yield first, page, page
        elif page not in home:
            yield page, first, page


def _direct(pages: Sequence[str], leads: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    for page in pages:
        there = {page, *leads[page]}
        missing = next((other for other in pages if other not in there), None)
        if missing is not None:
            yield page, missing, page


CHECK = Check(
    title=N_("Pages that are cut off"),
    kind="problem",
    severity="warning",
    params=PagesReachEachOtherParams,
    observe=observe,
    words=Words(
        praise=N_("From every page there is a way to every other."),
        next=N_("There is no way yet from {start} to {target}."),
        hints=(
            N_("Click through your site. Where do you get stuck?"),
            N_("Look at the links of {start}."),
            N_("Put the same menu with links on every page."),
        ),
        measured=N_("Pages that are cut off: {count}."),
    ),
    examples=(
        Example(
            shows="There, and back again",
            project={
                "index.html": '<a href="a.html">A</a>',
                "a.html": '<a href="sub/">Sub</a>',
                "sub/index.html": '<a href="../index.html#top">Home</a>',
            },
            amount=0,
            looked_at=3,
        ),
        Example(
            shows="No way back",
            project={"index.html": '<a href="a.html">A</a>', "a.html": "<p>A</p>"},
            amount=1,
            places=("a.html → index.html",),
        ),
        Example(
            shows="Nobody leads there",
            project={"index.html": "<p>Home</p>", "a.html": '<a href="index.html">Home</a>', "404.html": "<p>Oh</p>"},
            amount=1,
            places=("index.html → a.html",),
        ),
        Example(
            shows="Every page must link to every other itself",
            project={
                "index.html": '<a href="a.html">A</a><a href="b.html">B</a>',
                "a.html": '<a href="index.html">Home</a>',
                "b.html": '<a href="index.html">Home</a><a href="a.html">A</a>',
            },
            params={"direct": True},
            amount=1,
            places=("a.html → b.html",),
        ),
        Example(shows="One page alone", project={"index.html": "<p>Home</p>"}, amount=0, looked_at=0),
    ),
)
