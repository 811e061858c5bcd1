"""Every attribute fits its element.

## What it looks for

Attributes that an element does not have: misspelt ones (`hfre`), those of other elements, CSS written as attributes
(`color="red"` on a paragraph), and those that a type of `<input>` does not know.

## Why it matters

The browser passes over such an attribute without a word: the link leads nowhere, the colour does not come.

## Limits

Attributes that begin with `data-` may be anything. Those of the past have a check of their own.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.conformance.telling import observed
from grader.website.index import SiteIndex


class UnknownAttributesParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: UnknownAttributesParams) -> Observation:
    """Every slip of this sort, page by page; the values tell the first that is hers."""
    return observed(index, "unknown-attributes")


CHECK = Check(
    title=N_("Every attribute fits its element"),
    kind="problem",
    severity="error",
    source=True,
    params=UnknownAttributesParams,
    observe=observe,
    words=Words(
        praise=N_("Every attribute fits its element."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("What should this attribute do?"),
            N_("Look at {where}. Read it letter by letter."),
            N_("Change the name of the attribute, or take it out."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="Letters changed places",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<a hfre="two.html">More</a>'},
            amount=1,
            places=('<a hfre="two.html">',),
        ),
        Example(
            shows="CSS as an attribute",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<p color="red">Cats</p>'},
            amount=1,
        ),
        Example(
            shows="One of another element",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<p href="two.html">Cats</p>'},
            amount=1,
        ),
        Example(
            shows="Not for this type of input",
            project={
                "index.html": "<!DOCTYPE html>\n<title>Cats</title>\n"
                '<input type="checkbox" placeholder="Cat" aria-label="Cat">'
            },
            amount=1,
        ),
        Example(
            shows="Everything is in order",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<h1>Cats</h1>\n<p>They <em>sleep</em>.</p>"},
            amount=0,
        ),
        Example(
            shows="Her own data",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<p data-mood="happy" class="big">Cats</p>'},
            amount=0,
        ),
    ),
)
