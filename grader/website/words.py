"""Words that a visitor reads, in any script: Khmer writes without spaces, so letters are counted there."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.website.model import UNSEEN, Element, Page, Text

ZERO_WIDTH = re.compile("[\u200b\u200c\u200d\u2060\ufeff]")
_KHMER = re.compile("[\u1780-\u17d3\u17dc\u17dd]")
_WORD = re.compile(r"\w")
_LETTERS_A_WORD = 5  # Khmer letters and signs in a word, on average
_LONGEST_WORD = 12  # of Khmer letters and signs: a longer run holds several words


def count(text: str) -> int:
    """How many words a text has. Khmer words are told apart by U+200B, else by their letters."""
    if text.isascii():
        return sum([1 for piece in text.split() if piece.isalnum() or _WORD.search(piece)])
    total = 0
    for _, weight in split(text):
        total += weight
    return total


def split(text: str) -> Iterator[tuple[str, int]]:
    """The pieces of a text between spaces, each with the number of words in it."""
    for piece in text.replace("\u200b", " ").split():
        if piece.isascii():
            if piece.isalnum() or _WORD.search(piece):
                yield piece, 1
            continue
        letters = len(_KHMER.findall(piece))
        if letters > _LONGEST_WORD:
            yield piece, round(letters / _LETTERS_A_WORD)
        elif letters or _WORD.search(piece):
            yield piece, 1


def khmer_share(text: str) -> float:
    """The share of Khmer among the letters (and vowel signs) of a text, 0 to 1; 0 without any."""
    khmer = 0 if text.isascii() else len(_KHMER.findall(text))
    if khmer == 0:
        return 0.0
    others = sum(map(str.isalpha, _KHMER.sub("", text)))
    return khmer / (khmer + others)


def plain(text: str) -> str:
    """A text as it is compared: one space between words, no zero-width signs, small letters."""
    if text.isascii():
        return " ".join(text.split()).lower()
    return " ".join(ZERO_WIDTH.sub("", text).split()).casefold()


def texts(page: Page) -> tuple[tuple[Element, str], ...]:
    """Every element with text of its own that a visitor can see, in document order, and that text."""
    found: list[tuple[Element, str]] = []
    unseen: set[Element] = set()
    for element in page.elements:
        if element.name in UNSEEN or (element.parent is not None and element.parent in unseen):
            unseen.add(element)
            continue
        text = "".join([child.data for child in element.children if type(child) is Text])
        if text and not text.isspace():
            found.append((element, text))
    return tuple(found)


def says_something(element: Element) -> bool:
    """Whether there is something to see or read in an element, or it is of a kind that needs nothing in it."""
    for one in element.iter_subtree():
        if one is element or one.name not in _UNREAD:
            if one.name in _SHOWN:
                return True
            for child in one.children:
                if type(child) is Text and not child.data.isspace() and child.data:
                    return True
    return False


_UNREAD = frozenset({"script", "style", "template"})
_SHOWN = frozenset(
    {"img", "input", "video", "audio", "iframe", "canvas", "svg", "hr", "br", "meta", "link", "base", "object"}
    | {"embed", "textarea", "select", "progress", "meter", "math", "area", "source", "track", "col", "wbr"}
)
