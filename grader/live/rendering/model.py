"""What a browser saw of a website: plain data, JSON in and out. Lengths are CSS pixels, from the page's upper left."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import ClassVar, Literal

from pydantic import ConfigDict, TypeAdapter

Cut = Literal["time", "memory", "crash"]
PictureState = Literal["shown", "broken", "elsewhere", "hidden"]


@dataclass(frozen=True, slots=True)
class Box:
    """Where something lies."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Its right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Part:
    """An element as it was laid out. `order` is its number in our tree of the page; None: nobody wrote it."""

    order: int | None
    name: str  # `li.card`
    box: Box
    text: str = ""


@dataclass(frozen=True, slots=True)
class PictureSeen:
    """An `<img>`: the size of its file, and the box its pixels fill. `elsewhere`: it lies on another site."""

    part: Part
    state: PictureState
    natural_width: float
    natural_height: float
    drawn_width: float
    drawn_height: float
    stretches: bool  # its pixels follow the box; False for `object-fit` and for vector pictures


@dataclass(frozen=True, slots=True)
class Matched:
    """An element that a selector found. `inside` is what lies around it and leaves it room; None where nothing does."""

    part: Part
    visible: bool
    inside: Box | None = None
    styles: Mapping[str, str] = field(default_factory=dict)  # computed values of the properties asked for


@dataclass(frozen=True, slots=True)
class Target:
    """Something to tap. `free` of a size: a link inside a sentence, a box of the browser's own making."""

    part: Part
    free: bool


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two texts that lie over each other."""

    first: Part
    second: Part


@dataclass(frozen=True, slots=True)
class View:
    """A page at one width. `picture` is a PNG of its top, at most 4,000 pixels high."""

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(ser_json_bytes="base64", val_json_bytes="base64")

    width: int
    height: int
    scroll_width: int
    scrolls_sideways: bool
    shows: int  # elements that a visitor sees: texts, pictures, things to tap
    body_font_size: float
    sticks_out: tuple[Part, ...] = ()
    pictures: tuple[PictureSeen, ...] = ()
    matched: Mapping[str, tuple[Matched, ...]] = field(default_factory=dict)
    targets: tuple[Target, ...] = ()
    texts: int = 0  # stretches of text that were held against each other
    overlaps: tuple[Overlap, ...] = ()
    picture: bytes | None = None


@dataclass(frozen=True, slots=True)
class Noted:
    """What axe says of one element. Not `sure`: a person must look. Colours and ratio where it is about contrast."""

    rule: str
    sure: bool
    part: Part
    ink: str = ""
    paper: str = ""
    ratio: float = 0
    needed: float = 0


@dataclass(frozen=True, slots=True)
class Axe:
    """What axe found, and how many elements each rule was content with."""

    noted: tuple[Noted, ...]
    passed: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class PageSeen:
    """One page. What was `cut` has no views: nobody knows how it would have looked.

    `refused` are addresses outside the site, `missing` files that the site does not have; `moved` counts how often the
    page wanted to go elsewhere.
    """

    file: str
    views: tuple[View, ...] = ()
    axe: Axe | None = None
    cut: Cut | None = None
    refused: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()
    moved: int = 0
    popups: int = 0
    dialogs: int = 0
    said: tuple[str, ...] = ()  # into the console, and errors of scripts

    def view(self, width: int) -> View | None:
        """The view at that width."""
        return next((view for view in self.views if view.width == width), None)


@dataclass(frozen=True, slots=True)
class Rendering:
    """A website as a browser showed it; `scripts`: its own scripts ran. `left_out` are pages beyond the bound."""

    pages: tuple[PageSeen, ...]
    scripts: bool = False
    left_out: tuple[str, ...] = ()

    @property
    def cut(self) -> bool:
        """Some page could not be seen to its end."""
        return any(page.cut for page in self.pages)

    def page(self, file: str) -> PageSeen | None:
        """The page of that file."""
        return next((page for page in self.pages if page.file == file), None)


@lru_cache(maxsize=1)
def _adapter() -> TypeAdapter[Rendering]:
    return TypeAdapter(Rendering)


@lru_cache(maxsize=1)
def _page_adapter() -> TypeAdapter[PageSeen]:
    return TypeAdapter(PageSeen)


def to_json(rendering: Rendering) -> str:
    """As text. `from_json` gives an equal one back."""
    return _adapter().dump_json(rendering).decode()


def from_json(text: str | bytes) -> Rendering:
    """What `to_json` wrote; ValueError for anything else."""
    return _adapter().validate_json(text)


def page_from_json(text: str | bytes) -> PageSeen:
    """One page, as the process of the browser tells it; ValueError for anything else."""
    return _page_adapter().validate_json(text)
