"""What is used before anything sets it: liveness at the start of the whole program.

Two questions to the flow graph, for all things at once, a bit for each: which things may nobody have set yet when the
program comes here; and which may nobody have used yet. A node is looked at again while its answer grows, so the time
is that of the graph times how often loops make it grow: in real projects a few times.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from grader.scratch.program.flow import Flow
from grader.scratch.program.parts import Part
from grader.scratch.program.things import Thing, sets, uses
from grader.scratch.spots import Spot

if TYPE_CHECKING:
    from grader.scratch.program.program import Program

_ENTERED: Final = -1  # more than one script: any other than this one will do


@dataclass(frozen=True, slots=True)
class Uninitialized:
    """A statement or hat that uses a thing before anything sets it."""

    spot: Spot
    part: Part
    thing: Thing


def uninitialized(program: Program) -> tuple[Uninitialized, ...]:
    """All of them, in the order of the blocks; where one uses several things, each is told."""
    used = _masks(uses(program), {})
    if not used.of:
        return ()
    defined = _masks(sets(program), used.bits, known=True)
    flow = Flow(program, used.of.keys() | defined.of.keys())
    everything = (1 << len(used.bits)) - 1
    not_set = _spread(flow, everything, defined.of)
    reported = {order: mask for order in used.of if (mask := used.of[order] & not_set.get(order, 0))}
    if not reported:
        return ()
    setters = _early_setters(program, flow, everything, used, defined)
    return tuple(_told(program, reported, used, setters))


@dataclass(frozen=True, slots=True)
class _Masks:
    """By number of a statement: a bit for each thing."""

    of: Mapping[int, int]
    bits: dict[Thing, int]


def _masks(found: Iterator[tuple[Spot, Thing]], bits: dict[Thing, int], *, known: bool = False) -> _Masks:
    of: dict[int, int] = {}
    for spot, thing in found:
        bit = bits.get(thing)
        if bit is None:
            if known:
                continue  # nobody uses it
            bit = bits[thing] = 1 << len(bits)
        order = spot.order
        of[order] = of[order] | bit if order in of else bit
    return _Masks(of, bits)


def _spread(flow: Flow, everything: int, ends: Mapping[int, int]) -> dict[int, int]:
    """By node: the things that come there on some way on which no node before ended them."""
    leads = flow.leads
    into = dict.fromkeys(flow.entries, everything)
    pending = list(into)
    while pending:
        node = pending.pop()
        out = into[node] & ~ends.get(node, 0)
        if out:
            for following in leads.get(node, ()):
                known = into.get(following, 0)
                more = known | out
                if more != known:
                    into[following] = more
                    pending.append(following)
    return into


def _early_setters(program: Program, flow: Flow, everything: int, used: _Masks, defined: _Masks) -> Mapping[int, int]:
    """By bit of a thing: the script that sets it before anything uses it; `_ENTERED` when several do."""
    not_used = _spread(flow, everything, used.of)
    found: dict[int, int] = {}
    for order, mask in defined.of.items():
        early = mask & ~used.of.get(order, 0) & not_used.get(order, 0)
        script = program.part_of(program.index.spots[order]).script.first if early else 0
        while early:
            bit = early & -early
            early ^= bit
            if found.setdefault(bit, script) != script:
                found[bit] = _ENTERED
    return found


def _told(
    program: Program, reported: Mapping[int, int], used: _Masks, setters: Mapping[int, int]
) -> Iterator[Uninitialized]:
    things: Sequence[Thing] = tuple(used.bits)
    for order in sorted(reported):
        spot = program.index.spots[order]
        part = program.part_of(spot)
        mask = reported[order]
        while mask:
            bit = mask & -mask
            mask ^= bit
            setter = setters.get(bit)
            if setter is None or setter == part.script.first:
                yield Uninitialized(spot, part, things[bit.bit_length() - 1])
