"""Parts stand in the middle.

## What it looks for

Parts that `selector` finds and that have the same room on their left and right, within 6 pixels. They are measured
against the nearest part around them that leaves them room, 32 pixels or more.

## Why it matters

Text across a whole wide screen is tiring to read. A column in the middle is not.

## Limits

A part as wide as the window stands nowhere in particular and does not count. Of a row of several parts each is looked
at alone. Text in the middle of a wide part is `text-align`: ask for that with `page:`.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.live.rendering.boxes import in_the_middle
from grader.live.rendering.site import RenderedSite
from grader.live.rendering.wanted import LAPTOP


class CentredParams(Params):
    """Which parts, and how wide the window is."""

    selector: str = "main"
    width: int = LAPTOP
    scripts: bool = False


def observe(site: RenderedSite, params: CentredParams) -> Observation:
    """A place for every part in the middle; near are the others. `left` and `right` are the gaps of the first."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    for seen in site.views(params.width):
        for one in site.matched(seen, params.selector):
            place = site.place(seen.page, one.part)
            if one.inside is not None and in_the_middle(one.part.box, one.inside):
                places.append(place)
                continue
            near.append(place)
            if one.inside is not None and not values:
                gaps = one.part.box.x - one.inside.x, one.inside.right - one.part.box.right
                values = {"left": round(gaps[0]), "right": round(gaps[1])}
    return Observation(tuple(places), len(places) + len(near), tuple(near), values)


_TOP = "<!doctype html><title>Cats</title>"

CHECK = Check(
    title=N_("Parts stand in the middle"),
    kind="count",
    params=CentredParams,
    observe=observe,
    needs="browser",
    words=Words(
        praise=N_("{where} stands in the middle."),
        next=N_("Bring this part into the middle of the page."),
        hints=(
            N_("How much room is left and right of it?"),
            N_("Look whether it has a width: without one it fills all."),
            N_("Give it a max-width, and margin: 0 auto."),
        ),
        measured=N_("Parts in the middle: {count}."),
    ),
    examples=(
        Example(
            shows="A column in the middle",
            project={"index.html": _TOP + "<style>main { max-width: 600px; margin: 0 auto }</style><main>Cats</main>"},
            amount=1,
            places=("<main>Cats</main>",),
        ),
        Example(
            shows="A column at the left",
            project={"index.html": _TOP + "<style>main { max-width: 600px }</style><main>Cats</main>"},
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A little to the right",
            project={
                "index.html": _TOP + "<style>main { width: 600px; margin: 0 auto 0 350px }</style><main>Cats</main>"
            },
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="As wide as the page",
            project={"index.html": _TOP + "<main>Cats</main>"},
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A picture in a centred line",
            project={
                "index.html": _TOP + '<p style="text-align: center"><img src="cat.svg" alt="A cat"></p>',
                "cat.svg": '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"/>',
            },
            params={"selector": "img"},
            amount=1,
        ),
        Example(
            shows="A box that fills a column in the middle",
            project={
                "index.html": _TOP + "<style>main { width: 600px; margin: auto }</style><main><div>Cats</div></main>"
            },
            params={"selector": "div"},
            amount=1,
        ),
    ),
)
