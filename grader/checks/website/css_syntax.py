"""The signs of a style sheet are all there.

## What it looks for

Signs that CSS needs and that are missing or too many: `;` between declarations, `:` behind a property, `{` and `}`
around a rule, the end of a comment or of a quote, comments with `//`, and selectors that no browser can read.

## Why it matters

Where one sign is missing, the browser passes over what follows: one slip makes several lines do nothing.

## Limits

A missing `}` is told in front of the first rule inside that begins as far to the left as its own. Selectors with `:`
are not judged: new ones come every year.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.slips.telling import SYNTAX, observed

PAGE = '<!DOCTYPE html>\n<title>Cats</title>\n<link rel="stylesheet" href="s.css">\n<h1 class="big">Cats</h1>'


class CssSyntaxParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: CssSyntaxParams) -> Observation:
    """Every slip, file by file; the values tell the first that is hers."""
    return observed(index, SYNTAX)


CHECK = Check(
    title=N_("The signs of CSS are all there"),
    kind="problem",
    severity="error",
    source=True,
    params=CssSyntaxParams,
    observe=observe,
    words=Words(
        praise=N_("Every rule of your CSS is complete."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Which line shows no effect on the page?"),
            N_("Look at {where}, and at the line before it."),
            N_("Each declaration ends with a semicolon, each rule with a brace."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="A semicolon is missing",
            project={
                "index.html": PAGE,
                "s.css": "h1 {\n  color: purple\n  margin: 0;\n}\n",
            },
            amount=1,
            places=("purple",),
            looked_at=1,
        ),
        Example(
            shows="A colon is missing",
            project={
                "index.html": PAGE,
                "s.css": "h1 {\n  color purple;\n  margin: 0;\n}\n",
            },
            amount=1,
            places=("color",),
        ),
        Example(
            shows="A rule is not opened",
            project={
                "index.html": PAGE,
                "s.css": "h1\n  color: purple;\n}\np { margin: 0 }\n",
            },
            amount=1,
            places=("h1",),
        ),
        Example(
            shows="A rule is not closed",
            project={
                "index.html": PAGE,
                "s.css": "h1 {\n  color: purple;\n\np {\n  margin: 0;\n}\n",
            },
            amount=1,
            places=("color: purple;",),
        ),
        Example(
            shows="A brace too many",
            project={
                "index.html": PAGE,
                "s.css": "h1 { color: purple }\n}\np { margin: 0 }\n",
            },
            amount=1,
            places=("}",),
        ),
        Example(
            shows="A comment of another language",
            project={
                "index.html": PAGE,
                "s.css": "// my colours\nh1 { color: purple }\n",
            },
            amount=1,
            places=("// my colours",),
        ),
        Example(
            shows="A selector that begins with a digit",
            project={
                "index.html": PAGE,
                "s.css": ".2big { color: purple }\n",
            },
            amount=1,
            places=(".2big",),
        ),
        Example(
            shows="Everything is in order",
            project={
                "index.html": PAGE,
                "s.css": "/* h1 { */\nh1 { background: url(http://x.org/a;b) }\n@media print { h1 { margin: 0 } }\n",
            },
            amount=0,
        ),
    ),
)
