"""Blocks and spots made in a third of the time: filled while open, then frozen by a change of class.

A frozen dataclass sets each field through `object.__setattr__`, and a project is mostly blocks. What comes out is an
ordinary Block or Spot; were the slots ever to differ, Python would refuse the change of class.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, cast

from grader.scratch.model import Block, Procedure, Script, Slot, Target
from grader.scratch.spots import Facts, Spot


class _OpenBlock:
    __slots__ = ("bodies", "comment", "fields", "id", "inputs", "opcode", "procedure", "written")

    def __init__(
        self,
        identity: str,
        opcode: str,
        inputs: dict[str, Slot],
        fields: dict[str, str],
        bodies: dict[str, tuple[Block, ...]],
        procedure: Procedure | None,
        comment: str | None,
        written: tuple[str, str] | None = None,
    ) -> None:
        self.id = identity
        self.opcode = opcode
        self.inputs = inputs
        self.fields = fields
        self.bodies = bodies
        self.procedure = procedure
        self.comment = comment
        self.written = written
        self.__class__ = Block  # type: ignore[assignment]  # noqa: PLE0237 - every object has it


class _OpenSpot:
    __slots__ = ("block", "depth", "facts", "index_in_list", "order", "parent", "script", "siblings", "slot", "target")

    def __init__(  # noqa: PLR0917 - a name for each argument costs as much as the fields it sets
        self,
        block: Block,
        target: Target,
        script: Script,
        parent: Spot | None,
        slot: str | None,
        order: int,
        index_in_list: int,
        depth: int,
        siblings: list[Spot] | None,
        facts: Facts,
    ) -> None:
        self.block = block
        self.target = target
        self.script = script
        self.parent = parent
        self.slot = slot
        self.order = order
        self.index_in_list = index_in_list
        self.depth = depth
        self.siblings = siblings
        self.facts = facts
        self.__class__ = Spot  # type: ignore[assignment]  # noqa: PLE0237 - every object has it


class _BlockMaker(Protocol):
    def __call__(
        self,
        identity: str,
        opcode: str,
        inputs: dict[str, Slot],
        fields: dict[str, str],
        bodies: dict[str, tuple[Block, ...]],
        procedure: Procedure | None,
        comment: str | None,
        written: tuple[str, str] | None = None,
        /,
    ) -> Block: ...


_SpotMaker = Callable[[Block, Target, Script, Spot | None, str | None, int, int, int, list[Spot] | None, Facts], Spot]
new_block = cast("_BlockMaker", _OpenBlock)
new_spot = cast("_SpotMaker", _OpenSpot)
