"""Which style sheets a page uses, in order: `<link>`ed files of the upload and `<style>` elements."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from grader.website.links import inside
from grader.website.model import Element, Page, Sheet
from grader.website.sheet_limits import MAX_SIGNS, signs_in, within
from grader.website.values import parsed


@dataclass(frozen=True, slots=True, eq=False)
class StyleSource:
    """A `<link>` or `<style>`; `sheet` is None when what it links is not in the upload, then `path` may say where."""

    element: Element
    sheet: Sheet | None
    path: str | None
    media: tuple[Sequence[Any], ...]


def written_in(element: Element, page: Page) -> tuple[int, str]:
    """Where the text of a `<style>` begins, and that text."""
    begin = element.end or 0
    end = element.closing_start if element.closing_start is not None else len(page.source)
    return begin, page.source[begin:end]


def is_cut(page: Page) -> bool:
    """Whether the `<style>` elements of a page hold more than is read of them."""
    if len(page.source) <= MAX_SIGNS:
        return False
    styles = (one for one in page.elements if one.name == "style" and one.start is not None)
    return sum(signs_in(written_in(one, page)[1]) for one in styles) > MAX_SIGNS


def style_sources(page: Page, elements: Iterable[Element], files: Mapping[str, Sheet]) -> tuple[StyleSource, ...]:
    """The style sheets of a page from its link and style elements."""
    found: list[StyleSource] = []
    signs = MAX_SIGNS  # of all that stands on the page itself
    for element in elements:
        media = element.attributes.get("media", "").strip()
        condition = (parsed(media),) if media else ()
        if element.name == "style":
            if element.attributes.get("type", "").strip().lower() not in {"", "text/css"}:
                continue  # some other language
            begin, whole = written_in(element, page)
            css = within(whole, signs)
            signs -= signs_in(css)
            sheet = Sheet(page.path, css, page.lines, begin)
            found.append(StyleSource(element, sheet, page.path, condition))
            continue
        kinds = element.attributes.get("rel", "").lower().split()
        if "stylesheet" in kinds and "alternate" not in kinds and "disabled" not in element.attributes:
            path = inside(element.attributes.get("href", ""), page.path)
            found.append(StyleSource(element, files.get(path) if path else None, path, condition))
    return tuple(found)
