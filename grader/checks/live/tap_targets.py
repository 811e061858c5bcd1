"""Fingers hit what they aim at.

## What it looks for

Links, buttons and fields that are smaller than `size` pixels on a phone, with another one so near that a finger
reaches both. Links inside a sentence and tick boxes as the browser draws them are allowed, as in WCAG 2.2.

## Why it matters

A finger is wide. A menu of small words is a menu of other pages than the one you wanted.

## Limits

What is seen when the page has opened is looked at; menus that open later are not.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.live.rendering.boxes import too_near
from grader.live.rendering.site import RenderedSite
from grader.live.rendering.wanted import PHONE


class TapTargetsParams(Params):
    """How large is large enough, and how wide the window is."""

    size: Annotated[int, Field(ge=1, le=200)] = 24
    width: int = PHONE
    scripts: bool = False


def observe(site: RenderedSite, params: TapTargetsParams) -> Observation:
    """A place for everything that is too small. `broad` and `high` are the size of the first."""
    places: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    looked_at = 0
    for seen in site.views(params.width):
        targets = [target for target in seen.view.targets if site.counts(seen.page, target.part)]
        for target in targets:
            box = target.part.box
            looked_at += site.hers(seen.page, target.part)
            small = min(box.width, box.height) < params.size
            others = [other.part.box for other in seen.view.targets if other is not target]
            if target.free or not small or not too_near(box, others, params.size):
                continue
            places.append(site.place(seen.page, target.part))
            values = values or {"broad": round(box.width), "high": round(box.height), "size": params.size}
    return Observation(tuple(places), looked_at, values=values)


_TOP = "<!doctype html><title>Cats</title>"
_MENU = '<nav><a href="#a">A</a> <a href="#b">B</a> <a href="#c">C</a></nav>'

CHECK = Check(
    title=N_("Links and buttons fit a finger"),
    kind="problem",
    params=TapTargetsParams,
    observe=observe,
    needs="browser",
    severity="advice",
    words=Words(
        praise=N_("Fingers hit your links and buttons."),
        next=N_("Give {where} more room for a finger."),
        hints=(
            N_("Which link do you miss with your thumb?"),
            N_("Look at the links of your menu on a phone."),
            N_("Give them padding, and display: inline-block."),
        ),
        measured=N_("Links and buttons too small for a finger: {count}."),
    ),
    examples=(
        Example(
            shows="A menu of single letters",
            project={"index.html": _TOP + _MENU},
            amount=3,
            looked_at=3,
        ),
        Example(
            shows="The same menu with padding",
            project={"index.html": _TOP + "<style>a { padding: 12px; display: inline-block }</style>" + _MENU},
            amount=0,
            looked_at=3,
        ),
        Example(
            shows="Links inside a sentence",
            project={"index.html": _TOP + '<p>I like <a href="#a">A</a>/<a href="#b">B</a> very much.</p>'},
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="A small link with much room around it",
            project={
                "index.html": _TOP + '<p><a href="#a">A</a></p><p style="height: 80px"></p><p><a href="#b">B</a></p>'
            },
            amount=0,
            looked_at=2,
        ),
    ),
)
