"""Places in files: from elements and offsets to lines, columns and a short text."""

from __future__ import annotations

import re
from collections.abc import Hashable

from grader.check import FilePlace
from grader.website.model import Element, Lines, Page

_LONGEST = 90  # what fits a card on a phone in two lines
_SPACE = re.compile(r"[ \t\n\f]+")


def short(text: str) -> str:
    """The text in one line, cut when it is long."""
    flat = text[: _LONGEST * 6].strip()
    if "  " in flat or "\n" in flat or "\t" in flat or "\f" in flat:
        flat = _SPACE.sub(" ", flat).strip()
    return flat if len(flat) <= _LONGEST else flat[: _LONGEST - 1].rstrip() + "…"


def stretch(
    path: str,
    source: str,
    lines: Lines,
    start: int,
    end: int,
    *,
    text: str | None = None,
    hers: bool = True,
    counts_as: Hashable = None,
    weight: int = 1,
) -> FilePlace:
    """The place from one offset up to another."""
    line, column = lines.place(start)
    end_line, end_column = lines.place(max(start, end))
    shown = short(source[start:end] if text is None else text)
    return FilePlace(path, line, column, end_line, end_column, shown, hers, counts_as, weight)


def whole_file(path: str, *, text: str | None = None, hers: bool = True, counts_as: Hashable = None) -> FilePlace:
    """A file as a whole."""
    return FilePlace(path, None, None, None, None, path if text is None else text, hers, counts_as)


def end_of(element: Element, page: Page) -> int:
    """The offset behind an element: its end tag, or where something else ended it."""
    if element.closing_end is not None:
        return element.closing_end
    if element.closed_at is not None:
        return element.closed_at
    if not element.children and element.end is not None:
        return element.end
    return len(page.source)


def whole(element: Element, page: Page) -> tuple[int, int]:
    """Where an element is shown: all of it when that is short, else its start tag."""
    written = element
    while written.start is None and written.parent is not None:
        written = written.origin or written.parent
    if written.start is None or written.end is None:
        return 0, 0
    end = end_of(written, page) if written is element else written.end
    while end > written.end and page.source[end - 1] in " \t\n\f":
        end -= 1
    return written.start, end if end - written.start <= _LONGEST else written.end
