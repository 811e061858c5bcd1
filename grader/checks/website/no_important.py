"""Rules that shout.

## What it looks for

Declarations with `!important`, in style sheets and in tags.

## Why it matters

What shouts can be beaten by shouting alone. Soon nobody knows which rule counts.

## Limits

In a rule for print, or over a style sheet of others, it can be the best there is.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex


class NoImportantParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: NoImportantParams) -> Observation:
    """Every declaration that is marked as important."""
    places: list[FilePlace] = []
    looked_at = 0
    for declared in index.declarations():
        looked_at += index.declaration_hers(declared)
        if declared.important:
            places.append(index.declaration_place(declared))
    return Observation(tuple(places), looked_at)


CHECK = Check(
    title=N_("Rules that shout"),
    kind="problem",
    severity="advice",
    source=True,
    params=NoImportantParams,
    observe=observe,
    words=Words(
        praise=N_("Your rules get along without !important."),
        next=N_("Try this rule without !important: {where}."),
        hints=(
            N_("Which rule does this one want to beat?"),
            N_("Look at {where}. Which other rule sets the same?"),
            N_("Give the element a class, and write the rule for it."),
        ),
        measured=N_("Declarations with !important: {count}."),
    ),
    examples=(
        Example(
            shows="In a style sheet and in a tag",
            project={
                "index.html": "<style>p { color: red ! important; margin: 0 }</style>"
                '<p style="color: blue !IMPORTANT">A</p>'
            },
            amount=2,
            looked_at=3,
        ),
        Example(
            shows="The word in a comment or a text",
            project={
                "index.html": "<style>p { /* !important */ color: red } p::after { content: '!important' }"
                "</style><p>A</p>"
            },
            amount=0,
        ),
    ),
)
