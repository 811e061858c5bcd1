"""A font that has Khmer letters.

## What it looks for

Khmer text in a `font-family` that names no font with Khmer letters, such as `Noto Sans Khmer`, `Khmer OS` or
`Battambang`. `family` is the first name there.

## Why it matters

A font without Khmer letters hands them to any other one. Then they are smaller than the rest, or look odd.

## Limits

The check knows fonts by their names. Text without any `font-family` is set in what the browser likes: that is fine.
"""

from __future__ import annotations

import re

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.seen import families, shown

_KHMER = (
    "khmer",
    "angkor",
    "battambang",
    "bayon",
    "bokor",
    "chenla",
    "content",
    "dangrek",
    "daunpenh",
    "fasthand",
    "freehand",
    "hanuman",
    "kantumruy",
    "kdam",
    "koulen",
    "leelawadee",
    "metal",
    "moolboran",
    "moul",
    "nokora",
    "odor",
    "preahvihear",
    "siemreap",
    "suwannaphum",
    "taprom",
)
_NAMED = re.compile(rf"(?:^|[\s-])(?:{'|'.join(_KHMER)})")


class KhmerFontParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: KhmerFontParams) -> Observation:
    """Every declaration that sets Khmer text in fonts without Khmer letters."""
    places: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    seen: set[tuple[int, str]] = set()  # of these nothing new is said; the value may rest on a variable
    told: set[int] = set()
    looked_at = 0
    for one in index.once(shown):
        if not one.khmer:
            continue
        computed = index.style(one.element, "font-family")
        winner = computed.winner
        hers = index.hers(one.element) or (winner is not None and index.declaration_hers(winner))
        looked_at += hers
        if winner is None or (id(winner), computed.value) in seen:
            continue
        seen.add((id(winner), computed.value))
        names = families(computed.value)
        if not names or any(map(_has_khmer, names)) or id(winner) in told:
            continue
        told.add(id(winner))
        places.append(index.declaration_place(winner, hers=hers))
        if hers and not values:
            values = {"family": names[0]}
    return Observation(tuple(places), looked_at, values=values)


def _has_khmer(name: str) -> bool:
    return _NAMED.search(name) is not None


CHECK = Check(
    title=N_("Khmer text in a font without Khmer letters"),
    kind="problem",
    severity="advice",
    source=True,
    params=KhmerFontParams,
    observe=observe,
    words=Words(
        praise=N_("Your Khmer text has a Khmer font."),
        next=N_('Add a Khmer font behind {family}, such as "Noto Sans Khmer".'),
        hints=(
            N_("Which font shows your Khmer letters?"),
            N_("Look at {where}. Which of these fonts has Khmer letters?"),
            N_('Write "Noto Sans Khmer" before sans-serif.'),
        ),
        measured=N_("Choices without a Khmer font: {count}."),
    ),
    examples=(
        Example(
            shows="A font that has Latin letters alone",
            project={"index.html": "<style>p { font-family: Arial, sans-serif }</style><p>ឆ្មារបស់ខ្ញុំ</p>"},
            amount=1,
            looked_at=1,
        ),
        Example(
            shows="A Khmer font among them, and the browser's choice",
            project={
                "index.html": "<style>p { font-family: Arial, 'Noto Sans Khmer', sans-serif }</style><p>ឆ្មារបស់ខ្ញុំ</p>"
                "<h1>ឆ្មា</h1>"
            },
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="English text needs none",
            project={"index.html": "<style>p { font-family: Arial, sans-serif }</style><p>My cat</p>"},
            amount=0,
            looked_at=0,
        ),
    ),
)
