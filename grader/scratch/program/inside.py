"""Where the analyses take themselves to be inside a loop."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from grader.scratch.spots import Spot


class Met(NamedTuple):
    """A statement, the innermost such loop that is really around it, and whether the analyses see themselves inside."""

    spot: Spot
    loop: Spot | None
    inside: bool


def inside(statements: Iterable[Spot], loops: frozenset[str]) -> Iterator[Met]:
    """Statements in preorder. The end of any such loop is taken for the end of all: what follows it is outside."""
    way: list[Spot] = []  # from the top down to the statement before
    around: list[Spot] = []
    believed = False
    for spot in statements:
        while way and way[-1] is not spot.parent:
            if way.pop().block.opcode in loops:
                around.pop()
                believed = False
        yield Met(spot, around[-1] if around else None, believed)
        way.append(spot)
        if spot.block.opcode in loops:
            around.append(spot)
            believed = True
