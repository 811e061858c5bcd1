"""Properties take their values.

## What it looks for

Values that a property does not take: `10 px` with a space, `50` without a unit, `ff80ff` without `#`, `#12`, `centre`,
`!importent`, two colours where one stands.

## Why it matters

The browser throws such a declaration away, and what stood there before counts.

## Limits

What decides at the element (`var()`), new functions, and words of one browser (`-webkit-`) are not judged. In a page
without a doctype browsers take `50` and `ff80ff`; with one they do not.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.slips.telling import VALUE, observed

PAGE = '<!DOCTYPE html>\n<title>Cats</title>\n<link rel="stylesheet" href="s.css">\n<h1 class="big">Cats</h1>'


class CssValuesParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: CssValuesParams) -> Observation:
    """Every declaration that browsers throw away for its value."""
    return observed(index, VALUE)


CHECK = Check(
    title=N_("Properties take their values"),
    kind="problem",
    severity="error",
    source=True,
    params=CssValuesParams,
    observe=observe,
    words=Words(
        praise=N_("Every value in your CSS counts."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Which values does this property know?"),
            N_("Look at {where}. Is there a unit, and no space before it?"),
            N_("Sizes need a unit such as px. Colours begin with #."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="A space before the unit",
            project={
                "index.html": PAGE,
                "s.css": "h1 { margin: 10 px }\n",
            },
            amount=1,
            places=("margin: 10 px",),
            looked_at=1,
        ),
        Example(
            shows="No unit",
            project={
                "index.html": PAGE,
                "s.css": "h1 { margin: 10 }\n",
            },
            amount=1,
        ),
        Example(
            shows="A colour without its sign",
            project={
                "index.html": PAGE,
                "s.css": "h1 { color: ff80ff }\n",
            },
            amount=1,
        ),
        Example(
            shows="British spelling",
            project={
                "index.html": PAGE,
                "s.css": "h1 { text-align: centre }\n",
            },
            amount=1,
        ),
        Example(
            shows="A time without its unit",
            project={
                "index.html": PAGE,
                "s.css": "h1 { transition: all 0.3 ease }\n",
            },
            amount=1,
        ),
        Example(
            shows="Values that may be something",
            project={
                "index.html": PAGE,
                "s.css": "h1 { color: var(--x); display: -webkit-box; width: calc(100% - 2em); font: 1em/1.5 Arial }\n",
            },
            amount=0,
            looked_at=4,
        ),
        Example(
            shows="A forgotten semicolon is told elsewhere",
            project={
                "index.html": PAGE,
                "s.css": "h1 { color: red margin: 0 }\n",
            },
            amount=0,
        ),
    ),
)
