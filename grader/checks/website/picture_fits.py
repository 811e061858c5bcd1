"""Pictures that are wider than a phone.

## What it looks for

Pictures (`<img>`) that would be shown wider than a phone's screen of 360 pixels: by their CSS, their `width`, or their
own pixels, and with no `max-width` that holds them back. One file is one finding.

## Why it matters

A picture that sticks out makes the whole page slide sideways.

## Limits

Where the width is not known (the file is elsewhere, the value is worked out by the browser) the check has no opinion.
What a box around the picture cuts off, it does not see.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website import pictures
from grader.website.index import PHONE, SiteIndex
from grader.website.model import Element, Page
from grader.website.picture_facts import picture_facts
from grader.website.seen import Alike, hidden
from grader.website.values import parsed, pixels

_OF_SCREEN = frozenset({"vw", "svw", "lvw", "dvw", "vi"})


class PictureFitsParams(Params):
    """There is nothing to set."""


def observe(index: SiteIndex, _: PictureFitsParams) -> Observation:
    """Every picture that sticks out."""
    unseen = index.once(hidden)
    places: list[FilePlace] = []
    looked_at = 0
    for page in index.pages:
        styles = Alike(index.cascade(page, PHONE))
        for image in index.named_on(page, "img"):
            width = _width(index, page, image, styles) if image not in unseen else None
            if width is None:
                continue
            looked_at += index.hers(image)
            if width > PHONE:
                places.append(index.place(image, counts_as=image.attributes.get("src", "")))
    return Observation(tuple(places), looked_at)


def _width(index: SiteIndex, page: Page, image: Element, styles: Alike) -> float | None:
    """How wide a picture is shown on a phone; 0 where it follows the screen, None where nobody knows."""
    if styles.style(image, "display").value == "none":
        return None
    size = styles.cascade.font_size(image) or 16.0
    limit = _length(styles.style(image, "max-width").value, size)
    width = _length(styles.style(image, "width").value, size)
    if width is None:
        width = _by_height(index, page, image, _length(styles.style(image, "height").value, size))
    if width is None:
        return 0.0 if limit is not None and limit <= PHONE else None
    return width if limit is None else min(width, limit)


def _length(value: str, size: float) -> float | None:
    """A length on a phone; what is a part of the screen or of a box is as wide as that part of the screen."""
    tokens: Sequence[Any] = parsed(value)
    if len(tokens) != 1:
        return None
    token = tokens[0]
    if token.type == "percentage" or (token.type == "dimension" and token.lower_unit in _OF_SCREEN):
        return float(token.value) / 100 * PHONE
    return pixels(token, size)


def _by_height(index: SiteIndex, page: Page, image: Element, height: float | None) -> float | None:
    """The width where CSS sets none: by the attribute, else by the file, scaled to its height."""
    written = image.attributes.get("width", "").strip()
    if written.isascii() and written.removesuffix("px").isdigit():
        return float(written.removesuffix("px"))
    if written.endswith("%"):
        return _length(written, 16.0)
    path = pictures.found(image, page, index.site)
    facts = picture_facts(index.site.files[path]) if path is not None else None
    if facts is None or not facts.width:
        return None
    return facts.width * height / facts.height if height and facts.height else float(facts.width)


def _png(width: int, height: int) -> bytes:
    """The first bytes of a picture of that size, for the examples."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x06\0\0\0"


CHECK = Check(
    title=N_("Pictures that are wider than a phone"),
    kind="problem",
    severity="warning",
    source=True,
    params=PictureFitsParams,
    observe=observe,
    words=Words(
        praise=N_("Your pictures fit a phone."),
        next=N_("On a phone this picture sticks out: {where}."),
        hints=(
            N_("How wide is a phone, and how wide is your picture?"),
            N_("Look at {where}. What sets its width?"),
            N_("Give img max-width: 100% and height: auto in your CSS."),
        ),
        measured=N_("Pictures wider than a phone: {count}."),
    ),
    examples=(
        Example(
            shows="A large file, and a large width",
            project={
                "index.html": '<img src="a.png" alt="A"><img src="b.png" alt="B" width="600">',
                "a.png": _png(800, 600),
            },
            amount=2,
            looked_at=2,
        ),
        Example(
            shows="Held back in CSS",
            project={
                "index.html": '<style>img { max-width: 100% } .w { width: 90% }</style><img src="a.png" alt="A">'
                '<img class="w" src="a.png" alt="B">',
                "a.png": _png(800, 600),
            },
            amount=0,
            looked_at=2,
        ),
        Example(
            shows="Smaller on a phone",
            project={
                "index.html": "<style>img { width: 600px } @media (max-width: 500px) { img { width: 300px } }</style>"
                '<img src="a.png" alt="A">'
            },
            amount=0,
        ),
        Example(
            shows="A low picture is narrow",
            project={
                "index.html": '<style>img { height: 100px }</style><img src="a.png" alt="A">',
                "a.png": _png(800, 600),
            },
            amount=0,
        ),
        Example(
            shows="Nobody knows how wide it is",
            project={"index.html": '<img src="https://example.org/a.png" alt="A">'},
            amount=0,
            looked_at=0,
        ),
    ),
)
