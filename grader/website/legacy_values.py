"""The values of old attributes: sizes, `<font size="+2">`, and colours as lenient as browsers always were."""

from __future__ import annotations

import re
from typing import Final

from grader.website.colour import colour

_DIMENSION: Final = re.compile(r"[ \t\n\f\r]*\+?(\d+(?:\.\d+)?|\.\d+)(%?)")
_FONT_SIZE: Final = re.compile(r"[ \t\n\f\r]*([+-]?)(\d+)")
_WHOLE: Final = re.compile(r"[ \t\n\f\r]*\+?(\d{1,6})")
_SIZES: Final = ("", "x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large")
_BASE: Final = 3


def dimension(text: str) -> str | None:
    """A size as CSS: `50%` or pixels, whatever else stands behind the number."""
    found = _DIMENSION.match(text)
    return f"{float(found[1]):g}{found[2] or 'px'}" if found else None


def whole_number(text: str) -> int | None:
    """A whole number, whatever stands behind it."""
    found = _WHOLE.match(text)
    return int(found[1]) if found else None


def font_size(text: str) -> str | None:
    """One of seven sizes, plain or beside the usual one."""
    found = _FONT_SIZE.match(text)
    if found is None:
        return None
    number = int(found[2][:4])
    size = _BASE + number if found[1] == "+" else _BASE - number if found[1] == "-" else number
    return _SIZES[max(1, min(7, size))]


def legacy_colour(text: str) -> str | None:
    """The colour a browser makes of any text at all, as the HTML standard tells; None for an empty one."""
    word = text.strip(" \t\n\f\r").lower()
    if not word or word == "transparent":
        return None
    if re.fullmatch(r"[a-z]+", word) and (named := colour(word)) is not None and word != "currentcolor":
        return named.hex
    if re.fullmatch(r"#[0-9a-f]{3}", word):
        return "#" + "".join(sign * 2 for sign in word[1:])
    word = "".join("00" if ord(sign) > 0xFFFF else sign for sign in word)[:128].removeprefix("#")
    word = re.sub(r"[^0-9a-f]", "0", word)
    while not word or len(word) % 3:
        word += "0"
    length = len(word) // 3
    parts = [word[at * length : (at + 1) * length] for at in range(3)]
    if length > 8:
        parts, length = [part[length - 8 :] for part in parts], 8
    while length > 2 and all(part[0] == "0" for part in parts):
        parts, length = [part[1:] for part in parts], length - 1
    return "#" + "".join(part[:2].rjust(2, "0") for part in parts)
