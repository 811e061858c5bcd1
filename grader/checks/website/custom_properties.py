"""Variables in CSS.

## What it looks for

Custom properties (`--main-colour: purple`) that are used with `var()` in a declaration that takes effect. Each name
counts one time, however often it is set. Near are those that nothing uses.

## Why it matters

A colour with a name is changed in one place.

## Limits

What a script sets or reads is not seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import PHONE, WIDTH, SiteIndex


class CustomPropertiesParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: CustomPropertiesParams) -> Observation:
    """Every variable that is used; near are the others."""
    declared = [one for one in index.declarations() if one.name.startswith("--")]
    used: set[str] = set()
    if declared:
        for page in index.pages:
            for width in (WIDTH, PHONE):
                for winner in index.cascade(page, width).winners:
                    used.update(_names(winner.tokens) if winner.pending else ())
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    for one in declared:
        (places if one.name in used else near).append(index.declaration_place(one, counts_as=one.name))
    return Observation(tuple(places), len(declared), tuple(near))


def _names(tokens: Any) -> Iterator[str]:
    """The variables that a value asks for, in fallbacks too."""
    stack = [iter(tokens)]
    while stack:
        token = next(stack[-1], None)
        if token is None:
            stack.pop()
        elif token.type == "function":
            if token.lower_name == "var":
                first = next((one for one in token.arguments if one.type == "ident"), None)
                if first is not None:
                    yield str(first.value)
            stack.append(iter(token.arguments))
        elif token.type in {"() block", "[] block", "{} block"}:
            stack.append(iter(token.content))


CHECK = Check(
    title=N_("Variables in CSS"),
    kind="count",
    source=True,
    params=CustomPropertiesParams,
    observe=observe,
    words=Words(
        praise=N_("Variables of your style sheet that are used: {count}."),
        next=N_("Give a colour a name, and use it with var()."),
        hints=(
            N_("Which colour stands in many places?"),
            N_("Look for it in your style sheet."),
            N_("Write --main: purple; for :root, then color: var(--main)."),
        ),
        measured=N_("Variables that are used: {count}."),
    ),
    examples=(
        Example(
            shows="One that is used, one that is not",
            project={
                "index.html": "<style>:root { --main: purple; --other: red } h1 { color: var(--main) }</style>"
                "<h1>Hi</h1>"
            },
            amount=1,
            looked_at=2,
            places=(":root { --main: purple }",),
        ),
        Example(
            shows="Used where nothing matches",
            project={"index.html": "<style>:root { --main: purple } h2 { color: var(--main) }</style><h1>Hi</h1>"},
            amount=0,
        ),
        Example(
            shows="Set two times is one, and used inside another value",
            project={
                "index.html": "<style>:root { --b: 2px } h1 { --b: 4px; border: calc(var(--b) * 2) solid }</style>"
                "<h1>Hi</h1>"
            },
            amount=1,
        ),
    ),
)
