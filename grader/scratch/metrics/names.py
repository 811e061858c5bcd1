"""Names of variables and lists that the code uses."""

from __future__ import annotations

import struct

from grader.scratch.metrics.counts import OF
from grader.scratch.program.grammar import LIST_BLOCKS, PROPERTIES, VARIABLE_BLOCKS
from grader.scratch.program.program import Program


def names(program: Program) -> frozenset[str]:
    """Every name once: a list and a variable of one name, or of two owners, count once. Unused ones do not count."""
    found = {owned[1] for spot in program.of(*VARIABLE_BLOCKS, *LIST_BLOCKS) if (owned := program.owned(spot))}
    asked = (spot.block.fields.get("PROPERTY", "") for spot in program.of(OF))
    return frozenset(found.union(name for name in asked if name not in PROPERTIES))


def average_length(found: frozenset[str]) -> float:
    """Their average length in UTF-16 units, as a number of single precision; 0 without names."""
    if not found:
        return 0.0
    units = sum(len(name.encode("utf-16-be", "surrogatepass")) // 2 for name in found)
    single: tuple[float] = struct.unpack("f", struct.pack("f", units / len(found)))
    return single[0]
