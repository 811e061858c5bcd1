"""Every element is one of HTML's.

## What it looks for

Elements that HTML does not have, such as `<haeder>`, with the name that was most likely meant. Elements with a hyphen
in their name are a page's own, and allowed.

## Why it matters

A browser shows an element that it does not know as plain text: no heading, no picture, no link.

## Limits

Names inside a drawing (`<svg>`) are not looked at.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.conformance.telling import observed
from grader.website.index import SiteIndex


class UnknownElementsParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: UnknownElementsParams) -> Observation:
    """Every slip of this sort, page by page; the values tell the first that is hers."""
    return observed(index, "unknown-elements")


CHECK = Check(
    title=N_("Every element is one of HTML's"),
    kind="problem",
    severity="error",
    source=True,
    params=UnknownElementsParams,
    observe=observe,
    words=Words(
        praise=N_("Your page uses elements that HTML has."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Do you know this element from a lesson?"),
            N_("Look at {where}. Read it letter by letter."),
            N_("Change its name, in the start tag and the end tag."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="A slip of the hand",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<haeder>My cats</haeder>"},
            amount=1,
            places=("<haeder>",),
        ),
        Example(
            shows="A word that is no name",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<paragraph>Cats</paragraph>"},
            amount=1,
            places=("<paragraph>",),
        ),
        Example(
            shows="Another word for it",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<image src="cat.png" alt="A cat">'},
            amount=1,
            places=('<image src="cat.png" alt="A cat">',),
        ),
        Example(
            shows="Everything is in order",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<h1>Cats</h1>\n<p>They <em>sleep</em>.</p>"},
            amount=0,
        ),
        Example(
            shows="An element of her own",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<cat-card>Tom</cat-card>"},
            amount=0,
        ),
    ),
)
