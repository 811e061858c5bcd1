"""The page fits a phone.

## What it looks for

Pages without a `<meta name="viewport">` that sets the width of the device, or with one that forbids to zoom.

## Why it matters

Without it a phone shows the page as on a large screen, very small. Who sees less well needs to zoom.

## Limits

Whether everything fits is seen when the page is shown.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.model import Element, Page
from grader.website.words import says_something

_LEAST_ZOOM = 2.0


class ViewportParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: ViewportParams) -> Observation:
    """Every page that does not fit itself to a phone."""
    starter = index.starter.pages if index.starter is not None else ()
    given = {page.path for page in starter if not _fits(_meta(page))}
    places: list[FilePlace] = []
    looked_at = 0
    for page in index.pages:
        body = next((one for one in page.root.elements if one.name == "body"), None)
        if body is None or not says_something(body):
            continue
        meta = _meta(page)
        hers = index.hers(meta) if meta is not None else index.file_hers(page.path) and page.path not in given
        looked_at += hers
        if not _fits(meta):
            shown = meta or next((one for one in page.elements if one.name in {"head", "html"} and one.written), None)
            places.append(index.place(shown, hers=hers) if shown is not None else index.file_place(page.path))
    return Observation(tuple(places), looked_at)


def _meta(page: Page) -> Element | None:
    found = (one for one in page.elements if one.name == "meta" and one.start is not None)
    return next((one for one in found if one.attributes.get("name", "").strip().lower() == "viewport"), None)


def _fits(meta: Element | None) -> bool:
    if meta is None:
        return False
    parts: dict[str, str] = {}
    for piece in meta.attributes.get("content", "").lower().replace(";", ",").split(","):
        name, _, value = piece.partition("=")
        parts[name.strip()] = value.strip()
    sized = parts.get("width") == "device-width" or _number(parts.get("initial-scale")) == 1
    largest = _number(parts.get("maximum-scale"))
    zooms = parts.get("user-scalable") not in {"no", "0"} and (largest is None or largest >= _LEAST_ZOOM)
    return sized and zooms


def _number(text: str | None) -> float | None:
    try:
        return float(text or "")
    except ValueError:
        return None


CHECK = Check(
    title=N_("Pages that do not fit a phone yet"),
    kind="problem",
    severity="warning",
    source=True,
    params=ViewportParams,
    observe=observe,
    words=Words(
        praise=N_("Your pages fit themselves to a phone."),
        next=N_("Tell phones to fit the page: a viewport in <head>."),
        hints=(
            N_("How large are the letters on a phone?"),
            N_("Look in <head>. Is there a viewport?"),
            N_('Write <meta name="viewport" content="width=device-width"> in <head>.'),
        ),
        measured=N_("Pages that do not fit a phone: {count}."),
    ),
    examples=(
        Example(
            shows="The width of the device",
            project={
                "index.html": '<meta name="viewport" content="width=device-width, initial-scale=1.0"><p>Hi</p>',
                "b.html": "<META NAME=viewport CONTENT='initial-scale=1'><p>Ho</p>",
            },
            amount=0,
            looked_at=2,
        ),
        Example(shows="Nothing is said", project={"index.html": "<head><title>A</title></head><p>Hi</p>"}, amount=1),
        Example(
            shows="A fixed width, and no zoom",
            project={
                "index.html": '<meta name="viewport" content="width=1024"><p>Hi</p>',
                "b.html": '<meta name="viewport" content="width=device-width, user-scalable=no"><p>Ho</p>',
            },
            amount=2,
        ),
        Example(shows="An empty page", project={"index.html": "<title>A</title>"}, amount=0, looked_at=0),
    ),
)
