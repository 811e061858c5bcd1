"""Fonts without a second choice.

## What it looks for

A `font-family` that sets visible text and names no generic family (`serif`, `sans-serif`, `system-ui` and the like).
`family` is the name of the first.

## Why it matters

A font that a visitor does not have is replaced by any other. `sans-serif` at the end says which kind.

## Limits

Fonts of symbols alone need no second choice.
"""

from __future__ import annotations

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.seen import GENERIC, families, shown


class FontFallbackParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: FontFallbackParams) -> Observation:
    """Every declaration that names no generic family."""
    places: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    seen: set[int] = set()
    looks = {(one.page, one.look): one.element for one in reversed(index.once(shown))}
    looked_at = 0
    for element in reversed(looks.values()):
        computed = index.style(element, "font-family")
        winner = computed.winner
        if winner is None or id(winner) in seen:
            continue
        seen.add(id(winner))
        names = families(computed.value)
        looked_at += index.declaration_hers(winner)
        if names and not any(name in GENERIC for name in names):
            places.append(index.declaration_place(winner))
            if not values and index.declaration_hers(winner):
                values = {"family": names[-1]}
    return Observation(tuple(places), looked_at, values=values)


CHECK = Check(
    title=N_("Fonts without a second choice"),
    kind="problem",
    severity="advice",
    source=True,
    params=FontFallbackParams,
    observe=observe,
    words=Words(
        praise=N_("Your fonts have a second choice for every computer."),
        next=N_("Add sans-serif behind {family}, if the font is missing."),
        hints=(
            N_("What if a visitor does not have this font?"),
            N_("Look at {where}. Which name stands last?"),
            N_("Put a comma behind the name, then serif or sans-serif."),
        ),
        measured=N_("Choices without a generic font: {count}."),
    ),
    examples=(
        Example(
            shows="One name alone",
            project={
                "index.html": "<style>p { font-family: Papyrus } h1 { font-family: Georgia, serif }</style>"
                "<h1>A</h1><p>B</p>"
            },
            amount=1,
            looked_at=2,
            places=("p { font-family: Papyrus }",),
        ),
        Example(
            shows="The browser's font, and a generic one through a variable",
            project={
                "index.html": "<style>:root { --f: Arial, sans-serif } p { font-family: var(--f) }</style>"
                "<h1>A</h1><p>B</p>"
            },
            amount=0,
            looked_at=1,
        ),
    ),
)
