"""A style sheet holds signs of CSS.

## What it looks for

Curly quotes, signs of full width (`：` `；` `｛`), and tags of HTML in a style sheet.

## Why it matters

They look right and are other signs: the browser does not understand the line, or not as it is meant.

## Limits

In comments and inside straight quotes they are right. One place a line and kind is told.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.slips.telling import SIGN, observed

PAGE = '<!DOCTYPE html>\n<title>Cats</title>\n<link rel="stylesheet" href="s.css">\n<h1 class="big">Cats</h1>'


class CssCharactersParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: CssCharactersParams) -> Observation:
    """Every such sign, once a line, and every tag."""
    return observed(index, SIGN)


CHECK = Check(
    title=N_("A style sheet holds signs of CSS"),
    kind="problem",
    severity="warning",
    source=True,
    params=CssCharactersParams,
    observe=observe,
    words=Words(
        praise=N_("Your style sheet holds signs of CSS and nothing else."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Do these signs look like the others?"),
            N_("Look at {where}. Read it sign by sign."),
            N_("Type it again, on the English keyboard."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="Curly quotes",
            project={
                "index.html": PAGE,
                "s.css": "h1 { font-family: “Arial” }\n",
            },
            amount=1,
            places=("“",),
            looked_at=1,
        ),
        Example(
            shows="A colon of full width",
            project={
                "index.html": PAGE,
                "s.css": "h1 { color： red }\n",
            },
            amount=1,
        ),
        Example(
            shows="Tags of HTML",
            project={
                "index.html": PAGE,
                "s.css": "<style>\nh1 { color: red }\n</style>\n",
            },
            amount=2,
            places=("<style>", "</style>"),
        ),
        Example(
            shows="In a comment, and in quotes",
            project={
                "index.html": PAGE,
                "s.css": '/* “nice” <b> */\nh1::before { content: "“" }\n',
            },
            amount=0,
            looked_at=1,
        ),
    ),
)
