"""The beginning of what an element says: enough to tell it from others, never the whole of a long page."""

from __future__ import annotations

from grader.website.model import Element
from grader.website.words import plain

_MOST = 300  # characters
_RUNS = 60  # runs of text that are looked at


def begins(element: Element, most: int = _MOST) -> str:
    """The first words in an element, as they are compared; those of its pictures where it has no others."""
    pieces: list[str] = []
    length = 0
    for number, piece in enumerate(element.texts()):
        pieces.append(piece.data[:most])
        length += len(piece.data)
        if length >= most or number >= _RUNS:
            break
    said = plain("".join(pieces))[:most]
    return said or plain(" ".join(one.attributes.get("alt", "") for one in _pictures(element)))[:most]


def _pictures(element: Element) -> list[Element]:
    return [one for one in element.elements if one.name == "img"][:_RUNS]
