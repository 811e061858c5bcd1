"""Comments explain the code.

## What it looks for

Comments with words in them, in pages (`<!-- ... -->`) and in style sheets (`/* ... */`), each different one one time.
`language` asks for those of HTML or of CSS alone, `min_words` for longer ones. A comment that holds nothing but code
that was switched off explains nothing: it is near.

## Why it matters

Next week she reads her own page again, and a friend reads it for the first time.

## Limits

The check does not see whether a comment is true.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.places import stretch
from grader.website.remarks import Comment, comments
from grader.website.sheet_parts import sheet_parts
from grader.website.words import count, plain


class CommentsParams(Params):
    """Which comments count."""

    language: Literal["any", "html", "css"] = "any"
    min_words: int = Field(default=1, ge=1)


def observe(index: SiteIndex, params: CommentsParams) -> Observation:
    """Every comment that says something; near are the others."""
    given = {plain(one.text) for one in comments(index.starter)} if index.starter is not None else set()
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    for comment in comments(index.site, index.once(sheet_parts)):
        if params.language not in {"any", comment.language}:
            continue
        said = plain(comment.text)
        place = stretch(
            comment.path,
            comment.source,
            comment.lines,
            comment.start,
            comment.end,
            hers=said not in given,
            counts_as=said,
        )
        explains = count(comment.text) >= params.min_words and not _is_code(comment)
        (places if explains else near).append(place)
    return Observation(tuple(places), len(places) + len(near), tuple(near))


def _is_code(comment: Comment) -> bool:
    text = comment.text.strip()
    if comment.language == "html":
        return text.startswith(("<", "[if", "[endif")) and text.endswith((">", "]"))
    return text.endswith((";", "}")) and ":" in text


CHECK = Check(
    title=N_("Comments explain the code"),
    kind="count",
    source=True,
    params=CommentsParams,
    observe=observe,
    words=Words(
        praise=N_("Comments that explain your code: {count}."),
        next=N_("Write a comment above a part that took you long."),
        hints=(
            N_("What would a friend ask about your code?"),
            N_("Look for the part you thought about longest."),
            N_("Write <!-- what this part is for --> above it."),
        ),
        measured=N_("Different comments with words: {count}."),
    ),
    examples=(
        Example(
            shows="One in the page, one in the style sheet",
            project={
                "index.html": "<!-- the menu of all pages --><nav>Home</nav>",
                "style.css": "/* colours of our club */ h1 { color: purple }",
            },
            amount=2,
            places=("<!-- the menu of all pages -->", "/* colours of our club */"),
        ),
        Example(
            shows="Code that was switched off explains nothing",
            project={"index.html": "<!-- <p>old</p> --><style>p { /* color: red; */ margin: 0 }</style><p>Hi</p>"},
            amount=0,
            looked_at=2,
        ),
        Example(shows="An empty comment", project={"index.html": "<!-- --><p>Hi</p><!-- ===== -->"}, amount=0),
        Example(
            shows="The same comment on two pages",
            project={"index.html": "<!-- menu --><p>Hi</p>", "two.html": "<!--menu--><p>Ho</p>"},
            amount=1,
        ),
        Example(
            shows="Those of CSS alone",
            project={"index.html": "<!-- menu --><style>p { /* space */ margin: 1em }</style><p>Hi</p>"},
            params={"language": "css"},
            amount=1,
            places=("/* space */",),
        ),
        Example(
            shows="Around the page, and in Khmer",
            project={"index.html": "<!DOCTYPE html>\n<!-- ដំបូង -->\n<html><body><p>Hi</p></body></html>\n<!-- end -->"},
            amount=2,
        ),
    ),
)
