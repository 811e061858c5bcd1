"""Nothing that must be there is missing.

## What it looks for

A page without a title, a picture without `alt`, an element without an attribute or a child that it needs, a heading
part that is not the first, two `<main>`.

## Why it matters

A picture without `alt` says nothing to a person who cannot see it. A `<details>` without `<summary>` has nothing to
click.

## Limits

Whether an alt text says something is another check's question.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.conformance.telling import observed
from grader.website.index import SiteIndex


class RequiredPartsParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: RequiredPartsParams) -> Observation:
    """Every slip of this sort, page by page; the values tell the first that is hers."""
    return observed(index, "required-parts")


CHECK = Check(
    title=N_("Nothing that must be there is missing"),
    kind="problem",
    severity="error",
    source=True,
    params=RequiredPartsParams,
    observe=observe,
    words=Words(
        praise=N_("Nothing that must be there is missing."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("What does this element need to work?"),
            N_("Look at {where}. Read it letter by letter."),
            N_("Add the part that is missing."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="No title",
            project={"index.html": "<!DOCTYPE html>\n<html><head></head><body><h1>Cats</h1></body></html>"},
            amount=1,
            places=("<head>",),
        ),
        Example(
            shows="A picture without words",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<img src="cat.png">'},
            amount=1,
            places=('<img src="cat.png">',),
        ),
        Example(
            shows="Nothing to click",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<details><p>Tom</p></details>"},
            amount=1,
            places=("<details>",),
        ),
        Example(
            shows="Two main parts",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<main>Tom</main><main>Kitty</main>"},
            amount=1,
            places=("<main>",),
        ),
        Example(
            shows="Everything is in order",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<h1>Cats</h1>\n<p>They <em>sleep</em>.</p>"},
            amount=0,
        ),
        Example(
            shows="A picture of no meaning says so",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<img src="line.png" alt="">'},
            amount=0,
        ),
    ),
)
