"""The way to a block: through which lists of statements, and what of them a picture of it shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from grader.check import BlockPlace
from grader.scratch.model import Block, ScratchProject, Script

AROUND = 2  # statements shown before and after the one a place is about
GLIMPSE = 3  # blocks of a body that lies beside the way, where room is short: with more it is left out


class Cut:
    """Statements left out here."""


@dataclass(frozen=True, slots=True)
class Step:
    """A list of statements on the way to a block, and which of them leads on."""

    blocks: Sequence[Block]
    index: int
    up: Step | None

    @property
    def block(self) -> Block:
        """The statement that leads on."""
        return self.blocks[self.index]


@dataclass(frozen=True, slots=True)
class Way:
    """The way to a block, from the top of its script."""

    block: Block
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Focus:
    """What a picture with little room is about: steps by their lists (the identity of the first block)."""

    windows: Mapping[int, Step]

    def body(self, held: Sequence[Block]) -> Sequence[Block | Cut]:
        """What to show of a body: what stands around the way, a short one whole, else nothing."""
        if not held:
            return held
        step = self.windows.get(id(held[0]))
        if step is not None:
            return tuple(window(step))
        return (Cut(),) if more_than(GLIMPSE, held) else held


def find(project: ScratchProject, place: BlockPlace) -> Way | None:
    """The way to the block of a place; None when it is not there."""
    for target in project.targets:
        if target.name != place.sprite:
            continue
        for script in target.scripts:
            found = _in_script(script, place.block)
            if found is not None:
                return found
    return None


def focus(steps: Sequence[Step]) -> Focus:
    """The focus of a picture that shows these steps."""
    return Focus({id(step.blocks[0]): step for step in steps})


def window(step: Step) -> Iterator[Block | Cut]:
    """The first of a list, and what stands around the one that leads on."""
    blocks, index = step.blocks, step.index
    first, last = max(1, index - AROUND), min(len(blocks), index + AROUND + 1)
    yield from blocks[: min(first, 1)]
    if first > 1:
        yield Cut()
    yield from blocks[first:last]
    if last < len(blocks):
        yield Cut()


def more_than(many: int, blocks: Sequence[Block]) -> bool:
    """Do these hold more blocks than that, with all that is in them."""
    return next(islice(_within(blocks), many, None), None) is not None


def _in_script(script: Script, block: str | None) -> Way | None:
    todo = [(one, Step(script.blocks, index, None)) for index, one in enumerate(script.blocks)]
    while todo:
        one, step = todo.pop()
        if one.id == block:
            steps = [step]
            while (up := steps[-1].up) is not None:
                steps.append(up)
            return Way(one, tuple(reversed(steps)))
        todo.extend((slot, step) for slot in one.inputs.values() if isinstance(slot, Block))
        for body in one.bodies.values():
            todo.extend((inner, Step(body, index, step)) for index, inner in enumerate(body))
    return None


def _within(blocks: Sequence[Block]) -> Iterator[Block]:
    todo = list(blocks)
    while todo:
        block = todo.pop()
        yield block
        todo.extend(slot for slot in block.inputs.values() if isinstance(slot, Block))
        for body in block.bodies.values():
            todo.extend(body)
