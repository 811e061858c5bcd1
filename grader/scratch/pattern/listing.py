"""A script line by line, and which line is whose: to show where something stands."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from grader.language import SOURCE_LANGUAGE
from grader.scratch.index import ScratchIndex, ScriptSpot, Spot
from grader.scratch.model import Block
from grader.scratch.notation import write_block, write_script
from grader.scratch.notation.template import lexicon
from grader.scratch.notation.write import DEEPEST_INDENT, INDENT


@dataclass(frozen=True, slots=True)
class Listing:
    """The lines of a script, and the line of each statement by its number, from 0."""

    lines: tuple[str, ...]
    of: Mapping[int, int]


def listing(index: ScratchIndex, script: ScriptSpot, language: str = SOURCE_LANGUAGE) -> Listing:
    """The script as block text with the places of its blocks."""
    otherwise = lexicon(language).otherwise
    definition = script.hat.block if script.definition and script.hat is not None else None
    lines: list[str] = []
    of: dict[int, int] = {}
    top = script.spots[0].siblings or [script.spots[0]]
    waiting: list[tuple[Spot | str, int]] = [(spot, 0) for spot in reversed(top)]
    while waiting:
        part, depth = waiting.pop()
        edge = INDENT * min(depth, DEEPEST_INDENT)
        if isinstance(part, str):
            lines.append(edge + part)
            continue
        of[part.order] = len(lines)
        text = _head(part.block, definition, language)
        lines.append(edge + text[0])
        # What stands behind the first row: for each body its blocks and the row that ends it.
        names = tuple(part.block.bodies) if len(text) == 1 else _bodies(part.block, text, otherwise)
        if len(text) > 1 or names:
            inner: list[tuple[Spot | str, int]] = []
            for place, name in enumerate(names):
                inner += [(spot, depth + 1) for spot in index.body(part, name)]
                inner.append((otherwise if place + 1 < len(names) else "end", depth))
            waiting += reversed(inner)
    return Listing(tuple(lines), of)


def _head(block: Block, definition: Block | None, language: str) -> list[str]:
    """The rows of a block with nothing inside it."""
    bare = replace(block, bodies=dict.fromkeys(block.bodies, ()), comment=None)
    if definition is None or block is definition:
        return write_block(bare, language).split("\n")
    # Its inputs are known by name below the head alone.
    return write_script((definition, bare), language).split("\n")[1:]


def _bodies(block: Block, rows: list[str], otherwise: str) -> tuple[str, ...]:
    several = 1 + rows.count(otherwise)
    names = ("SUBSTACK", "SUBSTACK2", *(name for name in block.bodies if name not in {"SUBSTACK", "SUBSTACK2"}))
    return tuple(block.bodies) if len(block.bodies) == several else names[:several]
