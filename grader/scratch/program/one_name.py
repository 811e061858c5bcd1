"""Definitions in which two inputs have one name, and where such a name is met."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from grader.scratch.model import Chosen
from grader.scratch.program.grammar import C_BLOCKS, CALL, DEFINITION, PARAMETERS, PROPERTIES, SLOT_KINDS
from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot

# Menus that name a thing of hers, and what stands in them besides.
_NAMING: Final = frozenset({"name", "position"})
_BACKDROPS: Final = frozenset({"looks_switchbackdropto", "looks_switchbackdroptoandwait"})
_OTHER_BACKDROPS: Final = frozenset({"next backdrop", "previous backdrop", "random backdrop"})
_NO_NAMES: Final = frozenset({"_mouse_", "_random_", "_myself_"})


def with_one_name(program: Program) -> Iterator[tuple[Part, frozenset[str]]]:
    """Definitions in which inputs share a name, with these names."""
    if DEFINITION not in program.by_opcode:
        return
    for part in program.definitions:
        procedure = part.head.block.procedure
        if procedure is not None and len(procedure.argument_ids) > 1:
            # As many as there are ids: a name more than these is nobody's.
            many = Counter(procedure.argument_names[: len(procedure.argument_ids)])
            shared = frozenset(name for name in many if many[name] > 1)
            if shared:
                yield part, shared


def meets(program: Program, part: Part, names: frozenset[str]) -> list[Spot]:
    """The blocks in what is seen of a definition that hold such a name, whatever they call by it."""
    return [spot for spot in _seen(program, part) if not names.isdisjoint(_names(program, spot))]


def _seen(program: Program, part: Part) -> Iterator[Spot]:
    """What is seen of a definition: in each list what comes before the first loop or `if`, and the question of that."""
    ended: set[int] = set()  # lists whose first loop or `if` was met
    seen = False
    for spot in program.spots_of(part)[1:]:
        if spot.siblings is not None:
            seen = id(spot.siblings) not in ended
            if spot.opcode in C_BLOCKS:
                ended.add(id(spot.siblings))
        if seen:  # what is in the slots of a block comes right behind it
            yield spot


def _names(program: Program, spot: Spot) -> Iterator[str]:
    """The names that stand in a block: not what is typed, no message, no key."""
    opcode = spot.opcode
    if opcode in PARAMETERS:
        yield spot.block.fields.get("VALUE", "")
    elif opcode == CALL:
        yield program.called(spot)
    elif (owned := program.owned(spot)) is not None:
        yield from owned
    for slot, held in spot.block.inputs.items():
        if isinstance(held, Chosen) and SLOT_KINDS.get((opcode, slot)) in _NAMING:
            other = _OTHER_BACKDROPS if opcode in _BACKDROPS else _NO_NAMES
            if held.value not in other:
                yield held.value
    if opcode == "sensing_of" and (asked := spot.block.fields.get("PROPERTY", "")) not in PROPERTIES:
        yield asked
