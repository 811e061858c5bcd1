"""A tag is still open.

## What it looks for

Elements that need an end tag and have none: the place begins where the tag was opened and ends where the browser closed
it. End tags with nothing to close, end tags in the wrong order (`<b><i></b></i>`), and a comment that never ends. One
slip is one finding: a forgotten `</strong>` that the browser carries into the next paragraphs is told one time.

## Why it matters

The browser guesses where the part ends. Often too much becomes bold, or a box holds the rest of the page, and another
browser, or tomorrow's page, looks different.

## Limits

The standard lets `<p>`, `<li>`, `<td>` and some others end without an end tag, so these are not told. Which of two
crossed tags was meant to be first, nobody can know. A paragraph that a box ended is told by the check of nesting.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.conformance.telling import observed
from grader.website.index import SiteIndex
from grader.website.model import VOID


class UnclosedTagsParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: UnclosedTagsParams) -> Observation:
    """Every tag that stays open, every end tag that closes nothing, every comment without an end."""
    return observed(index, "unclosed-tags", without=VOID)


CHECK = Check(
    title=N_("A tag is still open"),
    kind="problem",
    severity="error",
    source=True,
    params=UnclosedTagsParams,
    observe=observe,
    words=Words(
        praise=N_("Every tag that you opened is closed again."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Where should this part of your page end?"),
            N_("Look at {where}. Which tag is still open?"),
            N_("Write the end tag, such as </section>, where the part ends."),
        ),
        measured=N_("Tags still open: {count}."),
    ),
    examples=(
        Example(
            shows="A forgotten end tag is one finding, however far it reaches",
            project={"index.html": "<p>Hello <strong>bold</p>\n<p>more</p>\n<p>and more</p>"},
            amount=1,
            places=("<strong>",),
        ),
        Example(
            shows="A box that stays open",
            project={"index.html": "<main><section class=story><h2>Cats</h2></main>"},
            amount=1,
            places=("<section class=story>",),
        ),
        Example(
            shows="Two end tags in the wrong order are one finding",
            project={"index.html": "<p><b><i>Cats</b></i></p>"},
            amount=1,
            places=("<i>",),
        ),
        Example(
            shows="An end tag with nothing to close",
            project={"index.html": "<div><p>Cats</p></div></div>"},
            amount=1,
            places=("</div>",),
        ),
        Example(
            shows="Every tag is closed",
            project={"index.html": "<div><p>Cats</p><ul><li>Tom<li>Kitty</ul><br></div>"},
            amount=0,
            looked_at=5,
        ),
        Example(
            shows="A title without its end swallows the page",
            project={"index.html": "<title>Cats\n<h1>Cats</h1>"},
            amount=1,
            places=("<title>",),
        ),
        Example(
            shows="A comment without its end",
            project={"index.html": "<p>Cats</p>\n<!-- more to come\n<p>Dogs</p>"},
            amount=1,
        ),
        Example(shows="Nothing there, nothing open", project={"index.html": "Hello"}, amount=0, looked_at=0),
        Example(
            shows="Parts of a drawing end themselves",
            project={"index.html": '<svg viewBox="0 0 9 9"><path d="M0 0h9"/><circle r="3"/></svg>'},
            amount=0,
        ),
        Example(
            shows="A slash does not close a box",
            project={"index.html": "<div/>\n<p>Cats</p>"},
            amount=1,
            places=("<div/>",),
        ),
    ),
)
