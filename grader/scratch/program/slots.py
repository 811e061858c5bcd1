"""Blocks of several opcodes, by what is typed in one slot of each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from grader.scratch.model import Typed
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot


def with_typed(program: Program, slots: Mapping[str, str], meant: Callable[[Spot, str], bool]) -> Sequence[Spot]:
    """The blocks in whose slot (given by opcode) such a thing is typed, in file order.

    Many blocks are asked and few are found: of one opcode each text is asked about one time, and what is found is
    sorted at the end.
    """
    found = []
    for opcode, slot in slots.items():
        answers: dict[tuple[str, str], bool] = {}
        for spot in program.by_opcode.get(opcode, ()):
            value = spot.block.inputs.get(slot)
            if type(value) is Typed:
                typed = (value.value, value.kind)
                answer = answers.get(typed)
                if answer is None:
                    answer = answers[typed] = meant(spot, slot)
                if answer:
                    found.append(spot)
    found.sort(key=_order)
    return found


def _order(spot: Spot) -> int:
    return spot.order
