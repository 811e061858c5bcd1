"""No attributes of the old web.

## What it looks for

Attributes that the standard dropped, such as `align`, `bgcolor` and `border`, with the CSS that took their place.

## Why it matters

Looks belong into CSS: there one line changes all pages at once.

## Limits

Browsers still follow them, so this is a warning.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.conformance.telling import observed
from grader.website.index import SiteIndex


class OldAttributesParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: OldAttributesParams) -> Observation:
    """Every slip of this sort, page by page; the values tell the first that is hers."""
    return observed(index, "old-attributes")


CHECK = Check(
    title=N_("No attributes of the old web"),
    kind="problem",
    severity="warning",
    source=True,
    params=OldAttributesParams,
    observe=observe,
    words=Words(
        praise=N_("Your page keeps its looks in CSS."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Should this look come from HTML or from CSS?"),
            N_("Look at {where}. Read it letter by letter."),
            N_("Take the attribute out, and say the look in CSS."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="A colour by an attribute",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<body bgcolor="pink">\n<p>Cats</p>'},
            amount=1,
            places=('<body bgcolor="pink">',),
        ),
        Example(
            shows="In the middle by an attribute",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<p align="center">Cats</p>'},
            amount=1,
        ),
        Example(
            shows="Borders by an attribute",
            project={
                "index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<table border="1"><tr><td>Tom</td></tr></table>'
            },
            amount=1,
        ),
        Example(
            shows="Everything is in order",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<h1>Cats</h1>\n<p>They <em>sleep</em>.</p>"},
            amount=0,
        ),
    ),
)
