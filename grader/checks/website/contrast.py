"""Text is hard to read.

## What it looks for

Texts whose colour is too near to the colour behind them: less than 4.5 to 1, or 3 to 1 for large text (24 px, or
18.66 px and bold), as WCAG 2 AA asks. Texts with the same two colours from the same rules are one finding. `ratio` asks
for more or less of normal text.

## Why it matters

Pale letters vanish in the sun and on a cheap screen. Many readers see less well than she does.

## Limits

Only plain backgrounds are judged: over a picture or a gradient, under an opacity or a filter, and in boxes that lie
over others, the numbers do not tell. Text that cannot be seen (`display: none`) is left aside.
"""

from __future__ import annotations

from pydantic import Field

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.contrast import Reading
from grader.website.css import Declaration
from grader.website.index import SiteIndex

AA = 4.5


class ContrastParams(Params):
    """How strong the contrast of normal text must be; large text needs two thirds of it."""

    ratio: float = Field(default=AA, ge=1, le=21, strict=False)


def observe(index: SiteIndex, params: ContrastParams) -> Observation:
    """A place for every text that reads badly. `ratio`, `ink`, `paper` are those of the palest."""
    places: list[FilePlace] = []
    looked_at = 0
    palest: Reading | None = None
    for page in index.pages:
        for element, text in index.texts(page):
            reading = index.reading(element)
            if reading is None:
                continue
            hers = index.hers(element) or _hers(index, reading.ink_by) or _hers(index, reading.paper_by)
            looked_at += hers
            if reading.ratio >= reading.needed * params.ratio / AA:
                continue
            pair = (reading.ink.hex, reading.paper.hex, reading.ink_by, reading.paper_by)
            places.append(index.place(element, text=text, counts_as=pair, hers=hers))
            if hers and (palest is None or reading.ratio < palest.ratio):
                palest = reading
    values: dict[str, str | int | float] = {}
    if palest is not None:
        # Cut, not rounded: 4.49 must not be shown as the 4.5 it does not reach.
        values = {"ratio": int(palest.ratio * 10) / 10, "ink": palest.ink.hex, "paper": palest.paper.hex}
        values["needed"] = palest.needed * params.ratio / AA
    return Observation(tuple(places), looked_at, (), values)


def _hers(index: SiteIndex, declared: Declaration | None) -> bool:
    return declared is not None and index.declaration_hers(declared)


CHECK = Check(
    title=N_("Text is hard to read"),
    kind="problem",
    severity="warning",
    params=ContrastParams,
    observe=observe,
    words=Words(
        praise=N_("Every text stands out from its background."),
        next=N_("Make the words darker or the background lighter: {where}."),
        hints=(
            N_("Can you read your page in bright sun?"),
            N_("Look at {where}. It has {ink} on {paper}."),
            N_("Choose a darker colour. Text needs 4.5 to 1, now {ratio}."),
        ),
        measured=N_("Pairs of colours that are too near: {count}."),
    ),
    examples=(
        Example(
            shows="Light grey on white",
            project={"index.html": "<style>p { color: #aaa }</style><p>She climbs every day</p><p>And reads</p>"},
            amount=1,
            looked_at=2,
            places=("She climbs every day", "And reads"),
        ),
        Example(
            shows="Two pale pairs",
            project={"index.html": '<p style="color: #aaa">Cats</p><p style="background: pink; color: white">Dogs</p>'},
            amount=2,
        ),
        Example(
            shows="Dark on light, and large text needs less",
            project={"index.html": '<h1 style="color: #888">Cats</h1><p style="color: #595959">Soft cats</p>'},
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="The background may come from further out",
            project={"index.html": '<body style="background: navy"><main><p>Black on dark blue</p></main>'},
            amount=1,
        ),
        Example(
            shows="Over a picture nobody can tell by numbers",
            project={"index.html": '<div style="background-image: url(a.png)"><p style="color: #aaa">Cats</p></div>'},
            amount=0,
            looked_at=0,
        ),
        Example(
            shows="A value that browsers throw away changes nothing",
            project={"index.html": "<!DOCTYPE html><style>p { color: ccc }</style><p>Cats</p>"},
            amount=0,
            looked_at=1,
        ),
        Example(shows="No text, nothing to read", project={"index.html": '<img src="a.png">'}, amount=0, looked_at=0),
    ),
)
