"""Colours to see: a dab beside each colour in a line of CSS, and two colours of a text as they look."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

from grader.website.colour import colour

# A colour stands in the value of one of these; elsewhere `red` is a word.
_DECLARED = re.compile(
    r"(?:--[\w-]+|[\w-]*color|background(?:-image)?|border(?:-(?:top|right|bottom|left|inline|block))?"
    r"|outline|[\w-]*shadow|fill|stroke|text-decoration)\s*:\s*([^;{}<>]{1,200})",
    re.IGNORECASE,
)
_COLOUR = re.compile(
    r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|hwb|lab|lch|oklab|oklch)\([^()]{1,60}\)|\b[a-z]{3,20}\b", re.IGNORECASE
)
_DAB = Markup('<svg class="dab" viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" fill="{}"/></svg>')
_MOST = 6  # dabs in a line


def with_colours(text: str, file: str) -> Markup:
    """The text escaped, a dab behind every colour that a declaration in it names."""
    if not _may_style(text, file):
        return escape(text)
    pieces: list[Markup] = []
    done = 0
    for declared in _DECLARED.finditer(text):
        for found in _COLOUR.finditer(text, *declared.span(1)):
            shown = colour(found.group())
            inside = text[found.start() - 1] in "(/." or text[found.end() : found.end() + 1] in {".", "("}  # an address
            if inside or shown is None or shown.alpha == 0 or len(pieces) >= 2 * _MOST:
                continue
            pieces += [escape(text[done : found.end()]), _DAB.format(shown.hex)]
            done = found.end()
    return Markup("").join([*pieces, escape(text[done:])])


def _may_style(text: str, file: str) -> bool:
    """Whether a rule, a declaration or a `style` attribute can stand in this line."""
    return file.lower().endswith(".css") or any(sign in text for sign in ("{", ";", "style="))
