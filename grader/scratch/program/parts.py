"""Scripts, loose stacks and definitions in the order in which the analyses go through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from grader.scratch.index import ScratchIndex
from grader.scratch.model import Target
from grader.scratch.program.grammar import DEFINITION, EVENTS
from grader.scratch.program.values import in_hash_order
from grader.scratch.spots import ScriptSpot, Spot

_KEYS: Final = {
    "left arrow": 37, "up arrow": 38, "right arrow": 39, "down arrow": 40, "space": 32, "any": 0,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Part:
    """A script, a loose stack, or a definition.

    A script has one of eight hats; a stack with another hat is loose, and that hat its first statement.
    """

    script: ScriptSpot
    target: Target
    hat: Spot | None  # the hat or the definition; None for a loose stack
    top: Sequence[Spot]  # its outermost statements, without the hat
    statements: Sequence[Spot]  # all of them, nested ones too, in preorder, without the hat
    definition: bool

    @property
    def loose(self) -> bool:
        """Does nothing start it."""
        return self.hat is None

    @property
    def head(self) -> Spot:
        """The block that stands for it: the hat, the definition, else the first statement."""
        return self.hat or self.top[0]

    @property
    def event(self) -> str | None:
        """The opcode of its hat; None for a loose stack and for a definition."""
        return None if self.hat is None or self.definition else self.hat.block.opcode

    def __repr__(self) -> str:
        return f"<Part {self.head.opcode} in {self.target.name!r}, {len(self.statements)} statements>"


def parts_of(index: ScratchIndex, targets: Sequence[Target]) -> Iterator[Part]:
    """Every part: by target; definitions in the order of a Java hash table of ids, then the rest in file order."""
    by_target: dict[int, tuple[list[Part], list[Part]]] = {id(target): ([], []) for target in targets}
    for script in index.scripts:
        part = _part(script)
        by_target[id(script.target)][0 if part.definition else 1].append(part)
    for definitions, others in by_target.values():
        if len(definitions) > 1:
            order = in_hash_order([part.head.block.id for part in definitions])
            definitions = [definitions[place] for place in order]  # noqa: PLW2901 - the same ones in another order
        yield from chain(definitions, others)


def _part(script: ScriptSpot) -> Part:
    spots = script.spots
    first = spots[0]
    opcode = first.block.opcode
    if opcode not in EVENTS and opcode != DEFINITION:
        return Part(script, script.target, None, first.siblings or (first,), spots, definition=False)
    top = (first.siblings or [first])[1:]
    return Part(script, script.target, first, top, spots[1:], definition=opcode == DEFINITION)


def key_code(name: str) -> int:
    """The number of a key as hats and `key pressed?` compare it: of a longer name the first character."""
    known = _KEYS.get(name)
    return known if known is not None else ord(name[0]) if name else 0
