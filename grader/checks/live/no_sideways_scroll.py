"""Pages fit the screen.

## What it looks for

Pages that are wider than the window, so that a visitor has to scroll sideways. `width` is the window's, in pixels; a
phone's when nothing is said. The place is the first part that sticks out.

## Why it matters

Most visitors hold a phone. What sticks out they do not see, and the rest gets small.

## Limits

A part with its own sideways scrolling is no problem. A page that hides what sticks out does not scroll either.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.live.rendering.site import RenderedSite
from grader.live.rendering.wanted import PHONE


class NoSidewaysScrollParams(Params):
    """How wide the window is."""

    width: int = PHONE
    scripts: bool = False


def observe(site: RenderedSite, params: NoSidewaysScrollParams) -> Observation:
    """A place for each page that is too wide. `part` is what sticks out, `wide` how wide the first such page is."""
    places: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    looked_at = 0
    for seen in site.views(params.width):
        if not seen.view.shows or not site.page_hers(seen.page):
            continue
        looked_at += 1
        if not seen.view.scrolls_sideways:
            continue
        out = [part for part in seen.view.sticks_out if site.counts(seen.page, part)]
        if seen.view.sticks_out and not out:
            continue  # a site builder put it there
        path = seen.page.path
        places.append(site.place(seen.page, out[0], counts_as=path) if out else site.index.file_place(path))
        values = values or {
            "part": out[0].name if out else path,
            "wide": seen.view.scroll_width,
            "screen": params.width,
        }
    return Observation(tuple(places), looked_at, values=values)


_WIDE = '<!doctype html><title>Cats</title><h1>Cats</h1><div class="row" style="width: 600px">All my cats</div>'

CHECK = Check(
    title=N_("Pages fit the screen"),
    kind="problem",
    params=NoSidewaysScrollParams,
    observe=observe,
    needs="browser",
    severity="warning",
    words=Words(
        praise=N_("Your pages fit the screen: nobody scrolls sideways."),
        next=N_("Make {where} fit a phone: it sticks out."),
        hints=(
            N_("Which part do you see cut off in a narrow window?"),
            N_("Look for a width in pixels, or long things in a row."),
            N_("Try max-width: 100%, or flex-wrap: wrap around the row."),
        ),
        measured=N_("Pages wider than the screen: {count}."),
    ),
    examples=(
        Example(
            shows="A part of 600 pixels on a phone",
            project={"index.html": _WIDE},
            amount=1,
            places=('<div class="row" style="width: 600px">All my cats</div>',),
            looked_at=1,
        ),
        Example(shows="The same part on a laptop", project={"index.html": _WIDE}, params={"width": 1280}, amount=0),
        Example(
            shows="Text that wraps",
            project={"index.html": "<!doctype html><title>Cats</title><p>" + "All my cats sleep. " * 20},
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A wide table that scrolls in its own box",
            project={
                "index.html": '<!doctype html><title>Cats</title><div style="overflow-x: auto">'
                '<table style="width: 900px"><tr><td>Mimi<td>Lala</table></div>'
            },
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Two pages, a long word on one",
            project={
                "index.html": "<!doctype html><title>Cats</title><p>Short.",
                "long.html": f"<!doctype html><title>Cats</title><h2>{'Meow' * 30}</h2>",
            },
            amount=1,
            places=("<h2>",),
            looked_at=2,
        ),
    ),
)
