"""Every id stands one time.

## What it looks for

The same `id` on two elements of one page. The place is the second one; the first is told by its line.

## Why it matters

A link to `#cats`, a label and a style reach one of the two only, and nobody knows which was meant.

## Limits

Two pages may have the same id. For many elements of one kind there is `class`.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.conformance.telling import observed
from grader.website.index import SiteIndex


class DuplicateIdParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: DuplicateIdParams) -> Observation:
    """Every slip of this sort, page by page; the values tell the first that is hers."""
    return observed(index, "duplicate-id")


CHECK = Check(
    title=N_("Every id stands one time"),
    kind="problem",
    severity="error",
    source=True,
    params=DuplicateIdParams,
    observe=observe,
    words=Words(
        praise=N_("Every id stands one time on its page."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Is it one thing, or one of many?"),
            N_("Look at {where}. Read it letter by letter."),
            N_("Use class for many, or another id."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="One id, two boxes",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<p id="cat">Tom</p>\n<p id="cat">Kitty</p>'},
            amount=1,
            places=('<p id="cat">',),
        ),
        Example(
            shows="Three are two too many",
            project={
                "index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<p id="a">1</p><p id="a">2</p><p id="a">3</p>'
            },
            amount=2,
        ),
        Example(
            shows="Everything is in order",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<h1>Cats</h1>\n<p>They <em>sleep</em>.</p>"},
            amount=0,
        ),
        Example(
            shows="A class is for many",
            project={
                "index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<p class="cat">Tom</p><p class="cat">Kitty</p>'
            },
            amount=0,
        ),
    ),
)
