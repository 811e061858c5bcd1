"""Sentences that a template put on a page: a student's own words begin where these end."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from grader.website.index import SiteIndex
from grader.website.model import Element, Page
from grader.website.words import plain

SHORT = 12  # characters: a shorter sentence must be the whole text, "Home" inside a story is no template
BLOCKS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "li", "blockquote", "figcaption", "button", "a"})
LONGEST = 2_000  # characters of a template's paragraph
Pieces = tuple[tuple[Element, str], ...]
_QUOTES = str.maketrans("‘’“”", "''\"\"")
_LEVELS_UP = 4  # of a piece of text to its paragraph


@lru_cache(maxsize=32)
def template(sentences: tuple[str, ...]) -> Template:
    """The template of these sentences; a rubric asks site after site for the same ones."""
    return Template(sentences)


def cut_up(index: SiteIndex) -> Mapping[Page, Pieces]:
    """Headings and paragraphs of each page that are cut into several elements, as site builders do; whole.

    To be asked with `index.once`.
    """
    return {
        page: tuple(
            (element, text)
            for element in index.named_on(page, *BLOCKS)
            if element.elements and len(text := element.text) <= LONGEST
        )
        for page in index.pages
    }


class Template:
    """Sentences to look for."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._sentences = tuple(said for said in dict.fromkeys(map(_said, sentences)) if said)
        # Nearly all texts hold none, and one look at all sentences together says so.
        self._known = frozenset(self._sentences)
        long = [one for one in self._sentences if len(one) >= SHORT]
        self._inside = re.compile("|".join(map(re.escape, long)) or "(?!)")
        self._together = "\n".join(long)

    def in_text(self, text: str) -> str | None:
        """The sentence that a text holds, or is a long part of; None for other texts."""
        said = _said(text)
        found = None
        if said in self._known or self._inside.search(said):
            found = next((one for one in self._sentences if one == said or (len(one) >= SHORT and one in said)), None)
        if found is None and len(said) >= 3 * SHORT and said in self._together:
            found = next((one for one in self._sentences if len(one) >= SHORT and said in one), None)
        return found

    def is_text(self, element: Element, text: str) -> bool:
        """Whether the text of an element, or the paragraph it is a piece of, is mostly one of the sentences."""
        if not self._sentences:
            return False
        return any(self._is(said) for said in (text, *_paragraph(element)))

    def _is(self, text: str) -> bool:
        found = self.in_text(text)
        return found is not None and 2 * len(found) >= len(_said(text))


def _said(text: str) -> str:
    said = plain(text)
    # An editor may bend the quotes of a sentence.
    return said if said.isascii() else said.translate(_QUOTES)


def _paragraph(element: Element) -> Iterable[str]:
    around: Element | None = element
    for _ in range(_LEVELS_UP):
        if around is None:
            return
        if around.name in BLOCKS:
            text = around.text
            if len(text) <= LONGEST:
                yield text
            return
        around = around.parent
