"""Classes that no rule is for.

## What it looks for

Classes of elements that no style sheet of the page names, when the style sheets name others. `word` is the first, and
`nearest` a class of the style sheet that is spelled nearly like it.

## Why it matters

`class="hedaer"` and `.header`: one letter, and the rule is for nobody.

## Limits

A class can be there for a script or for later: pages with scripts or with style sheets of other sites are left aside.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import Any

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.model import Page
from grader.website.values import parsed


class UndefinedClassesParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: UndefinedClassesParams) -> Observation:
    """The first element of every class that no rule names."""
    places: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    looked_at = 0
    for page in index.pages:
        known = _known(index, page)
        if known is None:
            continue
        told: set[str] = set()
        for element in page.elements:
            if element.start is None or "class" not in element.attributes:
                continue
            looked_at += index.hers(element)
            for name in element.attributes["class"].split():
                if name in known or name in told:
                    continue
                told.add(name)
                places.append(index.place(element, counts_as=name))
                if not values and index.hers(element):
                    near = get_close_matches(name.lower(), sorted(known)[:500], n=1, cutoff=0.7)
                    values = {"word": name, "nearest": near[0] if near else ""}
    return Observation(tuple(places), looked_at, values=values)


def _known(index: SiteIndex, page: Page) -> set[str] | None:
    """The classes that the style sheets of a page name; None where others may name more."""
    if any(True for _ in index.named_on(page, "script")):
        return None
    sources = index.style_sources(page)
    if not sources or any(source.sheet is None for source in sources):
        return None
    found: set[str] = set()
    for selector in {rule.selector for rule in index.rules(page) if "." in rule.selector or "[" in rule.selector}:
        if _classes(selector, found):
            return None
    return found


def _classes(selector: str, found: set[str]) -> bool:
    """Add the names of a selector; true when it asks for parts of classes, as `[class^=col]` does."""
    stack: list[Any] = [parsed(selector)]
    while stack:
        tokens = stack.pop()
        for at, token in enumerate(tokens):
            if token.type == "function":
                stack.append(token.arguments)
            elif token.type == "[] block":
                if any(one.type == "ident" and one.lower_value == "class" for one in token.content):
                    return True
            elif token.type == "ident" and at and tokens[at - 1] == ".":
                found.add(str(token.value))
    return False


CHECK = Check(
    title=N_("Classes that no rule is for"),
    kind="problem",
    severity="advice",
    source=True,
    params=UndefinedClassesParams,
    observe=observe,
    words=Words(
        praise=N_("Every class has its rule."),
        next=N_("No rule is for the class {word} yet: {where}."),
        hints=(
            N_("What should this class look like?"),
            N_("Look at {where}, and at the names in your style sheet."),
            N_("Write a rule that begins with a dot and {word}."),
        ),
        measured=N_("Classes without a rule: {count}."),
    ),
    examples=(
        Example(
            shows="Two letters changed places",
            project={
                "index.html": "<style>.header { color: red }</style><p class='hedaer big'>A</p><p class=header>B</p>"
            },
            amount=2,
            looked_at=2,
        ),
        Example(
            shows="Named in a longer selector",
            project={
                "index.html": "<style>ul:not(.a) > li.b:hover { color: red }</style><ul class=a><li class=b>A</ul>"
            },
            amount=0,
        ),
        Example(
            shows="A script, or a style sheet of another site, may name it",
            project={
                "index.html": "<style>p { margin: 0 }</style><script>go()</script><p class=a>A</p>",
                "b.html": '<link rel=stylesheet href="https://example.org/a.css"><p class=a>A</p>',
            },
            amount=0,
            looked_at=0,
        ),
    ),
)
