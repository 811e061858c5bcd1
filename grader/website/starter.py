"""What came with the starter site and is as it was: it may support what she made, never stand for it."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable
from hashlib import blake2b

from grader.website.css import Declaration
from grader.website.links import inside
from grader.website.model import Element, Page, Website

_SPACE = re.compile(r"\s+")


def fingerprint(data: bytes) -> bytes:
    """A short hash of a file."""
    return blake2b(data, digest_size=12).digest()


def signature(element: Element, page: Page, site: Website) -> Hashable:
    """What makes an element the same one as in the starter: name, attributes, own text, and its picture's bytes."""
    picture = b""
    if element.name == "img":
        path = inside(element.attributes.get("src", ""), page.path)
        if path is not None:
            picture = fingerprint(site.files.get(path, b""))
    return (
        element.name,
        frozenset(element.attributes.items()),
        _SPACE.sub(" ", element.own_text).strip(),
        picture,
    )


def declared_signature(declared: Declaration) -> Hashable:
    """What makes a declaration the same one as in the starter."""
    return declared.selector, declared.name, declared.value, declared.important


class Unchanged:
    """Which elements, pages and files of a site are those of its starter."""

    def __init__(self, site: Website, starter: Website) -> None:
        self._site = site
        self.files = frozenset(fingerprint(data) for data in starter.files.values())
        given = Counter(
            signature(element, page, starter) for page in starter.pages for element in page.elements if element.written
        )
        unchanged: set[Element] = set()
        for page in site.pages:
            for element in page.elements:
                if element.written:
                    key = signature(element, page, site)
                    if given[key] > 0:
                        given[key] -= 1
                        unchanged.add(element)
        self.elements = frozenset(unchanged)

    def file(self, path: str) -> bool:
        """Whether a file of the upload has the bytes of a file of the starter."""
        data = self._site.files.get(path)
        return data is not None and fingerprint(data) in self.files
