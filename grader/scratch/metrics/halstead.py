"""Halstead's numbers: operators are blocks that do something, operands what is typed, named or read.

Names and starting values that are declared do not count, nor what is picked in a menu of effects, instruments, voices.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Iterator
from dataclasses import dataclass
from typing import Final

from grader.scratch.metrics.counts import is_reporter
from grader.scratch.model import Chosen, Slot, Typed
from grader.scratch.program.grammar import (
    CALL,
    DATA,
    DEFINITION,
    PARAMETERS,
    PROPERTIES,
    RECEIVE,
    REPORTERS,
    SLOT_KINDS,
    SLOTS,
    STOP,
    SlotKind,
)
from grader.scratch.program.parts import Part, key_code
from grader.scratch.program.program import Program
from grader.scratch.program.values import is_number, number
from grader.scratch.spots import Spot

# Reporters without a slot are operands, not operators.
_READ: Final = frozenset(
    {
        *("sensing_answer", "sensing_dayssince2000", "motion_direction", "sensing_mousedown", "sensing_loudness"),
        *("sensing_mousex", "sensing_mousey", "motion_xposition", "motion_yposition", "looks_size"),
        *("music_getTempo", "sensing_timer", "sensing_username", "translate_getViewerLanguage", "sound_volume"),
    }
)
# Menus of the block itself that name an operand. A message is a text: a typed one is the same. The backdrop of a hat
# is a name, as parameters and clones are.
_MENUS: Final = {
    "BACKDROP": "name",
    "BROADCAST_OPTION": "text",
    "OPERATOR": "function",
    "CURRENTMENU": "unit",
    "NUMBER_NAME": "number or name",
}
_CLOSED: Final = frozenset({"name", "position", "key"})  # a reporter there is one operand; what is in it is not read
_CLONE: Final = "CLONE_OPTION"
_OTHER_SCRIPTS: Final = "other scripts in stage"


@dataclass(frozen=True, slots=True)
class Halstead:
    """The four counts that the numbers are made of."""

    operators: int
    operands: int
    different_operators: int
    different_operands: int

    @property
    def length(self) -> int:
        """All operators and all operands."""
        return self.operators + self.operands

    @property
    def size(self) -> int:
        """All different ones."""
        return self.different_operators + self.different_operands

    @property
    def volume(self) -> float:
        """Bits that it takes to write them down; 0 where there is nothing."""
        return self.length * math.log2(self.size) if self.size else 0.0

    @property
    def difficulty(self) -> float:
        """How often operands are used again; 0 where there are none."""
        if not self.different_operands:
            return 0.0
        return self.different_operators / 2 * (self.operands / self.different_operands)

    @property
    def effort(self) -> float:
        """Volume times difficulty."""
        return self.volume * self.difficulty


def halstead(program: Program) -> Halstead:
    """The counts of all code."""
    counting = _Counting(program)
    for part in program.parts:
        counting.part(part)
    return Halstead(counting.operators, counting.operands, len(counting.kinds), len(counting.different))


class _Counting:
    def __init__(self, program: Program) -> None:
        self._program = program
        self.operators = 0
        self.operands = 0
        self.kinds: set[Hashable] = set()
        self.different: set[Hashable] = set()

    def part(self, part: Part) -> None:
        reporter = part.loose and is_reporter(part.head)
        if reporter:
            self._operator("loose")
        closed = -1  # number of the last block that is not read
        for spot in self._program.spots_of(part):
            if spot.order <= closed:
                continue
            if self._is_closed(spot):
                self._operand(("dropped", self._program.keys.of(spot)))
                closed = self._last(spot)
            else:
                self._block(spot, loose=reporter and spot is part.head)

    @staticmethod
    def _is_closed(spot: Spot) -> bool:
        if spot.siblings is not None or spot.parent is None or spot.slot is None or spot.slot == _CLONE:
            return False
        return SLOT_KINDS.get((spot.parent.block.opcode, spot.slot)) in _CLOSED

    def _last(self, spot: Spot) -> int:
        inner = self._program.inner(spot)
        return inner[-1].order if inner else spot.order

    def _operator(self, kind: Hashable) -> None:
        self.operators += 1
        self.kinds.add(kind)

    def _operand(self, operand: Hashable) -> None:
        self.operands += 1
        self.different.add(operand)

    def _block(self, spot: Spot, *, loose: bool) -> None:
        block = spot.block
        opcode = block.opcode
        if opcode not in SLOTS or (spot.siblings is None and opcode not in REPORTERS):
            if spot.siblings is not None:
                self._operator("unknown")
            return
        if opcode in DATA:
            self._operand((loose, self._program.owned(spot)))
            return
        if opcode in PARAMETERS:
            self._operand(("name", block.fields.get("VALUE", "")))
            return
        if opcode in _READ:
            self._operand((loose, opcode))
            return
        self._operator(_kind(spot))
        for operand in self._operands(spot):
            self._operand(operand)

    def _operands(self, spot: Spot) -> Iterator[Hashable]:
        """The operands of a block and of its slots, without those of reporters in them."""
        block = spot.block
        opcode = block.opcode
        if opcode == DEFINITION:
            names = block.procedure.argument_names if block.procedure is not None else ()
            yield from (("name", name) for name in names)
            return
        yield from self._own(spot)
        slots = SLOTS[opcode]
        if opcode == CALL:
            many = len(block.procedure.argument_ids) if block.procedure is not None else 0
            slots = tuple((str(place), "free") for place in range(many or len(block.inputs)))
        for name, kind in slots:
            value = block.inputs.get(name)
            if value is None:
                if kind in {"condition", "free"}:
                    yield "empty"
            elif isinstance(value, Typed | Chosen):
                yield from _value(value, kind, name)

    def _own(self, spot: Spot) -> Iterator[Hashable]:
        for name, value in spot.block.fields.items():
            if name in {"VARIABLE", "LIST"}:
                yield (False, self._program.owned(spot))
            elif name == "KEY_OPTION":
                yield ("key of a hat", key_code(value))
            elif name == "WHENGREATERTHANMENU":
                yield ("attribute", value.lower())
            elif name == "PROPERTY":
                if value in PROPERTIES:
                    yield ("property", value)
            elif name in _MENUS and (name != "BROADCAST_OPTION" or spot.block.opcode == RECEIVE):
                yield (_MENUS[name], value)


def _kind(spot: Spot) -> Hashable:
    opcode = spot.block.opcode
    if opcode != STOP:
        return opcode
    option = spot.block.fields.get("STOP_OPTION", "")
    return (opcode, "other scripts in sprite" if option == _OTHER_SCRIPTS else option)


def _value(value: Slot, kind: SlotKind, name: str) -> Iterator[Hashable]:
    """What is typed or chosen in a slot."""
    if isinstance(value, Typed):
        if kind == "colour" and value.kind == "colour":
            yield ("colour", value.value.lower())
        elif is_number(value.value, kind, value.kind):
            yield ("number", repr(number(value.value)))  # 0 and -0 differ, and what is no number equals itself
        else:
            yield ("text", value.value)
    elif isinstance(value, Chosen):
        if kind == "key":
            yield ("key", key_code(value.value))
        elif kind == "message":
            yield ("text", value.value)
        elif name == _CLONE and value.value != "_myself_":
            yield ("name", value.value)
        elif kind != "option":
            yield ("chosen", kind, value.value)
