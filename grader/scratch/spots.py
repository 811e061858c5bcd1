"""A block where it stands, and a script with what is known of it: what the index hands out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from grader.scratch.model import Block, Script, Target


class VariableKey(NamedTuple):
    """A variable or list by who owns it: a sprite's name, or None for all sprites."""

    owner: str | None
    name: str
    kind: str  # "variable" or "list"


@dataclass(frozen=True, slots=True)
class Event:
    """What a hat waits for: its opcode, and the message, key, backdrop or quantity it names ("" where it has none)."""

    opcode: str
    detail: str = ""


class Facts:
    """What is known of every spot by its number: filled after all spots stand, so that spots themselves are frozen."""

    __slots__ = ("_ask_hers", "_hers", "runs")

    def __init__(self, ask_hers: Callable[[], bytearray]) -> None:
        self.runs = bytearray()
        self._ask_hers = ask_hers
        self._hers: bytearray | None = None

    @property
    def hers(self) -> bytearray:
        """By number: did the spot not come with the starter. Compared on first use."""
        if self._hers is None:
            self._hers = self._ask_hers()
        return self._hers


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Spot:
    """A block where it stands. One for each block of a project."""

    block: Block
    target: Target
    script: Script
    parent: Spot | None  # the block whose body or slot it sits in
    slot: str | None  # "SUBSTACK", "CONDITION", "0"; None at the top of a script
    order: int  # its running number: targets, then scripts, then preorder (a block, its slots, its bodies)
    index_in_list: int  # its place among its statements; 0 for a reporter
    depth: int  # how many loops and conditions are around it
    siblings: list[Spot] | None  # the statements of its list; None for a reporter
    facts: Facts

    @property
    def opcode(self) -> str:
        """The block's opcode."""
        return self.block.opcode

    @property
    def runs(self) -> bool:
        """Can it run: from an event that can happen, and not behind a block that never ends."""
        return bool(self.facts.runs[self.order])

    @property
    def hers(self) -> bool:
        """Is it hers: it did not come with the starter."""
        return bool(self.facts.hers[self.order])

    @property
    def statement(self) -> bool:
        """Does it stand in a list of statements (or alone on the canvas), not in a slot."""
        return self.siblings is not None

    def around(self) -> Iterator[Spot]:
        """The spots around it, inside out."""
        spot = self.parent
        while spot is not None:
            yield spot
            spot = spot.parent

    def inside(self, *opcodes: str) -> Spot | None:
        """The nearest block around it with one of these opcodes."""
        for spot in self.around():
            if spot.block.opcode in opcodes:
                return spot
        return None

    def __repr__(self) -> str:
        return f"<Spot {self.order} {self.block.opcode} in {self.target.name!r}>"


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class ScriptSpot:
    """A script with its statements (nested ones too, no reporters), its hat, and what the hat waits for."""

    script: Script
    target: Target
    first: int  # number of its first spot
    end: int  # number behind its last spot
    spots: tuple[Spot, ...]
    hat: Spot | None  # of a custom block: the definition; None for a loose stack
    event: Event | None  # None for a loose stack and for a definition
    facts: Facts

    @property
    def loose(self) -> bool:
        """Does nothing start it: no hat. A definition is not loose, though without a call it does not run."""
        return self.hat is None

    @property
    def runs(self) -> bool:
        """Can it start."""
        return bool(self.facts.runs[self.first])

    @property
    def hers(self) -> bool:
        """Is any block of it hers."""
        return any(self.facts.hers[self.first : self.end])

    @property
    def definition(self) -> bool:
        """Is it the definition of a custom block."""
        return self.hat is not None and self.event is None

    def __repr__(self) -> str:
        return f"<ScriptSpot {self.script.blocks[0].opcode} in {self.target.name!r}, {len(self.spots)} statements>"
