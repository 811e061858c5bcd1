"""The Markdown of docstrings and guides as HTML. Raw HTML stays text; links lead to the web or nowhere."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from markdown_it import MarkdownIt
from markupsafe import Markup

WEB = ("http://", "https://")


@lru_cache(maxsize=1)
def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False}).enable("table").disable(["image", "html_inline", "html_block"])
    # Guides are files of a club: a link may lead to the web and nowhere else.
    reader.validateLink = _to_the_web  # type: ignore[method-assign]
    return reader


def _to_the_web(url: str) -> bool:
    return url.lower().startswith(WEB)


def html(text: str, *, top: int) -> Markup:
    """The text as HTML; its highest heading becomes `<h{top}>`, and the others follow."""
    reader = _reader()
    tokens = reader.parse(text)
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = top - min(levels, default=top)
    for token in tokens:
        _fit(token, shift)
    return Markup(reader.renderer.render(tokens, reader.options, {}))  # noqa: S704 - raw HTML is off in the reader


def _fit(token: Any, shift: int) -> None:
    if token.type in {"heading_open", "heading_close"}:
        token.tag = f"h{min(6, int(token.tag[1]) + shift)}"
    if token.type in {"bullet_list_open", "ordered_list_open"}:
        token.attrJoin("class", "plain")
    for cell in (token, *(token.children or ())):
        cell.attrs.pop("style", None)  # a table's alignment; the content policy refuses it
