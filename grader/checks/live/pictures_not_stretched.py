"""Pictures keep their shape.

## What it looks for

Pictures that show wider or higher than their file is, by more than `percent`: squashed or stretched.

## Why it matters

A stretched face is the first thing that a visitor sees, and the last that she forgets.

## Limits

Drawings that keep their shape by themselves (`.svg`), backgrounds, and pictures with `object-fit` are left out.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from grader.check import Check, Example, FilePlace, Observation, Params, Words
from grader.language import N_
from grader.live.rendering.model import PictureSeen
from grader.live.rendering.site import RenderedSite
from grader.live.rendering.wanted import LAPTOP


class PicturesNotStretchedParams(Params):
    """How much is seen as stretched, and how wide the window is."""

    percent: Annotated[int, Field(ge=1, le=100)] = 5
    width: int = LAPTOP
    scripts: bool = False


def observe(site: RenderedSite, params: PicturesNotStretchedParams) -> Observation:
    """A place for every stretched picture. `drawn` and `real` are the two sizes of the first."""
    places: list[FilePlace] = []
    values: dict[str, str | int | float] = {}
    looked_at = 0
    for seen in site.views(params.width):
        for picture in seen.view.pictures:
            if not _has_a_shape(picture) or not site.counts(seen.page, picture.part):
                continue
            looked_at += site.hers(seen.page, picture.part)
            if stretched_by(picture) * 100 > params.percent:
                places.append(site.place(seen.page, picture.part))
                values = values or {
                    "drawn": f"{picture.drawn_width:.0f} × {picture.drawn_height:.0f}",
                    "real": f"{picture.natural_width:.0f} × {picture.natural_height:.0f}",
                }
    return Observation(tuple(places), looked_at, values=values)


def _has_a_shape(picture: PictureSeen) -> bool:
    sizes = (picture.natural_width, picture.natural_height, picture.drawn_width, picture.drawn_height)
    # Of very small ones a pixel of rounding is already much.
    return picture.state == "shown" and min(sizes) >= 8


def stretched_by(picture: PictureSeen) -> float:
    """How far the shape is from that of the file: 0 is the same, 1 is double."""
    if not picture.stretches:
        return 0.0
    real = picture.natural_width / picture.natural_height
    drawn = picture.drawn_width / picture.drawn_height
    return max(real, drawn) / min(real, drawn) - 1


# A picture of 40 by 20 pixels in one colour.
_WIDE = bytes.fromhex(
    "47494638376128001400800000008080ffffff2c00000000280014000002168c8fa9cbed0fa39cb4da8bb3debcfb0f86e238960500003b"
)
_TOP = "<!doctype html><title>Cats</title><h1>Cats</h1>"

CHECK = Check(
    title=N_("Pictures keep their shape"),
    kind="problem",
    params=PicturesNotStretchedParams,
    observe=observe,
    needs="browser",
    severity="warning",
    words=Words(
        praise=N_("Your pictures keep their shape."),
        next=N_("Give the picture in {where} its own shape back."),
        hints=(
            N_("Which picture looks flat or thin?"),
            N_("Look where its width and height are set."),
            N_("Set the width alone and write height: auto."),
        ),
        measured=N_("Pictures that are stretched: {count}."),
    ),
    examples=(
        Example(
            shows="A wide picture drawn as a square, and one that is right",
            project={
                "index.html": _TOP + '<img src="cat.gif" alt="A cat" width="100" height="100">'
                '<img src="cat.gif" alt="A cat" width="100">',
                "cat.gif": _WIDE,
            },
            amount=1,
            places=('<img src="cat.gif" alt="A cat" width="100" height="100">',),
            looked_at=2,
        ),
        Example(
            shows="A square that shows a part of the picture",
            project={
                "index.html": _TOP
                + '<img src="cat.gif" alt="A cat" width="100" height="100" style="object-fit: cover">',
                "cat.gif": _WIDE,
            },
            amount=0,
            looked_at=1,
        ),
        Example(
            shows="A little off is allowed",
            project={
                "index.html": _TOP + '<img src="cat.gif" alt="A cat" width="100" height="52">',
                "cat.gif": _WIDE,
            },
            amount=0,
        ),
        Example(
            shows="The same with a stricter eye",
            project={
                "index.html": _TOP + '<img src="cat.gif" alt="A cat" width="100" height="52">',
                "cat.gif": _WIDE,
            },
            params={"percent": 2},
            amount=1,
        ),
    ),
)
