"""What points to a part finds it.

## What it looks for

Labels, lists of choices, maps of pictures and table headers that point to an id which is not there, or to an element
that cannot be meant, such as a label for a box of text.

## Why it matters

A click on such a label does nothing, and a person who hears the page does not learn what the box is for.

## Limits

Links are checked elsewhere.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.conformance.telling import observed
from grader.website.index import SiteIndex


class ReferencesParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: ReferencesParams) -> Observation:
    """Every slip of this sort, page by page; the values tell the first that is hers."""
    return observed(index, "references")


CHECK = Check(
    title=N_("What points to a part finds it"),
    kind="problem",
    severity="error",
    source=True,
    params=ReferencesParams,
    observe=observe,
    words=Words(
        praise=N_("Labels and lists point to what is there."),
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
            shows="A label for nothing",
            project={
                "index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<label for="nam">Name</label> <input id="name">'
            },
            amount=1,
            places=('<label for="nam">',),
        ),
        Example(
            shows="A label for a box of text",
            project={
                "index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<label for="a">Name</label> <p id="a">Tom</p>'
            },
            amount=1,
        ),
        Example(
            shows="Choices that are not there",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<input list="cats" aria-label="Cat">'},
            amount=1,
        ),
        Example(
            shows="Everything is in order",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<h1>Cats</h1>\n<p>They <em>sleep</em>.</p>"},
            amount=0,
        ),
        Example(
            shows="A label and its box",
            project={
                "index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<label for="name">Name</label> <input id="name">'
            },
            amount=0,
        ),
    ),
)
