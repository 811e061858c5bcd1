"""Text reads well where it stands.

## What it looks for

Texts that are too near in lightness to what lies behind them, as axe measures them in a browser: 4.5 to 1 for small
text, 3 to 1 for large. Where axe cannot tell (over a picture or a gradient) the text is near, for a person to look.

## Why it matters

Pale text is the first thing that is lost: in the sun, on an old screen, for tired eyes.

## Limits

Looked at on a laptop's window, or at another `width` when that is the widest that a rubric asks for. Where nothing can
be told for sure, it waits for a person. `website.contrast` answers without a browser.
"""

from __future__ import annotations

from typing import ClassVar

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.live.rendering.site import RenderedSite
from grader.live.rendering.wanted import CONTRAST_RULES, LAPTOP


class ContrastParams(Params):
    """Whether scripts run."""

    rules: ClassVar[tuple[str, ...]] = CONTRAST_RULES
    width: ClassVar[int] = LAPTOP
    scripts: bool = False


def observe(site: RenderedSite, params: ContrastParams) -> Observation:
    """A place for each pale text; near are those where a person must look: `unsure` says how many."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    looked_at = 0
    for page, seen in site.pages():
        if seen.axe is not None and site.page_hers(page):
            looked_at += sum(seen.axe.passed.get(rule, 0) for rule in params.rules)
        for one in site.noted(page, seen, *params.rules):
            place = site.place(page, one.part)
            if not one.sure:
                near.append(place)
                continue
            places.append(place)
            looked_at += site.hers(page, one.part)
            # Cut, not rounded: 4.49 must not be shown as the 4.5 it does not reach.
            found = int(one.ratio * 10) / 10
            values = values or {"found": found, "need": one.needed, "ink": one.ink, "paper": one.paper}
    return Observation(tuple(places), looked_at, tuple(near), {**values, "unsure": len(near)})


_TOP = '<!doctype html><html lang="en"><title>Cats</title>'

CHECK = Check(
    title=N_("Text reads well"),
    kind="problem",
    params=ContrastParams,
    observe=observe,
    needs="axe",
    severity="warning",
    words=Words(
        praise=N_("Your text reads well on its background."),
        next=N_("Make the text in {where} darker or lighter."),
        hints=(
            N_("Which text would you not read in the sun?"),
            N_("Look at its color and the background behind it."),
            N_("Take a darker color for text, a lighter background."),
        ),
        measured=N_("Texts too pale: {count}. Please look with your eyes at: {unsure}."),
    ),
    examples=(
        Example(
            shows="Light grey on white, and black on white",
            project={"index.html": _TOP + '<h1>My cats</h1><p style="color: #aaa">They sleep.</p>'},
            amount=1,
            places=('<p style="color: #aaa">They sleep.</p>',),
            looked_at=2,
        ),
        Example(
            shows="Dark grey reads well",
            project={"index.html": _TOP + '<p style="color: #555">They sleep.</p>'},
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="Over a gradient a person must look",
            project={
                "index.html": _TOP + '<p style="color: #777; background: linear-gradient(white, black)">They sleep.</p>'
            },
            amount=0,
            looked_at=0,
        ),
    ),
)
