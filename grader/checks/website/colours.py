"""Colours of her own.

## What it looks for

Different colours that a visitor can see and that her CSS sets: of text, of backgrounds, of borders, in gradients. Every
way to write a colour is the same colour. With `body_has_both` nothing counts before the body of every page has both a
colour and a background.

## Why it matters

A few colours that belong together make a site one. Who sets the text's colour alone relies on white behind it.

## Limits

Colours in pictures are not seen. How well they fit together, a person sees.
"""

from __future__ import annotations

from collections.abc import Iterator

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.cascade import Cascade
from grader.website.colour import colour
from grader.website.css import Declaration
from grader.website.index import SiteIndex
from grader.website.model import Element, Page
from grader.website.properties import SIDES
from grader.website.seen import hidden
from grader.website.values import parsed, text_of
from grader.website.words import says_something

_BORDERS = tuple((f"border-{side}-color", f"border-{side}-style") for side in SIDES)
_OF_BOXES = ("background-color", "background-image", *(style for _, style in _BORDERS))


class ColoursParams(Params):
    """Whether the body must have both."""

    body_has_both: bool = False


def observe(index: SiteIndex, params: ColoursParams) -> Observation:
    """A place for every colour and rule that sets it; near are bodies that have one of two."""
    places: list[FilePlace] = []
    near: list[FilePlace] = []
    seen: set[tuple[int, str]] = set()
    looked_at = 0
    for page in index.pages:
        cascade = index.cascade(page)
        for declared, shade in _on(index, page, cascade):
            if (id(declared), shade) not in seen:
                seen.add((id(declared), shade))
                places.append(index.declaration_place(declared, counts_as=shade))
        body = next((one for one in page.root.elements if one.name == "body"), None)
        if body is not None and says_something(body):
            looked_at += 1
            if params.body_has_both and not _has_both(cascade, page.root, body):
                near.append(index.place(body) if body.written else index.file_place(page.path))
    if near:
        return Observation((), looked_at, tuple(near))
    return Observation(tuple(places), looked_at)


def _on(index: SiteIndex, page: Page, cascade: Cascade) -> Iterator[tuple[Declaration, str]]:
    """The colours of a page with who sets them; elements with the same style are asked one time."""
    unseen = index.once(hidden)
    looks: set[int] = set()
    texts = {element for element, _ in index.texts(page)}
    asked: set[int] = set()
    for element in page.elements:
        if element in unseen:
            continue
        look = cascade.look(element)
        if element in texts and look not in asked:
            asked.add(look)
            yield from _of(cascade, element, "color")
        if look in looks:
            continue
        looks.add(look)
        if cascade.silent(element, *_OF_BOXES):
            continue
        yield from _of(cascade, element, "background-color")
        yield from _of(cascade, element, "background-image")
        for name, style in _BORDERS:
            if cascade.style(element, style).value.lower() not in {"none", "hidden"}:
                yield from _of(cascade, element, name)


def _of(cascade: Cascade, element: Element, name: str) -> Iterator[tuple[Declaration, str]]:
    computed = cascade.style(element, name)
    if computed.winner is None:
        return
    values = _in_image(computed.value) if name == "background-image" else [computed.value]
    for value in values:
        found = colour(value)
        if found is not None and found.alpha > 0:
            yield computed.winner, found.hex


def _in_image(value: str) -> Iterator[str]:
    """The colours of a gradient."""
    for token in parsed(value):
        if token.type == "function" and token.lower_name.endswith("gradient"):
            yield from (text_of([part]) for part in token.arguments if part.type in {"ident", "hash", "function"})


def _has_both(cascade: Cascade, root: Element, body: Element) -> bool:
    if cascade.style(body, "color").winner is None:
        return False
    for element in (body, root):
        shade = cascade.style(element, "background-color")
        found = colour(shade.value) if shade.winner is not None else None
        image = cascade.style(element, "background-image")
        if (found is not None and found.alpha > 0) or (image.winner is not None and image.value.lower() != "none"):
            return True
    return False


CHECK = Check(
    title=N_("Colours of your own"),
    kind="count",
    source=True,
    params=ColoursParams,
    observe=observe,
    words=Words(
        praise=N_("Different colours that your style sheet chose: {count}."),
        next=N_("Choose one more colour for your page."),
        hints=(
            N_("Which colours fit what you tell?"),
            N_("Look at your rule for body. Has it color and background?"),
            N_("Write color: and background-color: in a rule of your CSS."),
        ),
        measured=N_("Different colours that can be seen: {count}."),
    ),
    examples=(
        Example(
            shows="One colour in four ways to write it, and a background",
            project={
                "index.html": "<style>h1 { color: red } p { color: #F00 } li { color: rgb(255 0 0);"
                " border: 1px solid #ff0000 }"
                "body { background: linen }</style><h1>A</h1><p>B</p><ul><li>C</ul>"
            },
            amount=2,
        ),
        Example(
            shows="What matches nothing, is beaten, or is not there to see",
            project={
                "index.html": "<style>h2 { color: red } p { color: blue } p.a { color: green;"
                " border-color: pink }</style>"
                "<p class=a>A</p>"
            },
            amount=1,
            places=("p.a { color: green }",),
        ),
        Example(
            shows="A variable and a gradient",
            project={
                "index.html": "<style>:root { --m: purple } h1 { color: var(--m) } body { background: "
                "linear-gradient(gold, white) }</style><h1>A</h1>"
            },
            amount=3,
        ),
        Example(shows="What the browser chose", project={"index.html": '<p>A</p><a href="b.html">B</a>'}, amount=0),
        Example(
            shows="The body has one of two",
            project={"index.html": "<style>body { color: navy }</style><p>A</p>"},
            params={"body_has_both": True},
            amount=0,
        ),
        Example(
            shows="The background may be that of the page",
            project={"index.html": "<style>html { background: linen; color: navy }</style><p>A</p>"},
            params={"body_has_both": True},
            amount=2,
        ),
    ),
)
