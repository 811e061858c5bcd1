"""Comments in the pages and style sheets of a site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from grader.website.model import Lines, Page, Remark, Website
from grader.website.sheet_parts import SheetParts, parts_of

Language = Literal["html", "css"]


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment where it stands. `start` is the offset of its first sign in the file at `path`."""

    language: Language
    path: str
    start: int
    end: int
    text: str
    source: str
    lines: Lines


def comments(site: Website, parts: SheetParts | None = None) -> tuple[Comment, ...]:
    """Every comment: of the pages in order, then of the style sheets."""
    pages = {page.path: page for page in site.pages}
    found = [comment for page in site.pages for comment in sorted(_of_page(page), key=lambda comment: comment.start)]
    for part in (parts or parts_of(site)).comments:
        page = pages.get(part.path)
        source, lines = (page.source, page.lines) if page else (part.sheet.source, part.sheet.lines)
        end = part.start + len(part.text) + 4
        found.append(Comment("css", part.path, part.start, min(end, len(source)), part.text, source, lines))
    return tuple(found)


def _of_page(page: Page) -> Iterator[Comment]:
    # The tree begins with the root: what stands around it is looked for in the source.
    first = next((one.start for one in page.elements if one.start is not None), len(page.source))
    yield from _between(page, 0, first)
    for element in page.elements:
        for child in element.children:
            if type(child) is Remark and child.start >= first:
                yield _comment(page, child.start, child.data)
    last = page.source.lower().rfind("</html")
    if last != -1:
        yield from _between(page, last, len(page.source))


def _between(page: Page, start: int, stop: int) -> Iterator[Comment]:
    at = page.source.find("<!--", start, stop)
    while at != -1:
        end = page.source.find("-->", at + 4)
        end = len(page.source) if end == -1 else end
        yield _comment(page, at, page.source[at + 4 : end])
        at = page.source.find("<!--", end, stop)


def _comment(page: Page, start: int, text: str) -> Comment:
    end = page.source.find("-->", start)
    end = len(page.source) if end == -1 else end + 3
    return Comment("html", page.path, start, end, text, page.source, page.lines)
