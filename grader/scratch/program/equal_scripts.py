"""Scripts of a sprite that are equal: the same hat, the same blocks."""

from __future__ import annotations

from collections.abc import Hashable, Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

from grader.scratch.program.grammar import SLOTS
from grader.scratch.program.parts import Part
from grader.scratch.spots import Spot

if TYPE_CHECKING:
    from grader.scratch.program.program import Program

MOST: Final = 100  # each is paired with every other one: no editor makes so many, a made file could


class Pair(NamedTuple):
    """Two equal scripts of a sprite, the earlier one first."""

    earlier: Part
    later: Part
    quirk: str | None  # "unknown-blocks": to the published tool any two blocks it does not know are equal


def equal_scripts(program: Program) -> Iterator[Pair]:
    """Every two equal scripts or loose stacks of a sprite, in the order of the walk. Definitions are not among them."""
    alike: dict[Hashable, list[Part]] = {}
    for part in program.scripts:  # what differs at a glance needs no closer look
        first = known(part.top[0]) if part.top else ""
        alike.setdefault((id(part.target), part.event, first, len(part.statements)), []).append(part)
    for parts in alike.values():
        if len(parts) > 1:
            yield from _pairs(program, parts)


def known(spot: Spot) -> str:
    """The opcode of a block; the same for all that the analyses do not know."""
    return spot.block.opcode if spot.block.opcode in SLOTS else ""


def _pairs(program: Program, parts: list[Part]) -> Iterator[Pair]:
    keys = program.keys
    equal: dict[Hashable, list[Part]] = {}
    for part in parts:
        equal.setdefault((keys.of_event(part), keys.of_list(part.top)), []).append(part)
    for same in equal.values():
        if len(same) == 1:
            continue
        unknown = program.unknown_statements
        quirk = "unknown-blocks" if any(spot.order in unknown for spot in same[0].statements) else None
        compared = same[:MOST]
        for place, earlier in enumerate(compared):
            for later in compared[place + 1 :]:
                yield Pair(earlier, later, quirk)
