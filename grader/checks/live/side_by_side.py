"""Parts stand side by side.

## What it looks for

Parts that `selector` finds and that stand in one row with another one, on a laptop when no `width` is said. The amount
is how many do.

## Why it matters

On a wide screen a row of cards shows at a glance what belongs together.

## Limits

How it is done (flex, grid, floats) does not matter. Two parts of which one hardly reaches the other's height, or
that lie over each other, stand in no row.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.live.rendering.boxes import with_neighbour
from grader.live.rendering.site import RenderedSite
from grader.live.rendering.wanted import LAPTOP


class SideBySideParams(Params):
    """Which parts, and how wide the window is."""

    selector: str = "main > *"
    width: int = LAPTOP
    scripts: bool = False


def observe(site: RenderedSite, params: SideBySideParams) -> Observation:
    """A place for every part with a neighbour in its row; near are those without."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    for seen in site.views(params.width):
        parts = site.matched(seen, params.selector)
        rows = with_neighbour([one.part.box for one in parts])
        for one, neighbour in zip(parts, rows, strict=True):
            (places if neighbour else near).append(site.place(seen.page, one.part))
    return Observation(tuple(places), len(places) + len(near), tuple(near))


_CARDS = '<main><section class="card">One</section><section class="card">Two</section><p>Below</p></main>'
_STYLE = "<style>main { display: flex; flex-wrap: wrap } .card { width: 200px } p { width: 100% }</style>"
_TOP = "<!doctype html><title>Cats</title>"

CHECK = Check(
    title=N_("Parts stand side by side"),
    kind="count",
    params=SideBySideParams,
    observe=observe,
    needs="browser",
    words=Words(
        praise=N_("Parts of your page stand side by side: {count}."),
        next=N_("Put parts of your page side by side."),
        hints=(
            N_("Which parts belong together in one row?"),
            N_("Look at the element around them: it decides."),
            N_("Give that element display: flex, or display: grid."),
        ),
        measured=N_("Parts that stand side by side: {count}."),
    ),
    examples=(
        Example(
            shows="Two cards in a row, a line below",
            project={"index.html": _TOP + _STYLE + _CARDS},
            amount=2,
            places=('<section class="card">One</section>', '<section class="card">Two</section>'),
            looked_at=3,
        ),
        Example(shows="Without a style they stand below each other", project={"index.html": _TOP + _CARDS}, amount=0),
        Example(
            shows="A row of three by a grid",
            project={
                "index.html": _TOP
                + "<style>ul { display: grid; grid-template-columns: 1fr 1fr 1fr }</style><ul><li>1<li>2<li>3</ul>"
            },
            params={"selector": "ul li"},
            amount=3,
        ),
        Example(
            shows="Over each other is not beside",
            project={
                "index.html": _TOP
                + "<style>main * { position: absolute; top: 0; left: 0 }</style><main><p>A<p>B</main>"
            },
            amount=0,
            looked_at=2,
        ),
    ),
)
