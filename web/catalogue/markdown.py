"""The little Markdown that docstrings and guides use, as HTML: headings, paragraphs, lists, code, strong, links.

Every letter of the text is escaped first; the tags that come out are these and no others. A link leads to the web.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from markupsafe import Markup, escape

Kind = Literal["heading", "code", "ul", "ol", "p"]

_HEADING = re.compile(r"(#{1,6})\s+(.+?)\s*#*$")
_ITEM = re.compile(r"\s{0,3}(?:([-*+])|\d{1,9}[.)])\s+(.*)")
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_INLINE = re.compile(
    r"(?P<ticks>`+)(?P<code>.+?)(?P=ticks)(?!`)"
    r"|\*\*(?=\S)(?P<strong>.+?)(?<=\S)\*\*"
    r"|(?<![\w*])\*(?=[^\s*])(?P<em>[^*]+?)(?<=\S)\*(?![\w*])"
    r"|\[(?P<words>[^\][]+)\]\((?P<address>https?://[^\s()<>]+)\)"
)


@dataclass(slots=True)
class _Block:
    kind: Kind
    lines: list[str]
    level: int = 0


def html(text: str, *, top: int) -> Markup:
    """The text as HTML; its highest heading becomes `<h{top}>`, and the others follow."""
    blocks = tuple(_blocks(text))
    shift = top - min((block.level for block in blocks if block.kind == "heading"), default=top)
    return Markup("\n").join(_drawn(block, shift) for block in blocks)


def _blocks(text: str) -> Iterator[_Block]:
    """Headings, lists, code and paragraphs. A line that goes on belongs to what stands before it."""
    block: _Block | None = None
    fence = ""
    apart = False  # an empty line came before this one
    for line in text.splitlines():
        if fence and block:
            if line.strip().startswith(fence):
                fence = ""
            else:
                block.lines.append(line)
            continue
        if not line.strip():
            apart = True
            continue
        if not _goes_on(block, line, apart=apart):
            if block:
                yield block
            block = _begun(line)
            found = _FENCE.match(line)
            fence = found[1] if found else ""
        apart = False
    if block:
        yield block


def _begun(line: str) -> _Block:
    """The block that this line begins."""
    if _FENCE.match(line):
        return _Block("code", [])
    if heading := _HEADING.match(line):
        return _Block("heading", [heading[2]], len(heading[1]))
    if item := _ITEM.match(line):
        return _Block("ul" if item[1] else "ol", [item[2]])
    return _Block("p", [line.strip()])


def _goes_on(block: _Block | None, line: str, *, apart: bool) -> bool:
    """Add the line to the block where it belongs to it: one more item of a list, or the rest of a sentence."""
    begun = _begun(line)
    if block is None or block.kind in {"heading", "code"} or begun.kind in {"heading", "code"}:
        return False
    if begun.kind == "p" and not apart:
        block.lines[-1] += f" {begun.lines[0]}"
        return True
    if begun.kind == block.kind != "p":
        block.lines += begun.lines
        return True
    return False


def _drawn(block: _Block, shift: int) -> Markup:
    if block.kind == "heading":
        level = max(1, min(6, block.level + shift))
        return Markup("<h{0}>{1}</h{0}>").format(level, _inline(block.lines[0]))
    if block.kind == "code":
        return Markup('<pre class="lines" tabindex="0"><code>{}</code></pre>').format("\n".join(block.lines))
    if block.kind == "p":
        return Markup("<p>{}</p>").format(_inline(block.lines[0]))
    items = Markup("").join(Markup("<li>{}</li>").format(_inline(line)) for line in block.lines)
    return Markup('<{0} class="plain">{1}</{0}>').format(block.kind, items)


def _inline(text: str) -> Markup:
    made = Markup("")
    end = 0
    for found in _INLINE.finditer(text):
        made += escape(text[end : found.start()])
        end = found.end()
        if found["code"]:
            made += Markup("<code>{}</code>").format(found["code"].strip())
        elif found["strong"]:
            made += Markup("<strong>{}</strong>").format(_inline(found["strong"]))
        elif found["em"]:
            made += Markup("<em>{}</em>").format(_inline(found["em"]))
        else:
            made += Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(found["address"], found["words"])
    return made + escape(text[end:])
