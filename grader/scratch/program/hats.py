"""Hats with something below them."""

from __future__ import annotations

from collections.abc import Iterator

from grader.scratch.program.parts import Part
from grader.scratch.program.program import Program


def scripts_below(program: Program, hat: str) -> Iterator[Part]:
    """Scripts with this hat and at least one block below it, in file order."""
    for spot in program.of(hat):
        part = program.part_of(spot)
        if part.hat is spot and part.top:
            yield part
