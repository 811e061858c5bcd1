"""Blocks that no words say everything of: unknown ones, and known ones with slots their kind does not have.

They are written by their opcode, every part by its name in the file:
`jetpack_fly input [SPEED] (10 :: number) field [MODE] [fast] body [SUBSTACK] :: opcode`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Final, NamedTuple

from grader.scratch.model import Block, Chosen, Procedure, Slot, Typed
from grader.scratch.notation import escape
from grader.scratch.notation.lex import Word
from grader.scratch.notation.marks import KINDS
from grader.scratch.notation.parts import Part, Value, field, slot
from grader.scratch.opcodes import Arg

EXAMPLE: Final = "jetpack_fly input [SPEED] [10 :: number] :: opcode"
_ANY_INPUT: Final = Arg("", "literal", "text")
_ANY_FIELD: Final = Arg("", "open")
_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")


class Made(NamedTuple):
    """What the words of such a block say."""

    opcode: str
    inputs: Mapping[str, Slot]
    fields: Mapping[str, str]
    bodies: tuple[str, ...]
    procedure: Procedure | None


def words(block: Block) -> Iterator[str | Block]:
    """The words of such a block, without brackets; nested blocks as they are."""
    yield block.opcode if _PLAIN.fullmatch(block.opcode) else f"[{escape.value(block.opcode)}]"
    for name, value in block.fields.items():
        yield f" field [{escape.value(name)}] [{escape.value(value)}]"
    for name, slot in block.inputs.items():
        yield f" input [{escape.value(name)}] "
        yield _slot(slot)
    for name in block.bodies:
        yield f" body [{escape.value(name)}]"
    if block.procedure is not None:
        yield from _procedure(block.procedure)
    yield " :: opcode"


def _slot(slot: Slot) -> str | Block:
    if isinstance(slot, Typed):
        return f"[{escape.value(slot.value)} :: {KINDS[slot.kind]}]"
    if isinstance(slot, Chosen):
        return f"({escape.round_name(slot.value)} v :: {slot.menu or 'message'})"
    return slot


def _procedure(procedure: Procedure) -> Iterator[str]:
    yield f" code [{escape.value(procedure.proccode)}]"
    for name in procedure.argument_names:
        yield f" name [{escape.value(name)}]"
    for default in procedure.argument_defaults:
        yield f" default [{escape.value(default)}]"
    if procedure.warp:
        yield " warp"


def read(parts: Sequence[Part | Word]) -> Made | None:
    """The other direction; None when the parts do not say a block."""
    opcode, rest = _opcode(parts)
    if opcode is None:
        return None
    inputs: dict[str, Slot] = {}
    fields: dict[str, str] = {}
    bodies: list[str] = []
    said: dict[str, list[str]] = {"code": [], "name": [], "default": [], "warp": []}
    while rest:
        word, *rest = rest
        if not isinstance(word, Word):
            return None
        if word.text == "warp":
            said["warp"].append("")
            continue
        name = rest.pop(0) if rest else None
        if not isinstance(name, Value):
            return None
        if word.text in {"input", "field"}:
            part = rest.pop(0) if rest else None
            if part is None or isinstance(part, Word):
                return None
            if word.text == "field":
                fields[name.text] = field(_ANY_FIELD, part, ())
            else:
                value = slot(_ANY_INPUT, part, ())
                if value is None:
                    return None
                inputs[name.text] = value
        elif word.text == "body":
            bodies.append(name.text)
        elif word.text in said:
            said[word.text].append(name.text)
        else:
            return None
    procedure = None
    if any(said.values()):
        procedure = Procedure(
            (said["code"] or [""])[0], tuple(said["name"]), (), tuple(said["default"]), bool(said["warp"])
        )
    return Made(opcode, inputs, fields, tuple(bodies), procedure)


def _opcode(parts: Sequence[Part | Word]) -> tuple[str | None, list[Part | Word]]:
    if not parts:
        return None, []
    first, *rest = parts
    if isinstance(first, Word):
        return first.text, rest
    return (first.text if isinstance(first, Value) else None), rest
