"""What is read aloud is there.

## What it looks for

Attributes for people who hear a page, such as `aria-labelledby`, that point to an id which is not there.

## Why it matters

A screen reader then says nothing where a name was meant.

## Limits

The standard does not forbid it, so this is a warning.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.conformance.telling import observed
from grader.website.index import SiteIndex


class HeardReferencesParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: HeardReferencesParams) -> Observation:
    """Every slip of this sort, page by page; the values tell the first that is hers."""
    return observed(index, "heard-references")


CHECK = Check(
    title=N_("What is read aloud is there"),
    kind="problem",
    severity="warning",
    source=True,
    params=HeardReferencesParams,
    observe=observe,
    words=Words(
        praise=N_("Names that are read aloud are there."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Which id does it point to?"),
            N_("Look at {where}. Read it letter by letter."),
            N_("Write the same id at both ends."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="Nobody has this id",
            project={
                "index.html": "<!DOCTYPE html>\n<title>Cats</title>\n"
                '<section aria-labelledby="tilte"><h2 id="title">Cats</h2></section>'
            },
            amount=1,
        ),
        Example(
            shows="Everything is in order",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<h1>Cats</h1>\n<p>They <em>sleep</em>.</p>"},
            amount=0,
        ),
        Example(
            shows="It is there",
            project={
                "index.html": "<!DOCTYPE html>\n<title>Cats</title>\n"
                '<section aria-labelledby="t"><h2 id="t">Cats</h2></section>'
            },
            amount=0,
        ),
    ),
)
