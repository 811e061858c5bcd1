"""The code as the analyses see it: what they do not know has no content, what they cannot read is left out.

An unknown block keeps its place and hides what is in it. A statement that lacks a slot it needs, itself or in a
reporter in its slots, is gone with all that is in it; its neighbours stay joined. Most projects have neither: then the
index of the project itself is what is seen.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from typing import Final

from grader.scratch.index import ScratchIndex
from grader.scratch.model import Block, ScratchProject, Script, Target
from grader.scratch.program.grammar import C_BLOCKS, CALL, EVENTS, NEEDED, SLOTS
from grader.scratch.spots import Spot
from grader.scratch.starter import Comparison

_KEPT: Final = EVENTS | {"procedures_definition"}


def seen(index: ScratchIndex) -> ScratchIndex:
    """The index of what is seen: this one, or one of the rest of its code."""
    return index if _all_seen(index) else _Pruning(index).result()


def _all_seen(index: ScratchIndex) -> bool:
    for opcode, spots in index.by_opcode.items():
        if opcode not in SLOTS:
            return False
        needed = NEEDED.get(opcode, ())
        # Only a damaged file hangs statements into a hat or a plain block: they are in no script.
        plain = opcode not in C_BLOCKS
        for spot in spots:
            block = spot.block
            if plain and block.bodies:
                return False
            for name in needed:
                if name not in block.inputs:
                    return False
        if opcode == CALL and any(spot.siblings is None for spot in spots):
            return False
    return True


class _Pruning:
    """One pass from the inside out: what stands inside a block comes after it."""

    def __init__(self, index: ScratchIndex) -> None:
        self._index = index
        self._changed: dict[int, Block | None] = {}  # by number: what takes its place; None: it is gone
        self._touched: set[int] = set()  # numbers of blocks in which something changed
        self._lacking: set[int] = set()  # numbers of blocks with a reporter that cannot be read

    def result(self) -> ScratchIndex:
        for spot in reversed(self._index.spots):
            self._look(spot)
        whole = self._index.project
        origin = {id(spot.block): spot.order for spot in self._index.spots}
        origin.update((id(block), order) for order, block in self._changed.items() if block is not None)
        scripts: dict[int, list[Script]] = {}
        for script in self._index.scripts:
            top = self._list([spot for spot in script.spots if spot.parent is None])
            if top:
                same = len(top) == len(script.script.blocks) and all(map(_is, top, script.script.blocks))
                scripts.setdefault(id(script.target), []).append(
                    script.script if same else replace(script.script, blocks=top)
                )
        targets = tuple(replace(it, scripts=tuple(scripts.get(id(it), ()))) for it in whole.targets)
        return _Seen(self._index, replace(whole, targets=targets), origin)

    def _look(self, spot: Spot) -> None:
        block, order = spot.block, spot.order
        if block.opcode not in SLOTS or (block.opcode == CALL and spot.siblings is None):
            if block.inputs or block.bodies:
                self._put(spot, Block(block.id, block.opcode))
        elif order in self._lacking or any(name not in block.inputs for name in NEEDED.get(block.opcode, ())):
            if spot.siblings is None and spot.parent is not None:
                self._lacking.add(spot.parent.order)
            elif block.opcode not in _KEPT:
                self._put(spot, None)
        elif order in self._touched or (block.bodies and block.opcode not in C_BLOCKS):
            self._put(spot, self._rebuilt(spot))

    def _put(self, spot: Spot, block: Block | None) -> None:
        self._changed[spot.order] = block
        if spot.parent is not None:
            self._touched.add(spot.parent.order)

    def _rebuilt(self, spot: Spot) -> Block:
        block = spot.block
        inputs = dict(block.inputs)
        for name in inputs:
            held = self._index.slot(spot, name)
            if isinstance(held, Spot):
                inputs[name] = self._changed.get(held.order) or held.block
        bodies = {}
        for name in block.bodies if block.opcode in C_BLOCKS else ():
            body = self._list(self._index.body(spot, name))
            if body:
                bodies[name] = body
        return replace(block, inputs=inputs, bodies=bodies)

    def _list(self, statements: tuple[Spot, ...] | list[Spot]) -> tuple[Block, ...]:
        found = (self._changed.get(spot.order, spot.block) for spot in statements)
        return tuple(block for block in found if block is not None)


def _is(one: Block, other: Block) -> bool:
    return one is other


class _Seen(ScratchIndex):
    """An index of a part of the code. What can run, and what is hers, the whole code says."""

    def __init__(self, whole: ScratchIndex, project: ScratchProject, origin: Mapping[int, int]) -> None:
        super().__init__(project)
        self._whole = whole
        self._orders = [origin[id(spot.block)] for spot in self.spots]
        self._targets = {id(seen): it for seen, it in zip(project.targets, whole.project.targets, strict=True)}
        self._facts.runs = bytearray(whole.spots[order].runs for order in self._orders)

    @cached_property
    def comparison(self) -> Comparison:
        """What did not come with the starter."""
        found = self._whole.comparison
        return replace(found, hers=bytearray(found.hers[order] for order in self._orders))

    def hers_target(self, target: Target) -> bool:
        """Did she add this sprite."""
        return self._whole.hers_target(self._targets.get(id(target), target))

    def text(self, spot: Spot) -> str:
        """The block in English, as it stands in the project."""
        return self._whole.text(self._whole.spots[self._orders[spot.order]])
