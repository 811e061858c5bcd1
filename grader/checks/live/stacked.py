"""Parts stand below each other on a phone.

## What it looks for

Parts that `selector` finds and that have their row for themselves, on a phone when no `width` is said. With one part
alone on a page there is nothing to stack, so it does not count.

## Why it matters

Three cards in a row of a phone are three thin strips. Below each other they can be read.

## Limits

How it is done does not matter. A page without any style stacks by itself: ask for side by side on a laptop too.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.live.rendering.boxes import with_neighbour
from grader.live.rendering.site import RenderedSite
from grader.live.rendering.wanted import PHONE


class StackedParams(Params):
    """Which parts, and how wide the window is."""

    selector: str = "main > *"
    width: int = PHONE
    scripts: bool = False


def observe(site: RenderedSite, params: StackedParams) -> Observation:
    """A place for every part alone in its row; near are those that still share one."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    for seen in site.views(params.width):
        parts = site.matched(seen, params.selector)
        if len(parts) < 2:
            continue
        rows = with_neighbour([one.part.box for one in parts])
        for one, neighbour in zip(parts, rows, strict=True):
            (near if neighbour else places).append(site.place(seen.page, one.part))
    return Observation(tuple(places), len(places) + len(near), tuple(near))


_CARDS = '<main><section class="card">One</section><section class="card">Two</section></main>'
_TOP = "<!doctype html><title>Cats</title>"
_ALWAYS = "<style>main { display: flex } .card { width: 50% }</style>"
_WIDE_ONLY = "<style>@media (min-width: 700px) { main { display: flex } .card { width: 50% } }</style>"

CHECK = Check(
    title=N_("Parts stack on a phone"),
    kind="count",
    params=StackedParams,
    observe=observe,
    needs="browser",
    words=Words(
        praise=N_("On a phone your parts stand below each other."),
        next=N_("Let the parts stand below each other on a phone."),
        hints=(
            N_("What happens when you make the window narrow?"),
            N_("Look for the rule that puts them in one row."),
            N_("Put that rule into @media (min-width: 700px)."),
        ),
        measured=N_("Parts with a row of their own: {count}."),
    ),
    examples=(
        Example(
            shows="A row only where there is room",
            project={"index.html": _TOP + _WIDE_ONLY + _CARDS},
            amount=2,
            looked_at=2,
        ),
        Example(shows="Always in a row", project={"index.html": _TOP + _ALWAYS + _CARDS}, amount=0, looked_at=2),
        Example(
            shows="One part is no stack",
            project={"index.html": _TOP + "<main><p>Alone</main>"},
            amount=0,
            looked_at=0,
        ),
        Example(
            shows="Cards that wrap",
            project={
                "index.html": _TOP
                + "<style>main { display: flex; flex-wrap: wrap } .card { width: 300px }</style>"
                + _CARDS
            },
            amount=2,
        ),
    ),
)
