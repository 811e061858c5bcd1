"""Pictures of a website for people: each page on a phone and on a laptop, and what a goal is about, with a line around.

Drawn only for what is shown, from what one look at the site brought: no page is opened again.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

from PIL import Image, ImageDraw

from grader.check import FilePlace
from grader.language import N_
from grader.live.play.outcome import Said
from grader.live.rendering.model import Box, Rendering, View
from grader.live.rendering.site import RenderedSite, Seen
from grader.live.rendering.wanted import LAPTOP, PHONE, RECORDINGS, needs_browser, of_asked, with_scripts
from grader.website.index import SiteIndex

if TYPE_CHECKING:
    from grader.report import Report, Result
    from grader.rubric.loaded import Asked, LoadedRubric
    from grader.rubric.model import Criterion
    from grader.website.model import Website

Screen = Literal["phone", "laptop"]

MOST_PAGES: Final = 6  # of a site, shown as a whole
MOST_LINES: Final = 4  # around parts, in one picture
TALL: Final[Mapping[Screen, int]] = {"phone": 1600, "laptop": 2000}  # pixels of the page that a whole view shows
CLOSE: Final[Mapping[Screen, int]] = {"phone": 480, "laptop": 800}  # of what a goal is about
LAPTOP_SHOWN: Final = 720  # pixels: what a laptop shows is made smaller
ABOVE: Final = 60  # pixels of the page over what is outlined
INK, PAPER = "#1d4ed8", "#ffffff"
QUALITY: Final = 72

_ON: Final[Mapping[Screen, str]] = {"phone": N_("{file} on a phone."), "laptop": N_("{file} on a laptop.")}
_LINE: Final = N_("The blue line shows the place.")


@dataclass(frozen=True, slots=True)
class Shot:
    """A WebP picture of a page. `criterion` is the goal it is about; empty for a view of the whole page."""

    screen: Screen
    file: str
    image: bytes
    caption: tuple[Said, ...]
    criterion: str = ""


def views(rendering: Rendering) -> tuple[Shot, ...]:
    """The first pages of a site, as a phone and a laptop show them."""
    pages = [page for page in rendering.pages if not page.cut][:MOST_PAGES]
    return tuple(
        Shot(_screen(view), page.file, _drawn(view, TALL, ()), _caption(page.file, view))
        for page in pages
        for view in page.views
        if view.picture is not None
    )


def of_goals(
    site: Website, loaded: LoadedRubric, report: Report, recordings: Mapping[str, Any], starter: Website | None
) -> tuple[Shot, ...]:
    """One picture for every goal that the browser answered."""
    found: list[Shot] = []
    index = SiteIndex(site, starter)
    for criterion in loaded.rubric.criteria:
        asked = loaded.asked.get(criterion.id)
        if asked is None or not needs_browser(criterion, asked):
            continue
        rendering = recordings.get(RECORDINGS[with_scripts(criterion, asked)])
        result = report.result(criterion.id)
        if isinstance(rendering, Rendering) and not rendering.cut and result.seen in {"measured", "person"}:
            shot = _of_goal(RenderedSite(index, rendering), criterion, asked, result)
            found += [shot] if shot else []
    return tuple(found)


def _of_goal(site: RenderedSite, criterion: Criterion, asked: Asked, result: Result) -> Shot | None:
    width = of_asked(criterion, asked).widths[-1]
    places = [one for one in (*result.places, *result.near) if isinstance(one, FilePlace)]
    all_seen = [seen for seen in site.views(width) if seen.view.picture is not None]
    named = {one.file for one in places}
    seen = next((one for one in all_seen if one.page.path in named), next(iter(all_seen), None))
    if seen is None:
        return None
    boxes = tuple(_boxes(site, seen, places))[:MOST_LINES]
    caption = _caption(seen.page.path, seen.view, *([Said(_LINE)] if boxes else []))
    image = _drawn(seen.view, CLOSE, boxes)
    return Shot(_screen(seen.view), seen.page.path, image, caption, criterion.id)


def _boxes(site: RenderedSite, seen: Seen, places: Sequence[FilePlace]) -> Iterator[Box]:
    """Where those places lie on the page, as far as the browser was asked about them."""
    laid: dict[tuple[int | None, int | None], Box] = {}
    for part in _parts(seen.view, site, seen):
        if site.element(seen.page, part) is not None and part.box.width and part.box.height:
            place = site.place(seen.page, part)
            laid.setdefault((place.line, place.column), part.box)
    wanted = dict.fromkeys((one.line, one.column) for one in places if one.file == seen.page.path)
    return (laid[one] for one in wanted if one in laid)


def _parts(view: View, site: RenderedSite, seen: Seen) -> Iterator[Any]:
    yield from view.sticks_out
    yield from (one.part for one in view.pictures)
    yield from (one.part for matched in view.matched.values() for one in matched if one.visible)
    yield from (one.part for one in view.targets)
    for one in view.overlaps:
        yield from (one.first, one.second)
    page = site.rendering.page(seen.page.path)
    if page is not None and page.axe is not None and page.views[-1] is view:  # axe looked at the last width
        yield from (one.part for one in page.axe.noted)


def _screen(view: View) -> Screen:
    return "phone" if view.width < (PHONE + LAPTOP) / 2 else "laptop"


def _caption(file: str, view: View, *more: Said) -> tuple[Said, ...]:
    return (Said(_ON[_screen(view)], {"file": file}), *more)


def _drawn(view: View, tall: Mapping[Screen, int], boxes: Sequence[Box]) -> bytes:
    """The part of the page around the first box, or its top; smaller where it is a laptop's."""
    screen = _screen(view)
    with Image.open(io.BytesIO(view.picture or b"")) as opened:
        whole = opened.convert("RGB")
    height = min(tall[screen], whole.height)
    top = max(0, min(round(boxes[0].y) - ABOVE, whole.height - height)) if boxes and boxes[0].bottom > height else 0
    shown = whole.crop((0, top, whole.width, top + height))
    draw = ImageDraw.Draw(shown)
    for box in boxes:
        # A line at the edge of the picture for what goes on beyond it; white around it shows on any ground.
        around = (max(2, box.x - 3), box.y - top - 3, min(shown.width - 3, box.right + 3), box.bottom - top + 3)
        if around[2] > around[0] and around[3] > around[1]:
            thick = 3 if screen == "phone" else 5
            draw.rectangle(around, outline=PAPER, width=thick + 2)
            draw.rectangle(around, outline=INK, width=thick)
    if screen == "laptop":
        shown = shown.resize(
            (LAPTOP_SHOWN, max(1, round(height * LAPTOP_SHOWN / whole.width))), Image.Resampling.LANCZOS
        )
    out = io.BytesIO()
    shown.save(out, "WEBP", quality=QUALITY, method=4)
    return out.getvalue()
