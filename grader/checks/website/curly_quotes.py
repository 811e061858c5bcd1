"""Quotes in tags are straight.

## What it looks for

Attributes whose value stands in curly or other typographic quotes. Phones and word processors write them by themselves.

## Why it matters

For HTML they are letters: the address or the class begins with a quote and is found nowhere.

## Limits

In the text of the page they are right. Where they tear a value apart, the check of lost quotes tells it.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.conformance.telling import observed
from grader.website.index import SiteIndex


class CurlyQuotesParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: CurlyQuotesParams) -> Observation:
    """Every slip of this sort, page by page; the values tell the first that is hers."""
    return observed(index, "curly-quotes")


CHECK = Check(
    title=N_("Quotes in tags are straight"),
    kind="problem",
    severity="warning",
    source=True,
    params=CurlyQuotesParams,
    observe=observe,
    words=Words(
        praise=N_("Quotes in your tags are straight."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Do these quotes look like the others?"),
            N_("Look at {where}. Read it letter by letter."),
            N_("Type the quotes again, with the key on the computer."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="Curly quotes around a class",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<p class=“big”>Tom</p>"},
            amount=1,
        ),
        Example(
            shows="Around an address",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<a href=“two.html”>More</a>"},
            amount=1,
        ),
        Example(
            shows="Everything is in order",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<h1>Cats</h1>\n<p>They <em>sleep</em>.</p>"},
            amount=0,
        ),
        Example(
            shows="In text they are right",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<p>“Meow”, said Tom.</p>"},
            amount=0,
        ),
    ),
)
