"""No elements of the old web.

## What it looks for

Elements that the standard dropped, such as `<center>`, `<font>` and `<marquee>`, with what took their place.

## Why it matters

Looks belong into CSS: there one line changes all pages at once.

## Limits

Attributes of the old web are a check of their own.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.conformance.telling import observed
from grader.website.index import SiteIndex


class ObsoleteParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: ObsoleteParams) -> Observation:
    """Every slip of this sort, page by page; the values tell the first that is hers."""
    return observed(index, "obsolete")


CHECK = Check(
    title=N_("No elements of the old web"),
    kind="problem",
    severity="error",
    source=True,
    params=ObsoleteParams,
    observe=observe,
    words=Words(
        praise=N_("Your page is written as pages are today."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Should this look come from HTML or from CSS?"),
            N_("Look at {where}. Read it letter by letter."),
            N_("Take the element out, and say the look in CSS."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="Looks by elements",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<center>Cats</center>"},
            amount=1,
            places=("<center>",),
        ),
        Example(
            shows="Letters by elements",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<p><font color="red">Cats</font></p>'},
            amount=1,
        ),
        Example(
            shows="Moving text",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<marquee>Cats</marquee>"},
            amount=1,
        ),
        Example(
            shows="Another element does it today",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<strike>Tom</strike>"},
            amount=1,
        ),
        Example(
            shows="Everything is in order",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<h1>Cats</h1>\n<p>They <em>sleep</em>.</p>"},
            amount=0,
        ),
    ),
)
