"""Marks: what stands behind `::`, and when a block needs one because another has the same words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from grader.scratch.model import Block, Chosen, LiteralKind, Slot, Typed
from grader.scratch.notation.template import Lexicon, Template, fixed_value, languages_of, rivals
from grader.scratch.opcodes import Arg, table

# A typed value whose kind is not the one its slot has.
KINDS: Final[Mapping[LiteralKind, str]] = {
    "number": "number",
    "positive number": "positive-number",
    "whole number": "whole-number",
    "integer": "integer",
    "angle": "angle",
    "colour": "colour",
    "text": "text",
}
KINDS_READ: Final[Mapping[str, LiteralKind]] = {word: kind for kind, word in KINDS.items()}


def rival_mark(template: Template, block: Block, words: Lexicon) -> str:
    """The mark a block needs to be told from others with the same words; "" when its slots do that."""
    known = template.opcode
    others = [
        other
        for other in rivals(words.language).get(known.opcode, ())
        if all(_could_be(theirs, mine, block, words) for theirs, mine in zip(other.slots, template.slots, strict=True))
    ]
    if not others:
        return ""
    return known.opcode if any(other.opcode.category == known.category for other in others) else known.category


def _could_be(theirs: Arg, mine: Arg, block: Block, words: Lexicon) -> bool:
    """Whether what stands in my slot would do in theirs as well. Mirrors `fit` of the reader."""
    if mine.is_field:
        if not theirs.is_field:
            return False
        value = block.fields[mine.name]
        label = words.label(mine, value)
        if label is None:
            return theirs.kind != "choice" or would_be_taken(mine, value) or has_choice(theirs, value)
        return theirs.kind != "choice" or has_choice(theirs, label)
    return not theirs.is_field and _fills(theirs, mine, block.inputs.get(mine.name), words)


def _fills(theirs: Arg, mine: Arg, value: Slot | None, words: Lexicon) -> bool:
    if value is None:
        return (theirs.kind == "boolean") == (mine.kind == "boolean")
    if isinstance(value, Typed):
        # `()` and `(60)` do in some menus too
        shared = not value.value or theirs.menu == "note"
        return theirs.kind == "literal" or value.kind != mine.literal or (shared and theirs.kind != "boolean")
    return not isinstance(value, Chosen) or _offers(theirs, mine, value, words)


def _offers(theirs: Arg, mine: Arg, value: Chosen, words: Lexicon) -> bool:
    if mine.kind not in {"menu", "message"} or value.menu != mine.menu:
        return True  # written with its own mark, which fits everywhere
    if theirs.kind not in {"menu", "message"}:
        return False
    label = words.label(mine, value.value)
    if label is None and would_be_taken(mine, value.value):
        return True
    return table().is_open(theirs) or has_choice(theirs, value.value if label is None else label)


def would_be_taken(arg: Arg, name: str) -> bool:
    """Whether a name would be read as one of the menu's fixed choices, or refused: then it gets the mark `name`."""
    return not table().is_open(arg) or has_choice(arg, name)


def has_choice(arg: Arg, label: str) -> bool:
    """Whether a menu has a choice with that label, in a language the label can be of."""
    return fixed_value(arg, label, languages_of(label)) is not None
