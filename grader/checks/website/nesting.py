"""Everything stands where it may.

## What it looks for

Elements in a place where HTML does not allow them: a box in a paragraph, something other than `<li>` in a list, a cell
without a row, a button in a link, text that stands directly in a table.

## Why it matters

A browser moves such parts or closes others early. What comes out differs from what was written.

## Limits

What is in a part that stands in the wrong place is not told again. The inside of a drawing is not looked at.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.conformance.telling import observed
from grader.website.index import SiteIndex


class NestingParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: NestingParams) -> Observation:
    """Every slip of this sort, page by page; the values tell the first that is hers."""
    return observed(index, "nesting")


CHECK = Check(
    title=N_("Everything stands where it may"),
    kind="problem",
    severity="error",
    source=True,
    params=NestingParams,
    observe=observe,
    words=Words(
        praise=N_("Everything stands where it may stand."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Which element is around this one?"),
            N_("Look at {where}. Read it letter by letter."),
            N_("Move it, or put the right element around it."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="A box in a paragraph",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<p>Cats <div>Tom</div></p>"},
            amount=1,
            places=("<p>",),
        ),
        Example(
            shows="A list holds items",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<ul><p>Tom</p></ul>"},
            amount=1,
            places=("<p>",),
        ),
        Example(
            shows="An item without its list",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<div><li>Tom</li></div>"},
            amount=1,
            places=("<li>",),
        ),
        Example(
            shows="A button in a link",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<a href="two.html"><button>Go</button></a>'},
            amount=1,
            places=("<button>",),
        ),
        Example(
            shows="A cell without a table",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<td>Tom</td>"},
            amount=1,
            places=("<td>",),
        ),
        Example(
            shows="Everything is in order",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<h1>Cats</h1>\n<p>They <em>sleep</em>.</p>"},
            amount=0,
        ),
        Example(
            shows="A link may hold a box where a box may stand",
            project={"index.html": '<!DOCTYPE html>\n<title>Cats</title>\n<a href="two.html"><div>Tom</div></a>'},
            amount=0,
        ),
    ),
)
