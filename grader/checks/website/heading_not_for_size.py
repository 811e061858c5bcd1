"""Headings are not for large text.

## What it looks for

Headings (`<h1>` to `<h6>`) with more than `max_words` words: a whole sentence or two, made large or bold with a tag
that says "here a new part begins".

## Why it matters

Whoever jumps along the headings hears a whole text in place of a title. How large a text is belongs in CSS.

## Limits

A short text made large with a heading looks like a heading to this check.
"""

from __future__ import annotations

from pydantic import Field

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.words import count


class HeadingNotForSizeParams(Params):
    """How many words a heading may have."""

    max_words: int = Field(default=20, ge=1)


def observe(index: SiteIndex, params: HeadingNotForSizeParams) -> Observation:
    """Every heading that is a text."""
    headings = index.named("h1", "h2", "h3", "h4", "h5", "h6")
    places = tuple(index.place(heading) for heading in headings if count(heading.text) > params.max_words)
    return Observation(places, sum(map(index.hers, headings)))


CHECK = Check(
    title=N_("A heading that is a whole text"),
    kind="problem",
    severity="advice",
    params=HeadingNotForSizeParams,
    observe=observe,
    words=Words(
        praise=N_("Your headings are short, as titles are."),
        next=N_("Make this long heading a paragraph: {where}."),
        hints=(
            N_("Is it the name of a part, or a text?"),
            N_("Look at {where}. How many words does it have?"),
            N_("Use <p> for the text, and font-size to make it large."),
        ),
        measured=N_("Headings that are whole texts: {count}."),
    ),
    examples=(
        Example(
            shows="A text in a heading",
            project={"index.html": "<h1>Cats</h1><h3>" + "My cat sleeps all day long. " * 5 + "</h3>"},
            amount=1,
            looked_at=2,
        ),
        Example(shows="Short headings", project={"index.html": "<h1>Cats</h1><h2>What they eat</h2>"}, amount=0),
        Example(
            shows="Fewer words are asked for",
            project={"index.html": "<h2>What my cats like to eat</h2>"},
            params={"max_words": 4},
            amount=1,
        ),
    ),
)
