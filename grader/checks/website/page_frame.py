"""The frame of the page is written.

## What it looks for

Pages that do not write `<html>`, `<head>` or `<body>`.

## Why it matters

The frame shows where things belong. A browser adds what is missing, so this is advice.

## Limits

The standard allows to leave them out.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.conformance.telling import observed
from grader.website.index import SiteIndex


class PageFrameParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: PageFrameParams) -> Observation:
    """Every slip of this sort, page by page; the values tell the first that is hers."""
    return observed(index, "page-frame")


CHECK = Check(
    title=N_("The frame of the page is written"),
    kind="problem",
    severity="advice",
    source=True,
    params=PageFrameParams,
    observe=observe,
    words=Words(
        praise=N_("Your page writes html, head and body."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Where does the head of your page end?"),
            N_("Look at {where}. Read it letter by letter."),
            N_("Write html, head and body around the parts."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="Nothing of the frame",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<h1>Cats</h1>"},
            amount=1,
        ),
        Example(
            shows="The body is missing",
            project={"index.html": "<!DOCTYPE html>\n<html><head><title>Cats</title></head><p>Tom</p></html>"},
            amount=1,
        ),
        Example(
            shows="All three",
            project={
                "index.html": "<!DOCTYPE html>\n<html><head><title>Cats</title></head><body><p>Tom</p></body></html>"
            },
            amount=0,
        ),
    ),
)
