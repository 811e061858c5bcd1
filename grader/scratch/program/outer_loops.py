"""The loops around which no other loop stands."""

from __future__ import annotations

from collections.abc import Iterator

from grader.scratch.program.grammar import LOOPS
from grader.scratch.program.program import Program
from grader.scratch.spots import Spot


def outer_loops(program: Program) -> Iterator[Spot]:
    """Every loop that stands in no other, in the order of the walk; ifs around it do not matter."""
    outer: Spot | None = None
    for spot in program.walk(*LOOPS):
        if outer is None or not program.holds(outer, spot):
            outer = spot
            yield spot
