"""A rule stands once.

## What it looks for

Two rules of one style sheet with the same selector, and a property that stands two times in one rule.

## Why it matters

Whoever changes the first one wonders why nothing happens: the last one counts.

## Limits

A second rule inside `@media` is another thing. A value before a newer one (`width: 90%; width: min(90%, 60em)`) is
meant for older browsers.
"""

from __future__ import annotations

from grader.check import Check, Example, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.slips.rules import doubled_places, doubled_values, rule_count

PAGE = '<!DOCTYPE html>\n<title>Cats</title>\n<link rel="stylesheet" href="s.css">\n<h1 class="big">Cats</h1>'


class DuplicateRulesParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: DuplicateRulesParams) -> Observation:
    """A place for each rule or declaration that repeats another; beside it stands the first."""
    return Observation(tuple(index.once(doubled_places)), index.once(rule_count), values=index.once(doubled_values))


CHECK = Check(
    title=N_("A rule stands once"),
    kind="problem",
    severity="advice",
    source=True,
    params=DuplicateRulesParams,
    observe=observe,
    words=Words(
        praise=N_("Every rule of your CSS stands once."),
        next=N_("{slip} Look at {where}."),
        hints=(
            N_("Which of the two counts?"),
            N_("Look at {where}. What else is there of that name?"),
            N_("Put both together, and take one out."),
        ),
        measured=N_("Places found: {count}."),
    ),
    examples=(
        Example(
            shows="Two rules for one selector",
            project={
                "index.html": PAGE,
                "s.css": "h1 { color: red }\np { margin: 0 }\nh1 { margin: 0 }\n",
            },
            amount=1,
            places=("h1",),
            looked_at=3,
        ),
        Example(
            shows="A property two times",
            project={
                "index.html": PAGE,
                "s.css": "h1 { color: red; margin: 0; color: blue }\n",
            },
            amount=1,
            places=("h1 { color: blue }",),
        ),
        Example(
            shows="On a phone, and for older browsers",
            project={
                "index.html": PAGE,
                "s.css": "h1 { width: 90%; width: min(90%, 60em) }\n@media (max-width: 600px) { h1 { width: 100% } }\n",
            },
            amount=0,
            looked_at=2,
        ),
    ),
)
