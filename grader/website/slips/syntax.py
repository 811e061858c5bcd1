"""Signs that are missing in a style sheet, or one too many: `;` `:` `{` `}`, quotes, the end of a comment."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from grader.website.properties import KNOWN
from grader.website.slips.slip import Slip
from grader.website.slips.structure import Block, Piece, Structure

_DECLARED: Final = re.compile(r"\s*(?P<name>-?-?[a-zA-Z_][\w-]*)\s*[:：]")
_BEHIND: Final = re.compile(r"(?<!\s)(?P<gap>\s++)(?P<name>-?[a-zA-Z][a-zA-Z-]*+)\s*+:(?!:)")
_NAME: Final = re.compile(r"\s*(?P<name>[a-zA-Z][\w-]*)(?P<rest>\s*=\s*|\s+)(?P<value>[^\s{}].*)", re.DOTALL)


def syntax_slips(text: str, found: Structure) -> Iterator[Slip]:
    """The slips of a sheet, in no order."""
    if found.open_comment is not None:
        yield Slip("css-comment-open", found.open_comment, min(len(text), found.open_comment + 2))
    for start, end in found.slashes:
        yield Slip("css-slashes", start, end)
    for start, end in found.torn:
        yield Slip("css-quote-open", start, start + len(text[start:end].rstrip("\n")))
    for piece in found.pieces:
        if piece.block is not None and not piece.block.groups:
            yield from _in_rule(piece)
    yield from _between(text, found)
    for block in found.blocks:
        if block.head.lower().startswith(("@import", "@charset")):
            first = block.head.split("\n", 1)[0].rstrip()
            start = _begin(text, block)
            before = first.split()[-1]
            yield Slip("css-semicolon-missing", start, start + len(first), {"before": before})
    yield from _open_blocks(text, found)


def _in_rule(piece: Piece) -> Iterator[Slip]:
    """A declaration with its neighbour in its value, or without its colon."""
    text = piece.text
    if not text.strip() or text.lstrip().startswith("@"):
        return
    if _DECLARED.match(text) is None:
        named = _NAME.match(text)
        if named is not None and named["name"].lower() in KNOWN:
            name = named["name"]
            start = piece.start + named.start("name")
            yield Slip("css-colon-missing", start, start + len(name), {"name": name})
            text = " " * (named.end("rest")) + named["value"]
        else:
            yield from _lost_words(piece)
            return
    yield from _neighbours(piece, text)


def _lost_words(piece: Piece) -> Iterator[Slip]:
    """Words among declarations that are none."""
    behind = next((match for match in _BEHIND.finditer(piece.text) if match["name"].lower() in KNOWN), None)
    words = piece.text[: behind.start()] if behind is not None else piece.text
    if re.fullmatch(r"\s*+\w[\w ,.!?-]*+\s*+", words):
        start = piece.start + len(words) - len(words.lstrip())
        yield Slip("css-lost-words", start, piece.start + len(words.rstrip()))


def _neighbours(piece: Piece, text: str) -> Iterator[Slip]:
    first = text.find(":")
    if text.lstrip().startswith("--"):
        return
    for match in _BEHIND.finditer(text, max(first, 0)):
        if match["name"].lower() in KNOWN and text[: match.start()].strip():
            last = len(text[: match.start()].rstrip())
            before = text[:last].rsplit(None, 1)[-1] if text[:last].strip() else ""
            end = piece.start + last
            yield Slip("css-semicolon-missing", max(piece.start, end - len(before)), end, {"before": before})


def _between(text: str, found: Structure) -> Iterator[Slip]:  # noqa: C901 - one branch a kind of slip
    """What stands between rules and is none: declarations without their `{`, semicolons, ends of nothing."""
    strays = list(found.strays)
    lost: list[int] = []  # where a `{` is missing: the `}` that comes is its end
    for piece in found.pieces:
        if piece.block is not None and not piece.block.groups:
            continue
        written = piece.text.strip()
        at = piece.start + len(piece.text) - len(piece.text.lstrip())
        open_now = bool(lost) and not any(lost[-1] < stray < piece.start for stray in strays)
        if written.startswith("@"):
            continue
        if not written:
            if piece.ended == ";" and not open_now:
                yield Slip("css-semicolon-extra", piece.end, piece.end + 1)
            continue
        begin = _selector_then_declaration(piece)
        if begin is not None and not open_now:
            start, end = begin
            yield Slip("css-brace-missing", start, end, {"selector": _short(text[start:end]), "sign": "{"})
        if begin is not None and not open_now:
            lost.append(piece.start)
        elif begin is None and not open_now and piece.ended != "}":
            yield Slip("css-lost-words", at, piece.start + len(piece.text.rstrip()))
    for at in strays:
        before = next((one for one in lost if one < at), None)
        if before is None:
            yield Slip("css-brace-extra", at, at + 1, {"sign": "}"})
        else:
            lost.remove(before)


def _selector_then_declaration(piece: Piece) -> tuple[int, int] | None:
    """Where a selector stands that a declaration follows without a brace: `h1 color: red`."""
    for match in _BEHIND.finditer(piece.text):
        if match["name"].lower() in KNOWN and (before := piece.text[: match.start()]).strip():
            start = piece.start + len(before) - len(before.lstrip())
            return start, piece.start + len(before.rstrip())
    return None


def _open_blocks(text: str, found: Structure) -> Iterator[Slip]:
    """Blocks without an end, told before the first rule inside that looks as if it stood outside."""
    if found.open_comment is not None:
        return
    for block in found.blocks:
        if block.end is None:
            inside = next((one for one in block.blocks if _depth(text, one) <= _depth(text, block)), None)
            limit = _begin(text, inside) if inside is not None else len(text)
            last = len(text[:limit].rstrip())
            line = text.rfind("\n", 0, last) + 1
            first = line + len(text[line:last]) - len(text[line:last].lstrip())
            yield Slip("css-end-missing", first, last, {"selector": _short(block.head), "sign": "}"})
            if inside is not None:  # what stands behind was thought to be closed
                return


def _begin(text: str, block: Block) -> int:
    return block.brace - len(text[block.start : block.brace].lstrip())


def _depth(text: str, block: Block) -> int:
    """How far to the right a rule begins in its line; a rule behind another in one line stands as far as that."""
    begin = _begin(text, block)
    line = text.rfind("\n", 0, begin) + 1
    written = text[line:begin]
    return len(written.expandtabs(4)) if not written.strip() else len(written) - len(written.lstrip())


def _short(head: str) -> str:
    flat = " ".join(head.split())
    return flat if len(flat) <= 30 else flat[:29] + "…"
