"""Which name was meant: the nearest of the known ones, when one is near."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

# What people write who know another name for it.
ELEMENTS: Mapping[str, str] = MappingProxyType(
    {
        "image": "img",
        "heading": "h1",
        "h": "h1",
        "h7": "h6",
        "paragraph": "p",
        "para": "p",
        "list": "ul",
        "item": "li",
        "bold": "strong",
        "italic": "em",
        "underline": "u",
        "bottom": "footer",
        "content": "main",
        "container": "div",
        "box": "div",
        "css": "style",
        "javascript": "script",
        "row": "tr",
        "cell": "td",
        "navigation": "nav",
        "textbox": "input",
        "dropdown": "select",
        "linebreak": "br",
        "break": "br",
        "line": "hr",
    }
)
ATTRIBUTES: Mapping[str, str] = MappingProxyType(
    {
        "link": "href",
        "source": "src",
        "url": "href",
        "text": "alt",
        "description": "alt",
        "caption": "alt",
        "colour": "style",
        "color": "style",
        "font-size": "style",
        "background": "style",
        "background-color": "style",
        "margin": "style",
        "padding": "style",
        "text-align": "style",
        "styles": "style",
        "language": "lang",
        "classname": "class",
    }
)
_LONGEST = 24  # of a name that can be a slip of the hand


def nearest(name: str, known: Iterable[str], spoken: Mapping[str, str] | None = None) -> str:
    """The known name that was most likely meant; empty when none is near."""
    if spoken and name in spoken:
        return spoken[name]
    if not 1 < len(name) <= _LONGEST:
        return ""
    allowed = 1 if len(name) <= 4 else 2
    best, best_distance = "", allowed + 1
    for one in sorted(known):
        if abs(len(one) - len(name)) <= allowed and len(one) > 1:
            found = distance(name, one)
            if found > allowed and sorted(name) == sorted(one):
                found = allowed  # all letters are there
            # of two that are as near, the one that begins alike
            if found < best_distance or (found == best_distance and one[0] == name[0] != best[:1]):
                best, best_distance = one, found
    return best if best_distance <= allowed and best_distance < len(best) else ""


def distance(one: str, other: str) -> int:
    """How many letters are missing, too many, different, or changed places."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for y, letter in enumerate(one, start=1):
        older, before, row = before, row, [y]
        for x, wanted in enumerate(other, start=1):
            cost = min(row[x - 1] + 1, before[x] + 1, before[x - 1] + (letter != wanted))
            if y > 1 and x > 1 and letter == other[x - 2] and one[y - 2] == wanted:
                cost = min(cost, older[x - 2] + 1)
            row.append(cost)
    return row[-1]
