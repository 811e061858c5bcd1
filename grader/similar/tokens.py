"""A script as a row of numbers that stays the same when names, numbers, colours, places and sprites change.

A number stands for a kind of block. What may stand in any order without changing anything is put into one order: the
two sides of `+` or `and`, `a < b` and `b > a`, and neighbours that set things up (`show`, `set size`, `set x`).
Sprites and scripts have no order at all.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final

from grader.scratch.model import Block, ScratchProject, Script

MOST: Final = 20_000  # blocks of one project; what is longer is read as far as this
_SAME_EITHER_WAY: Final = frozenset(
    {"operator_add", "operator_multiply", "operator_equals", "operator_and", "operator_or"}
)
_LESS, _MORE = "operator_lt", "operator_gt"
_TURNED: Final = {"OPERAND1": "OPERAND2", "OPERAND2": "OPERAND1"}
# Menus without which a block is another block.
_TELLING: Final = frozenset({"STOP_OPTION", "OPERATOR", "PROPERTY", "CURRENTMENU"})
_CALLS: Final = frozenset({"procedures_call", "procedures_definition"})
# Neighbours of these may change places: each sets something else.
_SETTING_UP: Final = frozenset(
    {
        "motion_gotoxy", "motion_setx", "motion_sety", "motion_pointindirection", "motion_setrotationstyle",
        "looks_show", "looks_hide", "looks_setsizeto", "looks_switchcostumeto", "looks_switchbackdropto",
        "looks_seteffectto", "looks_cleargraphiceffects", "looks_gotofrontback", "data_setvariableto",
        "data_showvariable", "data_hidevariable", "data_deletealloflist", "data_showlist", "data_hidelist",
        "sound_setvolumeto", "sound_seteffectto", "sound_cleareffects", "pen_clear", "pen_penUp", "pen_penDown",
        "pen_setPenSizeTo", "pen_setPenColorToColor", "pen_setPenColorParamTo",
    }
)  # fmt: skip
END: Final = zlib.crc32(b"end")  # closes the body of a block


@dataclass(frozen=True, slots=True)
class Sequence:
    """A script: where it is (numbers of target and script), its tokens, and how many of them are blocks.

    Reporters are blocks too.
    """

    target: int
    script: int
    tokens: tuple[int, ...]
    blocks: int


def sequence(target: int, script: int, tokens: Iterable[int]) -> Sequence:
    """A script from its tokens."""
    row = tuple(tokens)
    return Sequence(target, script, row, len(row) - row.count(END))


def sequences(project: ScratchProject) -> tuple[Sequence, ...]:
    """Every script of a project. Of two that are alike the second one says nothing more, and is left out."""
    found: dict[tuple[int, ...], Sequence] = {}
    room = MOST
    for number, target in enumerate(project.targets):
        for place, script in enumerate(target.scripts):
            if room <= 0:
                break
            tokens = _tokens(script, room)
            room -= len(tokens)
            found.setdefault(tokens, sequence(number, place, tokens))
    return tuple(found.values())


def _tokens(script: Script, room: int) -> tuple[int, ...]:
    shapes = _shapes(script.blocks, room)
    found: list[int] = []
    todo: list[Block | None] = []
    todo.extend([*_ordered(script.blocks, shapes)][::-1])
    while todo and len(found) < room:
        block = todo.pop()
        if block is None:
            found.append(END)
            continue
        found.append(_token(block))
        for body in reversed(tuple(block.bodies.values())):
            todo.append(None)
            todo.extend([*_ordered(body, shapes)][::-1])
        todo.extend(list(_inside(block, shapes))[::-1])
    return tuple(found)


def _shapes(blocks: Iterable[Block], room: int) -> dict[int, int]:
    """By the identity of a block: a number for its structure with all that is in it."""
    way: list[Block] = []
    todo = list(blocks)[::-1]
    while todo and len(way) < room:
        block = todo.pop()
        way.append(block)
        for body in block.bodies.values():
            todo.extend(body)
        todo.extend(slot for slot in block.inputs.values() if isinstance(slot, Block))
    found: dict[int, int] = {}
    for block in reversed(way):
        parts = [_token(block), *(found.get(id(slot), 0) for slot in _inside(block, found))]
        for body in block.bodies.values():
            parts += [END, *(found.get(id(inner), 0) for inner in body)]
        found[id(block)] = zlib.crc32(repr(parts).encode())
    return found


def _inside(block: Block, shapes: dict[int, int]) -> Iterable[Block]:
    """The reporters in its slots, in an order that does not depend on how a sum was written."""
    slots = [(name, slot) for name, slot in block.inputs.items() if isinstance(slot, Block)]
    if len(slots) > 1:
        if block.opcode in _SAME_EITHER_WAY:
            slots.sort(key=lambda item: shapes.get(id(item[1]), 0))
        elif block.opcode == _LESS:
            slots.sort(key=lambda item: _TURNED.get(item[0], item[0]))
        else:
            slots.sort(key=lambda item: item[0])
    return [slot for _, slot in slots]


def _ordered(blocks: Iterable[Block], shapes: dict[int, int]) -> Iterator[Block]:
    for setting_up, some in groupby(blocks, lambda block: block.opcode in _SETTING_UP):
        group = list(some)
        if setting_up:
            group.sort(key=lambda block: (block.opcode, shapes.get(id(block), 0)))
        yield from group


def _token(block: Block) -> int:
    opcode = _MORE if block.opcode == _LESS else block.opcode
    if opcode in _CALLS and block.procedure is not None:
        return _number(f"{opcode} {block.procedure.proccode.count('%')}")
    if block.fields:
        telling = [value for name, value in sorted(block.fields.items()) if name in _TELLING]
        if telling:
            return _number(f"{opcode} {telling}")
    return _number(opcode)


@lru_cache(maxsize=4096)
def _number(text: str) -> int:
    # Not Python's hash: children of a batch, and other days, must come to the same number.
    return zlib.crc32(text.encode("utf-8", "replace"))
