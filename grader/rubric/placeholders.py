"""The placeholders of a rubric's words: which there are, and which a sentence uses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.check import Words

KNOWN = ("count", "need", "where", "name")
# Everything in braces that could be meant as one; `{ color: red; }` in a sentence about CSS is not.
_BRACES = re.compile(r"\{([^{}\n;]*)\}")
_SHAPE = re.compile(r"(?:(block|category):([\w.-]+)|(\w+))")


def used(text: str) -> Iterator[str]:
    """What stands in the braces of each placeholder of a text."""
    for found in _BRACES.finditer(text):
        inside = found.group(1)
        if ":" in inside and not inside.strip().startswith(("block", "category")) and " " in inside:
            continue  # a declaration of CSS
        yield inside


def split(inside: str) -> tuple[str, str] | None:
    """`("block", opcode)`, `("category", name)`, `("", name)`; None when it has none of these forms."""
    found = _SHAPE.fullmatch(inside)
    if found is None:
        return None
    return (found.group(1), found.group(2)) if found.group(1) else ("", found.group(3))


def of_words(words: Words) -> frozenset[str]:
    """The plain placeholders that a check's own sentences use: what a rubric's words may use too."""
    sentences = (words.praise, words.next, words.measured, *words.hints)
    parts = (split(inside) for sentence in sentences for inside in used(sentence))
    return frozenset(part[1] for part in parts if part is not None and not part[0])
