"""Every value fits its attribute.

## What it looks for

Values that an attribute cannot have: a word that is not in its list, a unit where a plain number belongs
(`width="100px"`), an address with a space or a backslash, a language that there is not, an attribute that stands twice,
numbers that contradict each other, cells of a table that span what is not there.

## Why it matters

The browser drops the value, or guesses. A picture with a backslash in its address is there on her computer, and not on
the web.

## Limits

Whether a file is there is asked by other checks. Values that have a grammar of their own (`sizes`, `media`) are not
looked at.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.conformance.telling import observed
from grader.website.index import SiteIndex


class AttributeValuesParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: AttributeValuesParams) -> Observation:
    """Every slip of this sort, page by page; the values tell the first that is hers."""
    return observed(index, "attribute-values")


CHECK = Check(
    title=N_("Every value fits its attribute"),
    kind="problem",
    severity="error",
    source=True,
    params=AttributeValuesParams,
    observe=observe,
    words=Words(
        praise=N_("Every value fits its attribute."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Which values can stand here?"),
            N_("Look at {where}. Read it letter by letter."),
            N_("Write a value that this attribute takes."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="A unit where none belongs",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<img src="cat.png" alt="Tom" width="100px">'},
            amount=1,
        ),
        Example(
            shows="An address with a space",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<a href="my cats.html">Cats</a>'},
            amount=1,
            places=('<a href="my cats.html">',),
        ),
        Example(
            shows="A backslash",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<img src="img\\\\cat.png" alt="Tom">'},
            amount=1,
        ),
        Example(
            shows="Twice",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<p class="a" class="b">Cats</p>'},
            amount=1,
        ),
        Example(
            shows="A word of no list",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<button type="sumbit">Go</button>'},
            amount=1,
        ),
        Example(
            shows="Everything is in order",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<h1>Cats</h1>\n<p>They <em>sleep</em>.</p>"},
            amount=0,
        ),
        Example(
            shows="Right values",
            project={
                "index.html": "<!DOCTYPE html>\n<title>Cats</title>\n"
                '<a href="two.html#cats" target="_blank">More</a> <input type="email" aria-label="Mail">'
            },
            amount=0,
        ),
    ),
)
