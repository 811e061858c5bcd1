"""Structural hashes: equal structure, equal number, whatever ids, comments and places. Not recursive, linear."""

from __future__ import annotations

from collections.abc import Sequence

from grader.scratch.model import Block
from grader.scratch.spots import Spot


def own(block: Block) -> int:
    """The block alone: opcode, menus, typed and chosen values; reporters and bodies count as places, not by content."""
    return hash(
        (
            block.opcode,
            tuple(sorted(block.fields.items())) if block.fields else None,
            tuple(
                sorted((name, None if type(value) is Block else value.value) for name, value in block.inputs.items())  # type: ignore[union-attr]
            )
            if block.inputs
            else None,
            block.procedure.proccode if block.procedure else None,
        )
    )


def shapes(spots: Sequence[Spot]) -> list[int]:
    """By the number of a spot: its structure with everything inside."""
    found = [own(spot.block) for spot in spots]
    inside: dict[int, list[tuple[str | None, int]]] = {}
    for spot in reversed(spots):  # what is inside comes after what is around
        order = spot.order
        within = inside.pop(order, None)
        if within is not None:
            # Slots stand in a fixed order, statements of a body in their own (seen backwards, the same for all).
            within.sort(key=lambda item: item[0] or "")
            found[order] = hash((found[order], tuple(within)))
        if spot.parent is not None:
            inside.setdefault(spot.parent.order, []).append((spot.slot, found[order]))
    return found
