"""Text literals: what is typed or named where the analyses see a text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from grader.check import BlockPlace
from grader.scratch.model import Block, Chosen, Typed
from grader.scratch.program.parts import Part
from grader.scratch.spots import Spot

if TYPE_CHECKING:
    from grader.scratch.program.program import Program


class Text(NamedTuple):
    """A text in a slot, where it stands."""

    text: str
    spot: Spot
    slot: str
    part: Part

    @property
    def block(self) -> str | None:
        """The id it is reported at: of the menu it was chosen from, else of the block around it."""
        held = self.spot.block.inputs.get(self.slot)
        return held.block if isinstance(held, Chosen) and held.block is not None else self.spot.block.id or None

    def place(self, program: Program, *, quirk: str | None = None) -> BlockPlace:
        """The place it is reported at."""
        return program.place(self.spot, quirk=quirk).but(block=self.block)


def texts(program: Program) -> Iterator[Text]:
    """Every text literal in the code: by part, then by block, then by slot."""
    no_texts: set[tuple[str, str, str, str]] = set()  # numbers and colours, most of what is typed: met before
    for part in program.parts:
        for spot in program.spots_of(part):
            for slot, held in spot.block.inputs.items():
                if type(held) is Block:
                    continue
                told = (spot.block.opcode, slot, held.value, held.kind) if type(held) is Typed else None
                if told in no_texts:
                    continue
                found = program.text(spot, slot)
                if found is not None:
                    yield Text(found, spot, slot, part)
                elif told is not None:
                    no_texts.add(told)
