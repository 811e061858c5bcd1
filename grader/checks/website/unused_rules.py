"""Every rule finds something.

## What it looks for

Rules whose selector matches nothing on any page that uses their style sheet.

## Why it matters

Often a class is spelt in two ways: `.hedaer` in one file, `header` in the other.

## Limits

Rules for moments (`:hover`) and for parts (`::before`) go by their element. Rules of frameworks count too. Scripts may
add what a selector waits for.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.slips.rules import rule_count, unused_rules, unused_slip

PAGE = '<!DOCTYPE html>\n<title>Cats</title>\n<link rel="stylesheet" href="s.css">\n<h1 class="big">Cats</h1>'


class UnusedRulesParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: UnusedRulesParams) -> Observation:
    """A place for each rule that matches nothing."""
    found = index.once(unused_rules)
    places = [index.rule_place(rule) for rule in found]
    first = next((rule for rule, place in zip(found, places, strict=True) if place.hers), None)
    slip = unused_slip(index, first) if first is not None else None
    values = {"slip": slip.key, **slip.values} if slip is not None else {}
    return Observation(tuple(places), max(sum(place.hers for place in places), index.once(rule_count)), values=values)


CHECK = Check(
    title=N_("Every rule finds something"),
    kind="problem",
    severity="advice",
    source=True,
    params=UnusedRulesParams,
    observe=observe,
    words=Words(
        praise=N_("Every rule of your CSS finds something on your pages."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Which part of the page is this rule for?"),
            N_("Look at {where}. Is the name the same on the page?"),
            N_("Change the class on the page, or the selector in the rule."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="A class is spelt in two ways",
            project={
                "index.html": PAGE,
                "s.css": "h1 { color: red }\n.bgi { margin: 0 }\n",
            },
            amount=1,
            places=(".bgi",),
            looked_at=2,
        ),
        Example(
            shows="Nothing of that name",
            project={
                "index.html": PAGE,
                "s.css": "aside { color: red }\n",
            },
            amount=1,
        ),
        Example(
            shows="At moments, and on a phone",
            project={
                "index.html": PAGE,
                "s.css": "h1:hover { color: red }\n@media (max-width: 600px) { .big { margin: 0 } }\n",
            },
            amount=0,
            looked_at=2,
        ),
    ),
)
