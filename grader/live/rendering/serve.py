"""The files of a site as a browser gets them: from memory, each tag of a page with the number it has in our tree."""

from __future__ import annotations

import mimetypes
from collections.abc import Mapping
from functools import lru_cache
from pathlib import PurePosixPath
from typing import Final

from grader.website.model import Element, Page, Website

MARK: Final = "data-kru-place"
HOST: Final = "site.test"
# What a page may do where its scripts do not run. Pictures, fonts and style sheets are refused by the route alone.
QUIET: Final = (
    "script-src 'none'; worker-src 'none'; connect-src 'none'; object-src 'none'; form-action 'none'; base-uri 'self'"
)
_TYPES: Final[Mapping[str, str]] = {
    ".avif": "image/avif",
    ".css": "text/css; charset=utf-8",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".js": "text/javascript; charset=utf-8",
    ".mjs": "text/javascript; charset=utf-8",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".webp": "image/webp",
    ".woff": "font/woff",
    ".woff2": "font/woff2",
}


class Served:
    """A site, ready to be asked for."""

    def __init__(self, site: Website) -> None:
        self._site = site
        self._pages = {page.path: page for page in site.pages}

    def answer(self, path: str) -> tuple[str, bytes] | None:
        """The type and the bytes of a file; None when the site has none of that name."""
        path = path.lstrip("/")
        if path == "" or path.endswith("/"):
            path += "index.html"
        page = self._pages.get(path)
        if page is not None:
            return "text/html; charset=utf-8", marked(page).encode("utf-8", "replace")
        data = self._site.files.get(path)
        return None if data is None else (type_of(path), data)


@lru_cache(maxsize=32)
def marked(page: Page) -> str:
    """The source of a page, the number of each element in its tag.

    A `<base>` that leads to another site is blanked: a page that was saved there would find none of its own files.
    """
    pieces: list[str] = []
    at = 0
    for element in sorted((one for one in page.elements if _is_own(one)), key=lambda one: one.start or 0):
        start = element.start or 0
        if start < at:
            continue
        name_ends = start + 1 + len(_name_at(page.source, start))
        pieces.append(page.source[at:start])
        if element.name == "base" and _leads_away(element):
            end = element.end or name_ends
            pieces.append(" " * (end - start))
            at = end
        else:
            pieces.append(f'{page.source[start:name_ends]} {MARK}="{element.order}"')
            at = name_ends
    pieces.append(page.source[at:])
    return "".join(pieces)


def _is_own(element: Element) -> bool:
    # An element that the parser opened again stands in the source once: the browser repeats the mark as we do.
    return element.start is not None and element.origin is None


def _name_at(source: str, start: int) -> str:
    end = start + 1
    while end < len(source) and source[end] not in " \t\n\f/>":
        end += 1
    return source[start + 1 : end]


def _leads_away(element: Element) -> bool:
    address = str(element.get("href", "")).strip()
    return "//" in address


def type_of(path: str) -> str:
    """The type of a file, by its name."""
    suffix = PurePosixPath(path).suffix.lower()
    return _TYPES.get(suffix) or mimetypes.guess_type(path)[0] or "application/octet-stream"
