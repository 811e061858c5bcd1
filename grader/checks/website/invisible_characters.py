"""No invisible signs in names.

## What it looks for

Zero-width spaces and other signs that nobody sees in an `id`, a `class`, an address or a name.

## Why it matters

Khmer keyboards type them between words. In a name they keep two equal words apart: the style does not come, the link
leads nowhere.

## Limits

In the text of the page they are right, and Khmer needs them.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.conformance.telling import observed
from grader.website.index import SiteIndex


class InvisibleCharactersParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: InvisibleCharactersParams) -> Observation:
    """Every slip of this sort, page by page; the values tell the first that is hers."""
    return observed(index, "invisible-characters")


CHECK = Check(
    title=N_("No invisible signs in names"),
    kind="problem",
    severity="warning",
    source=True,
    params=InvisibleCharactersParams,
    observe=observe,
    words=Words(
        praise=N_("Names in your page have no invisible signs."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Was this name copied from a text?"),
            N_("Look at {where}. Read it letter by letter."),
            N_("Delete the name and type it again."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="In a class",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<p class="big\u200b">Tom</p>'},
            amount=1,
        ),
        Example(
            shows="In an address",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<a href="\u200btwo.html">More</a>'},
            amount=1,
        ),
        Example(
            shows="Everything is in order",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<h1>Cats</h1>\n<p>They <em>sleep</em>.</p>"},
            amount=0,
        ),
        Example(
            shows="In Khmer text",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<p>ឆ្មា\u200bរបស់\u200bខ្ញុំ</p>"},
            amount=0,
        ),
    ),
)
