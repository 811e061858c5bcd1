"""CSS knows every property.

## What it looks for

Properties that CSS does not have: misspelt ones (`colour`, `hieght`), and names that people make up (`font-color`).

## Why it matters

The browser passes over such a line without a word, and nothing changes on the page.

## Limits

Properties of one browser (`-webkit-` and the like) may be anything. Variables (`--main`) too.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.slips.telling import PROPERTY, observed

PAGE = '<!DOCTYPE html>\n<title>Cats</title>\n<link rel="stylesheet" href="s.css">\n<h1 class="big">Cats</h1>'


class CssPropertiesParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: CssPropertiesParams) -> Observation:
    """Every declaration whose property is unknown."""
    return observed(index, PROPERTY)


CHECK = Check(
    title=N_("CSS knows every property"),
    kind="problem",
    severity="error",
    source=True,
    params=CssPropertiesParams,
    observe=observe,
    words=Words(
        praise=N_("CSS knows every property that you use."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("What should this line change?"),
            N_("Look at {where}. Read the name letter by letter."),
            N_("CSS uses American spelling: color, center, gray."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="British spelling",
            project={
                "index.html": PAGE,
                "s.css": "h1 { colour: purple }\n",
            },
            amount=1,
            places=("colour: purple",),
            looked_at=1,
        ),
        Example(
            shows="Letters changed places",
            project={
                "index.html": PAGE,
                "s.css": "h1 { hieght: 20px; margin: 0 }\n",
            },
            amount=1,
            places=("hieght: 20px",),
            looked_at=2,
        ),
        Example(
            shows="A name made up",
            project={
                "index.html": PAGE,
                "s.css": "h1 { font-color: purple }\n",
            },
            amount=1,
        ),
        Example(
            shows="Known ones, a variable, and those of one browser",
            project={
                "index.html": PAGE,
                "s.css": "h1 { color: var(--main); --main: purple; -webkit-thing: 1; accent-color: red }\n",
            },
            amount=0,
            looked_at=4,
        ),
    ),
)
