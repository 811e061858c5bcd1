"""Something happens when a visitor points.

## What it looks for

Rules with `:hover` or `:focus` (`:focus-visible`, `:focus-within`, `:active` too) that are for an element of the page
and set something to another value than it has otherwise. `selector` asks for certain elements, `moments` for certain
ones of the five.

## Why it matters

A button that answers the mouse and the keyboard says "you can press me".

## Limits

Whether another rule for the same moment beats it, the check does not see.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.asking import Selectors, listed
from grader.website.colour import colour
from grader.website.css import Declaration, Rule
from grader.website.index import WIDTH, SiteIndex
from grader.website.meant import Meant
from grader.website.model import Element
from grader.website.values import parsed

Moment = Literal["hover", "focus", "focus-visible", "focus-within", "active"]


class HoverParams(Params):
    """Which elements, and which moments."""

    selector: Selectors = ()
    moments: Annotated[tuple[Moment, ...], BeforeValidator(listed)] = (
        "hover",
        "focus",
        "focus-visible",
        "focus-within",
        "active",
    )


def observe(index: SiteIndex, params: HoverParams) -> Observation:
    """Every rule that changes something at a moment, each selector one time; near are those that do not."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    wanted: set[Element] | None = None
    if params.selector:
        wanted = {element for selector in params.selector for element in index.select(selector)}
    for page in index.pages:
        meant = Meant(index, page, (WIDTH,), wanted)
        for rule in index.rules(page):
            if not rule.declarations or not _moments(rule.selector) & set(params.moments):
                continue
            changing = _changing(index, rule, meant)
            key = " ".join(rule.selector.lower().split())
            if changing is not None:
                places.append(index.declaration_place(changing, counts_as=key))
            else:
                near.append(index.declaration_place(rule.declarations[0], counts_as=key))
    return Observation(tuple(places), len(places) + len(near), tuple(near))


def _moments(selector: str) -> set[str]:
    """The names behind single colons in a selector."""
    found: set[str] = set()
    stack: list[tuple[Any, ...]] = [tuple(parsed(selector))]
    while stack:
        tokens = stack.pop()
        for at, token in enumerate(tokens):
            if token.type == "function":
                stack.append(tuple(token.arguments))
            elif token.type == "ident" and at and tokens[at - 1] == ":":
                found.add(str(token.lower_value))
    return found


def _changing(index: SiteIndex, rule: Rule, meant: Meant) -> Declaration | None:
    elements = meant.by(rule)
    for declared in rule.declarations:
        for name, value in declared.longhands or ():
            if any(_differs(declared, value, index.style(one, name).value) for one in elements):
                return declared
    return None


def _differs(declared: Declaration, value: str, otherwise: str) -> bool:
    if declared.pending:
        return True
    here, there = value.strip().lower(), otherwise.strip().lower()
    if here == there:
        return False
    first, second = colour(here), colour(there)
    return first is None or second is None or first.hex != second.hex


CHECK = Check(
    title=N_("Something happens when a visitor points"),
    kind="count",
    source=True,
    params=HoverParams,
    observe=observe,
    words=Words(
        praise=N_("Things that answer the mouse or the keyboard: {count}."),
        next=N_("Let a link or a button change when a visitor points."),
        hints=(
            N_("How does a visitor see what she can press?"),
            N_("Look at the rule for your links."),
            N_("Write a rule for a:hover with another colour."),
        ),
        measured=N_("Rules that change something at a moment: {count}."),
    ),
    examples=(
        Example(
            shows="A link changes its colour",
            project={"index.html": '<style>a:hover { color: red }</style><a href="b.html">B</a>'},
            amount=1,
            places=("a:hover { color: red }",),
        ),
        Example(
            shows="The keyboard is a way to point",
            project={
                "index.html": "<style>button:focus-visible { outline: 3px solid gold }</style><button>Go</button>"
            },
            amount=1,
        ),
        Example(
            shows="Nothing is there, or nothing changes",
            project={
                "index.html": "<style>button:hover { color: red } p { color: #ff0000 } p:hover { color: red }"
                "</style><p>Hi</p>"
            },
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Certain elements, certain moments",
            project={"index.html": '<style>p:hover { color: red }</style><p>Hi</p><a href="b.html">B</a>'},
            params={"selector": "a"},
            amount=0,
        ),
        Example(
            shows="A word that CSS does not know",
            project={"index.html": "<style>p:hover { colour: red }</style><p>Hi</p>"},
            amount=0,
        ),
    ),
)
