"""Pictures show.

## What it looks for

Pictures (`<img>`) that a browser shows on the page, each file once. Near are those that it could not show.

## Why it matters

A picture that does not come leaves an empty frame where something should be told.

## Limits

Pictures on other sites are not fetched, so they do not count, and neither do pictures that a style hides. Whether a
picture shows what it should, a person sees.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.live.rendering.site import RenderedSite
from grader.live.rendering.wanted import LAPTOP


class PicturesShownParams(Params):
    """How wide the window is."""

    width: int = LAPTOP
    scripts: bool = False


def observe(site: RenderedSite, params: PicturesShownParams) -> Observation:
    """Every picture that shows; near are those that are broken. `missing` is the address of the first of them."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    looked_at = 0
    for seen in site.views(params.width):
        for picture in seen.view.pictures:
            if picture.state in {"elsewhere", "hidden"} or not site.counts(seen.page, picture.part):
                continue
            element = site.element(seen.page, picture.part)
            address = str(element.get("src", "")).strip() if element is not None else ""
            looked_at += 1
            if picture.state == "shown":
                places.append(site.place(seen.page, picture.part, counts_as=address or None))
            else:
                near.append(site.place(seen.page, picture.part))
                values = values or {"missing": address}
    return Observation(tuple(places), looked_at, tuple(near), values)


_CAT = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="teal"/></svg>'
_TOP = "<!doctype html><title>Cats</title><h1>Cats</h1>"

CHECK = Check(
    title=N_("Pictures show"),
    kind="count",
    params=PicturesShownParams,
    observe=observe,
    needs="browser",
    words=Words(
        praise=N_("The browser shows your pictures: {count}."),
        next=N_("Help the browser find your picture."),
        hints=(
            N_("Where do you see an empty frame on your page?"),
            N_("Compare the name in src with the file, letter by letter."),
            N_("Put the picture into the folder and write its name in src."),
        ),
        measured=N_("Pictures that the browser shows: {count}."),
    ),
    examples=(
        Example(
            shows="A picture twice, and one that is not there",
            project={
                "index.html": _TOP + '<img src="cat.svg" alt="A cat"><img src="cat.svg" alt=""><img src="dog.svg">',
                "cat.svg": _CAT,
            },
            amount=1,
            looked_at=3,
        ),
        Example(
            shows="A file that is no picture",
            project={"index.html": _TOP + '<img src="cat.png" alt="A cat">', "cat.png": b"meow"},
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Another site's picture, and one that is hidden",
            project={
                "index.html": _TOP + '<img src="https://cats.example/a.png"><img src="cat.svg" style="display: none">',
                "cat.svg": _CAT,
            },
            amount=0,
            looked_at=0,
        ),
        Example(
            shows="A picture that waits until somebody scrolls to it",
            project={
                "index.html": _TOP
                + '<p style="height: 9000px">Far down.</p><img loading="lazy" src="cat.svg" alt="A cat">',
                "cat.svg": _CAT,
            },
            amount=1,
            looked_at=1,
        ),
    ),
)
