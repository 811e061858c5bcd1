"""Pictures that are heavier than they need to be.

## What it looks for

Pictures of the upload that a page shows and that weigh more than `max_kb`, or have more than `max_pixels` on their wide
side. A picture that is shown small, by its `width` or by CSS, is told when it has more than `max_ratio` times the
pixels it is shown with and weighs something. One file is one finding, however often it is shown. `name`, `kb` and
`pixels` tell of the heaviest.

## Why it matters

A photo of a phone has 5 MB. On a slow line visitors wait a minute for it, and pay for it.

## Limits

A picture whose shown width depends on the screen (`50%`) is judged by its weight and pixels alone. Drawings (SVG) have
no pixels.
"""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.website.index import SiteIndex
from grader.website.model import Element
from grader.website.picture_facts import PictureFacts, picture_facts
from grader.website.uses import Use, place_of, uses
from grader.website.values import parsed, pixels

_LIGHT = 100_000  # bytes: what weighs less is no trouble, however many pixels it has


class PictureWeightParams(Params):
    """How heavy a picture may be."""

    max_kb: int = Field(default=500, ge=1)
    max_pixels: int = Field(default=2000, ge=1)
    max_ratio: float = Field(default=3, ge=1, strict=False)


def observe(index: SiteIndex, params: PictureWeightParams) -> Observation:
    """Every heavy picture that a page shows."""
    places: list[FilePlace] = []
    known: dict[str, PictureFacts | None] = {}
    hers: set[str] = set()
    heaviest = 0
    values: dict[str, str | int | float] = {}
    for use, path in _shown(index):
        data = index.site.files[path]
        if path not in known:
            known[path] = picture_facts(data)
        facts = known[path]
        if facts is None:
            continue
        mine = use.hers or index.file_hers(path)
        if mine:
            hers.add(path)
        if not _is_heavy(facts, len(data), _shown_width(index, use.element), params):
            continue
        place = place_of(index, use)
        places.append(
            FilePlace(place.file, place.line, place.column, place.end_line, place.end_column, place.text, mine, path)
        )
        if mine and len(data) > heaviest:
            heaviest = len(data)
            name = path.rpartition("/")[2]
            values = {"name": name, "kb": max(1, len(data) // 1000), "pixels": max(facts.width, facts.height)}
    return Observation(tuple(places), len(hers), values=values)


def _shown(index: SiteIndex) -> Iterator[tuple[Use, str]]:
    """The uses that show a file of the upload: no links to it."""
    for use in index.once(uses):
        if use.element is not None and use.element.name in {"a", "area", "link", "script", "form", "iframe"}:
            continue
        path = use.path
        if path is not None and path in index.site.files:
            yield use, path


def _shown_width(index: SiteIndex, element: Element | None) -> float | None:
    """How wide a picture is shown, in CSS pixels; None where that depends on the screen."""
    if element is None or element.name != "img":
        return None
    for name in ("width", "max-width"):
        value = index.style(element, name).value
        tokens = parsed(value) if value not in {"auto", "none", ""} else ()
        if len(tokens) == 1:
            size = pixels(tokens[0], index.cascade(index.page_of(element)).font_size(element) or 16.0)
            if size is not None:
                return size
            return None
    width = element.attributes.get("width", "").strip().removesuffix("px")
    return float(width) if width.isascii() and width.isdigit() else None


def _is_heavy(facts: PictureFacts, weight: int, shown: float | None, params: PictureWeightParams) -> bool:
    if weight > params.max_kb * 1000 or max(facts.width, facts.height) > params.max_pixels:
        return True
    return bool(shown) and weight > _LIGHT and facts.width > params.max_ratio * (shown or 0)


def _png(width: int, height: int, weight: int = 0) -> bytes:
    """The first bytes of a picture of that size, for the examples."""
    head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big")
    return head + b"\x08\x06\0\0\0" + bytes(max(0, weight - len(head)))


CHECK = Check(
    title=N_("Pictures that are heavy"),
    kind="problem",
    severity="warning",
    params=PictureWeightParams,
    observe=observe,
    words=Words(
        praise=N_("Your pictures are light. Phones show them at once."),
        next=N_("{name} weighs {kb} KB. Make it smaller for phones."),
        hints=(
            N_("How long does your page take on a slow phone?"),
            N_("Look at {name}. How large is it shown?"),
            N_("Save the picture smaller: 1200 pixels wide is plenty."),
        ),
        measured=N_("Heavy pictures: {count}."),
    ),
    examples=(
        Example(
            shows="A photo straight from the phone",
            project={"index.html": '<img src="a.png" alt="Cat">', "a.png": _png(4032, 3024, 900_000)},
            amount=1,
            places=('<img src="a.png" alt="Cat">',),
        ),
        Example(
            shows="Shown much smaller than it is",
            project={
                "index.html": '<style>img { width: 300px }</style><img src="a.png" alt="Cat">',
                "a.png": _png(1600, 1200, 300_000),
            },
            amount=1,
        ),
        Example(
            shows="One file, shown two times, and as a background",
            project={
                "index.html": '<img src="a.png" alt="A"><img src="a.png" alt="B">'
                "<style>body { background: url(a.png) }</style>",
                "a.png": _png(3000, 100),
            },
            amount=1,
        ),
        Example(
            shows="Light and small",
            project={"index.html": '<img src="a.png" alt="Cat" width="400">', "a.png": _png(800, 600, 90_000)},
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A link to the large picture is a choice",
            project={"index.html": '<a href="a.png">large</a>', "a.png": _png(4000, 3000)},
            amount=0,
            looked_at=0,
        ),
        Example(
            shows="More is allowed",
            project={"index.html": '<img src="a.png" alt="Cat">', "a.png": _png(1000, 1000, 900_000)},
            params={"max_kb": 1000},
            amount=0,
        ),
    ),
)
