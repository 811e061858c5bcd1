"""Signs with a meaning are written as such.

## What it looks for

A `<` in text, a space at the start of a tag, a character reference without its semicolon, comments in another form, and
characters that nobody can see.

## Why it matters

A `<` begins a tag. What stands behind it can vanish from the page.

## Limits

An `&` that stands alone is allowed.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.conformance.telling import observed
from grader.website.index import SiteIndex


class CharactersParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: CharactersParams) -> Observation:
    """Every slip of this sort, page by page; the values tell the first that is hers."""
    return observed(index, "characters")


CHECK = Check(
    title=N_("Signs with a meaning are written as such"),
    kind="problem",
    severity="error",
    source=True,
    params=CharactersParams,
    observe=observe,
    words=Words(
        praise=N_("Signs with a meaning are written as such."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Is it a tag, or a sign in your text?"),
            N_("Look at {where}. Read it letter by letter."),
            N_("Write &lt; for < in text."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="A heart in letters",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<p>I <3 cats</p>"},
            amount=1,
            places=("<",),
        ),
        Example(
            shows="A space in a tag",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n< p>Cats"},
            amount=1,
            places=("< p>",),
        ),
        Example(
            shows="Without its semicolon",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<p>Cats &copy 2026</p>"},
            amount=1,
        ),
        Example(
            shows="A tag of another language",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<?php echo 1 ?><p>Cats</p>"},
            amount=1,
        ),
        Example(
            shows="Everything is in order",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<h1>Cats</h1>\n<p>They <em>sleep</em>.</p>"},
            amount=0,
        ),
        Example(
            shows="An and-sign alone",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<p>Tom & Kitty</p>"},
            amount=0,
        ),
        Example(
            shows="Written as it should be",
            project={"index.html": "<!DOCTYPE html>\n<title>Cats</title>\n<p>1 &lt; 2</p>"},
            amount=0,
        ),
    ),
)
