"""Lines that stand close.

## What it looks for

Text of at least `min_words` words whose lines stand closer than `min` (1.4) times the size of the letters; Khmer text
closer than `khmer` (1.6), where signs above and below would touch. Texts with the same line height from the same rule
are one finding. `ratio` and `least` are those of the closest.

## Why it matters

The eye finds the next line when there is air between them.

## Limits

Browsers set lines 1.2 apart where nobody says anything. For Khmer they take what the font asks for: the check has no
opinion there.
"""

from __future__ import annotations

from pydantic import Field

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.seen import line_height, shown
from grader.website.words import count


class LineHeightParams(Params):
    """The smallest line heights, and how long a text must be."""

    min: float = Field(default=1.4, gt=0, strict=False)
    khmer: float = Field(default=1.6, gt=0, strict=False)
    min_words: int = Field(default=15, ge=1)


def observe(index: SiteIndex, params: LineHeightParams) -> Observation:
    """Every longer text whose lines stand close."""
    places: list[FilePlace] = []
    closest = float("inf")
    values: dict[str, str | int | float] = {}
    looked_at = 0
    for one in index.once(shown):
        # A text of so many words has at least as many letters: most texts are not counted.
        if len(one.text) < params.min_words or count(one.text) < params.min_words:
            continue
        element, cascade = one.element, index.cascade(one.page)
        winner = cascade.style(element, "line-height").winner
        ratio = line_height(cascade, element) if winner is not None or not one.khmer else None
        if ratio is None:
            continue
        hers = index.hers(element) or (winner is not None and index.declaration_hers(winner))
        looked_at += hers
        need = params.khmer if one.khmer else params.min
        if ratio >= need - 0.001:
            continue
        key = (round(ratio, 2), winner.path if winner else one.page.path, winner.start if winner else None)
        places.append(index.place(element, text=one.text, counts_as=key, hers=hers))
        if hers and ratio < closest:
            closest = ratio
            values = {"ratio": round(ratio, 2), "least": need}
    return Observation(tuple(places), looked_at, values=values)


CHECK = Check(
    title=N_("Lines that stand close"),
    kind="problem",
    severity="advice",
    source=True,
    params=LineHeightParams,
    observe=observe,
    words=Words(
        praise=N_("There is air between your lines."),
        next=N_("Give your text line-height: {least}, now it has {ratio}."),
        hints=(
            N_("Does your eye find the next line?"),
            N_("Look at {where}. How close do the lines stand?"),
            N_("Write line-height: 1.6; in your rule for body."),
        ),
        measured=N_("Line heights that are close: {count}."),
    ),
    examples=(
        Example(
            shows="Nothing is said, and lines that nearly touch",
            project={
                "index.html": "<style>.a { line-height: 1 }</style><p>"
                + "My cat sleeps all day. " * 5
                + '</p><p class="a">'
                "" + "My dog runs all day. " * 5 + "</p>"
            },
            amount=2,
            looked_at=2,
        ),
        Example(
            shows="In every unit",
            project={
                "index.html": "<style>body { line-height: 150% } .b { line-height: 24px }"
                " .c { line-height: 1.5em }</style>"
                + "".join(f'<p class="{name}">' + "My cat sleeps all day. " * 5 + "</p>" for name in "abc")
            },
            amount=0,
            looked_at=3,
        ),
        Example(
            shows="Khmer needs more, and what the font asks for is fine",
            project={
                "index.html": "<style>.a { line-height: 1.4 }</style><p>"
                + "ឆ្មារបស់ខ្ញុំដេកពេញមួយថ្ងៃ " * 5
                + '</p><p class="a">'
                "" + "ឆ្មារបស់ខ្ញុំដេកពេញមួយថ្ងៃ " * 5 + "</p>"
            },
            amount=1,
            looked_at=1,
        ),
        Example(
            shows="Short texts have one line", project={"index.html": "<p>My cat sleeps</p>"}, amount=0, looked_at=0
        ),
    ),
)
