"""Blocks that no words say everything of: unknown ones, and known ones with slots their kind does not have.

They are written by their opcode, every part by its name in the file:
`jetpack_fly input [SPEED] (10 :: number) field [MODE] [fast] body [SUBSTACK] :: opcode`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from grader.scratch.model import Block, Chosen, Procedure, Slot, Typed
from grader.scratch.notation import escape
from grader.scratch.notation.marks import KINDS

_PLAIN: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.-]*")


def words(block: Block) -> Iterator[str | Block]:
    """The words of such a block, without brackets; nested blocks as they are."""
    yield block.opcode if _PLAIN.fullmatch(block.opcode) else f"[{escape.value(block.opcode)}]"
    for name, chosen in block.fields.items():
        yield f" field [{escape.value(name)}] [{escape.value(chosen)}]"
    for name, value in block.inputs.items():
        yield f" input [{escape.value(name)}] "
        yield _slot(value)
    for name in block.bodies:
        yield f" body [{escape.value(name)}]"
    if block.procedure is not None:
        yield from _procedure(block.procedure)
    yield " :: opcode"


def _slot(value: Slot) -> str | Block:
    if isinstance(value, Typed):
        return f"[{escape.value(value.value)} :: {KINDS[value.kind]}]"
    if isinstance(value, Chosen):
        return f"({escape.round_name(value.value)} v :: {value.menu or 'message'})"
    return value


def _procedure(procedure: Procedure) -> Iterator[str]:
    yield f" code [{escape.value(procedure.proccode)}]"
    for name in procedure.argument_names:
        yield f" name [{escape.value(name)}]"
    for default in procedure.argument_defaults:
        yield f" default [{escape.value(default)}]"
    if procedure.warp:
        yield " warp"
