"""The frame of the page is in order.

## What it looks for

The doctype on the first line; `<html>`, `<head>` and `<body>` one time each; nothing above `<body>` that belongs into
it, and nothing behind `</body>`.

## Why it matters

A browser repairs the frame by guessing. A second `<body>` is dropped, and the styles on it too.

## Limits

That one of the three is not written at all is allowed, and another check's advice.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.conformance.telling import observed
from grader.website.index import SiteIndex


class SkeletonParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: SkeletonParams) -> Observation:
    """Every slip of this sort, page by page; the values tell the first that is hers."""
    return observed(index, "skeleton")


CHECK = Check(
    title=N_("The frame of the page is in order"),
    kind="problem",
    severity="error",
    source=True,
    params=SkeletonParams,
    observe=observe,
    words=Words(
        praise=N_("The frame of your page is in order."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("What is the order of the parts of a page?"),
            N_("Look at {where}. Read it letter by letter."),
            N_("Begin with the doctype, then html, head, body, one time each."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="Two bodies",
            project={
                "index.html": "<!DOCTYPE html>\n<html><head><title>Cats</title></head>\n<body><p>Tom</p>\n"
                "<body><p>Kitty</p></body></html>"
            },
            amount=1,
            places=("<body>",),
        ),
        Example(
            shows="No doctype",
            project={"index.html": "<html><head><title>Cats</title></head><body><p>Tom</p></body></html>"},
            amount=1,
        ),
        Example(
            shows="Text of the page in the head",
            project={
                "index.html": "<!DOCTYPE html>\n<html><head><title>Cats</title>\n"
                "<h1>Cats</h1></head><body><p>Tom</p></body></html>"
            },
            amount=1,
            places=("<h1>",),
        ),
        Example(
            shows="Something behind the body",
            project={
                "index.html": "<!DOCTYPE html>\n<html><head><title>Cats</title></head><body><p>Tom</p></body>\n"
                "<p>Kitty</p></html>"
            },
            amount=1,
            places=("<p>",),
        ),
        Example(
            shows="All in order",
            project={
                "index.html": "<!DOCTYPE html>\n<html><head><title>Cats</title></head><body><p>Tom</p></body></html>"
            },
            amount=0,
        ),
    ),
)
