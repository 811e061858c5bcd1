"""Everything has a name.

## What it looks for

Links, buttons, fields, pictures and frames that have no name for people who hear the page, as axe finds them in a
browser: the text of a link, the `alt` of a picture, the `label` of a field.

## Why it matters

A screen reader says "button". With a name it says what the button does.

## Limits

Whether a name says the right thing, a person sees. Where axe cannot tell, the part is near, for a person to look.
"""

from __future__ import annotations

from typing import ClassVar

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.live.rendering.site import RenderedSite
from grader.live.rendering.wanted import LAPTOP, NAME_RULES


class NamesParams(Params):
    """Whether scripts run."""

    rules: ClassVar[tuple[str, ...]] = NAME_RULES
    width: ClassVar[int] = LAPTOP
    scripts: bool = False


def observe(site: RenderedSite, params: NamesParams) -> Observation:
    """A place for each part without a name; near are those where a person must look: `unsure` says how many."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    looked_at = 0
    part = ""
    for page, seen in site.pages():
        if seen.axe is not None and site.page_hers(page):
            looked_at += sum(seen.axe.passed.get(rule, 0) for rule in params.rules)
        for one in site.noted(page, seen, *params.rules):
            place = site.place(page, one.part, counts_as=f"{page.path} {one.part.order}")
            if not one.sure:
                near.append(place)
                continue
            places.append(place)
            part = part or one.part.name
            looked_at += site.hers(page, one.part)
    return Observation(tuple(places), looked_at, tuple(near), {"part": part, "unsure": len(near)})


_TOP = '<!doctype html><html lang="en"><title>Cats</title><h1>Cats</h1>'

CHECK = Check(
    title=N_("Everything has a name"),
    kind="problem",
    params=NamesParams,
    observe=observe,
    needs="axe",
    severity="warning",
    words=Words(
        praise=N_("Links, buttons and pictures all have a name."),
        next=N_("Give {where} a name that can be read aloud."),
        hints=(
            N_("What would a friend hear who cannot see it?"),
            N_("Look for a link, field or picture without words."),
            N_("Write text into it, or give it alt or a label."),
        ),
        measured=N_("Parts without a name: {count}."),
    ),
    examples=(
        Example(
            shows="An empty link, a button without words, a field without a label",
            project={"index.html": _TOP + '<a href="#a"></a><button></button><input type="text">'},
            amount=3,
            looked_at=3,
        ),
        Example(
            shows="All of them with a name",
            project={
                "index.html": _TOP + '<a href="#a">More</a><button>Play</button><label>Age <input type="text"></label>'
            },
            amount=0,
            looked_at=3,
        ),
        Example(
            shows="A page without anything that needs a name",
            project={"index.html": _TOP + "<p>They sleep.</p>"},
            amount=0,
            looked_at=0,
        ),
    ),
)
