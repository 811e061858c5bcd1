"""Quotes and signs in tags are in pairs.

## What it looks for

Quotes that open and do not close, or the other way round; a space, an equals sign or a `>` that was lost or is one too
many. The place is where it was lost, also when the browser stumbles lines later.

## Why it matters

A lost quote swallows what comes behind it, up to the next one: words, tags, half a page.

## Limits

Where two quotes are lost, the first is told.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.conformance.telling import observed
from grader.website.index import SiteIndex


class LostQuotesParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: LostQuotesParams) -> Observation:
    """Every slip of this sort, page by page; the values tell the first that is hers."""
    return observed(index, "lost-quotes")


CHECK = Check(
    title=N_("Quotes and signs in tags are in pairs"),
    kind="problem",
    severity="error",
    source=True,
    params=LostQuotesParams,
    observe=observe,
    words=Words(
        praise=N_("Quotes and signs in your tags are in pairs."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Where does this value begin, and where does it end?"),
            N_("Look at {where}. Read it letter by letter."),
            N_("Put a straight quote on both sides of the value."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="It opens and does not close",
            project={
                "index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<p class="big>Tom</p>\n<p class="small">Kitty</p>'
            },
            amount=1,
        ),
        Example(
            shows="It closes and did not open",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<p class=big">Tom</p>'},
            amount=1,
        ),
        Example(
            shows="No space between two attributes",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<p class="big"id="tom">Tom</p>'},
            amount=1,
        ),
        Example(
            shows="Two equals signs",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<p class==big>Tom</p>"},
            amount=1,
        ),
        Example(
            shows="A tag without its end",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<p class="big" <b>Tom</b>'},
            amount=1,
        ),
        Example(
            shows="Everything is in order",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<h1>Cats</h1>\n<p>They <em>sleep</em>.</p>"},
            amount=0,
        ),
        Example(
            shows="One sort of quotes in the other",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<p title='Tom \"the cat\"'>Tom</p>"},
            amount=0,
        ),
    ),
)
