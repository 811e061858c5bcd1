"""Blocks with other words in them: for all who show a work without whose it is. The shape stays, comments go."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from grader.scratch.model import Block, Chosen, Procedure, Script, Slot, Typed

DEEPEST = 40  # blocks in blocks: nobody draws more


@dataclass(frozen=True, slots=True)
class Rewording:
    """What becomes of each kind of word: a menu of the block itself, a slot, what an own block says of itself."""

    field: Callable[[str], str]
    slot: Callable[[Typed | Chosen], Typed | Chosen]
    procedure: Callable[[Procedure], Procedure]


def reworded(block: Block, words: Rewording) -> Block:
    """The block and all in it. Recursive: not for a script that `too_deep` refuses."""
    return replace(
        block,
        inputs={name: _slot(slot, words) for name, slot in block.inputs.items()},
        fields={name: words.field(value) for name, value in block.fields.items()},
        bodies={name: tuple(reworded(one, words) for one in body) for name, body in block.bodies.items()},
        procedure=words.procedure(block.procedure) if block.procedure else None,
        comment=None,
        written=None,
    )


def _slot(slot: Slot, words: Rewording) -> Slot:
    return reworded(slot, words) if isinstance(slot, Block) else words.slot(slot)


def too_deep(script: Script) -> bool:
    """Is it nested deeper than anybody draws."""
    todo = [(one, 1) for one in script.blocks]
    while todo:
        one, depth = todo.pop()
        if depth > DEEPEST:
            return True
        todo.extend((slot, depth + 1) for slot in one.inputs.values() if isinstance(slot, Block))
        todo.extend((inner, depth + 1) for body in one.bodies.values() for inner in body)
    return False
