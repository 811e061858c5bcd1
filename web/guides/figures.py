"""Pictures in a guide: a line of their own, `![words](pictures/en/name.webp)`, that becomes a figure."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from markupsafe import Markup

_LINE = re.compile(r"^!\[(?P<words>[^\]]+)\]\(pictures/(?P<name>[a-z]{2}/[a-z-]+\.webp)\)$", re.MULTILINE)
_MARK = "kru-figure-{}"
NAME = re.compile(r"[a-z]{2}/[a-z-]+\.webp")


def drawn(text: str, html: Callable[[str], Markup], address: Callable[[str], str], folder: Path) -> Markup:
    """The guide as HTML. `html` draws text; `address` says where a picture is, `folder` where its file lies."""
    found: list[tuple[str, str]] = []

    def put(line: re.Match[str]) -> str:
        found.append((line["name"], line["words"]))
        return _MARK.format(len(found) - 1)

    page = html(_LINE.sub(put, text))
    for number, (name, words) in enumerate(found):
        figure = Markup(
            '<figure class="sheet"><img src="{}" alt="{}" width="{}" height="{}" loading="lazy"></figure>'
        ).format(address(name), words, *_size(folder / name))
        page = Markup(page.replace(Markup("<p>{}</p>").format(_MARK.format(number)), figure))  # noqa: S704 - both escaped
    return page


@lru_cache(maxsize=64)
def _size(file: Path) -> tuple[int, int]:
    from PIL import Image

    with Image.open(file) as picture:  # so that nothing jumps when it comes
        return picture.size
