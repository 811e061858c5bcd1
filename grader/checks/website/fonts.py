"""Fonts that she chose.

## What it looks for

Different font families that visible text is set in and that her CSS chose: the first name of each `font-family`. A
generic one (`sans-serif`) is a choice too.

## Why it matters

One font for titles and one for text give a page its voice. Five make it loud.

## Limits

Whether the font is there on a visitor's computer, nobody knows: `website.font-fallback` looks at that.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.seen import families, shown


class FontsParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: FontsParams) -> Observation:
    """A place for every rule that chooses a family."""
    texts = index.once(shown)
    places: list[FilePlace] = []
    looks = {(one.page, one.look): one.element for one in reversed(texts)}
    seen: set[tuple[int, str]] = set()
    for element in reversed(looks.values()):
        computed = index.style(element, "font-family")
        names = families(computed.value) if computed.winner is not None else ()
        if computed.winner is None or not names or (id(computed.winner), names[0]) in seen:
            continue
        seen.add((id(computed.winner), names[0]))
        places.append(index.declaration_place(computed.winner, counts_as=names[0]))
    return Observation(tuple(places), len(texts))


CHECK = Check(
    title=N_("Fonts that you chose"),
    kind="count",
    source=True,
    params=FontsParams,
    observe=observe,
    words=Words(
        praise=N_("Fonts that you chose for your text: {count}."),
        next=N_("Choose a font for your page with font-family."),
        hints=(
            N_("How should your text sound: calm, bold, playful?"),
            N_("Look at your rule for body."),
            N_("Write font-family: Verdana, sans-serif; in your CSS."),
        ),
        measured=N_("Different fonts in use: {count}."),
    ),
    examples=(
        Example(
            shows="Two fonts, one of them named two times",
            project={
                "index.html": "<style>body { font-family: 'Noto Sans', sans-serif } h1 { font: 2em Georgia, serif }"
                'p { font-family: "noto sans" }</style><h1>A</h1><p>B</p><div>C</div>'
            },
            amount=2,
        ),
        Example(
            shows="Chosen for what is not there",
            project={"index.html": "<style>h2 { font-family: Georgia, serif }</style><p>B</p>"},
            amount=0,
            looked_at=1,
        ),
    ),
)
