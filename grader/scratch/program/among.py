"""Whether a block of some kind stands among statements, or inside one of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from grader.scratch.program.program import Program
from grader.scratch.spots import Spot


def among(program: Program, orders: Sequence[int], statements: Sequence[Spot]) -> bool:
    """Is one of these numbers (`order`, rising) that of a neighbour in the list, or of a block inside one."""
    at = bisect_left(orders, statements[0].order)
    if at == len(orders):
        return False
    last = statements[-1]
    return orders[at] <= last.order or program.holds(last, program.index.spots[orders[at]])
