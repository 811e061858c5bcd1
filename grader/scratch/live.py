"""Which blocks of a script run once it starts: not what stands behind a block that never passes, nor in a dead body.

Everything is live until a block says otherwise, and only such blocks are looked at: most projects have few.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from grader.scratch.model import Block, Chosen, Typed
from grader.scratch.spots import Spot

_NO_END_WITHOUT_CONDITION: Final = frozenset({"control_wait_until", "control_repeat_until"})
_CONDITIONAL: Final = frozenset({"control_if", "control_if_else", "control_while"})
_COUNTED: Final = {"control_repeat": "TIMES", "control_for_each": "VALUE"}
_MAY_NOT_PASS: Final = (
    *("control_forever", "control_delete_this_clone", "control_stop", "control_if_else", "control_repeat"),
    *("control_all_at_once", *sorted(_NO_END_WITHOUT_CONDITION)),
)


Bodies = Mapping[tuple[int, str], Sequence[Spot]]  # by the number of the block and the name of its body


def live_if_started(spots: Sequence[Spot], by_opcode: Mapping[str, Sequence[Spot]], bodies: Bodies) -> bytearray:
    """By number: does the spot run when its script starts."""
    live = bytearray(b"\x01") * len(spots)
    for spot in reversed(_endless(by_opcode)):  # what is around first: what is in it is done then
        siblings = spot.siblings
        if siblings is not None and spot.index_in_list + 1 < len(siblings):
            _end(spots, live, siblings[spot.index_in_list + 1])
    for opcode in (*_CONDITIONAL, *_COUNTED):
        for spot in by_opcode.get(opcode, ()):
            for name in spot.block.bodies:
                body = bodies.get((spot.order, name))
                if body and not _enters(spot.block, name):
                    _end(spots, live, body[0])
    return live


def _end(spots: Sequence[Spot], live: bytearray, first: Spot) -> None:
    """Marks a spot, the later ones of its list, and all that is in them: they follow each other."""
    if not live[first.order]:
        return  # and so is the rest of its list
    for at in range(first.order, len(spots)):  # an iterator would step over all before it
        spot = spots[at]
        if spot.siblings is not first.siblings and (spot.parent is None or spot.parent.order < first.order):
            return
        live[spot.order] = False


def _endless(by_opcode: Mapping[str, Sequence[Spot]]) -> list[Spot]:
    """The spots behind which nothing runs, once they run."""
    asked = [spot for opcode in _MAY_NOT_PASS for spot in by_opcode.get(opcode, ()) if spot.siblings is not None]
    asked.sort(key=lambda spot: spot.order, reverse=True)  # what is inside before what is around
    closed: set[tuple[int, str | None]] = set()  # bodies that hold such a spot
    found = []
    for spot in asked:
        if _never_passes(spot.block, spot.order, closed):
            found.append(spot)
            if spot.parent is not None:
                closed.add((spot.parent.order, spot.slot))
    return found


def _never_passes(block: Block, order: int, closed: set[tuple[int, str | None]]) -> bool:
    opcode = block.opcode
    if opcode in {"control_forever", "control_delete_this_clone"}:
        return True
    if opcode == "control_stop":
        return block.fields.get("STOP_OPTION") in {"all", "this script"}
    if opcode in _NO_END_WITHOUT_CONDITION:
        return "CONDITION" not in block.inputs
    if not block.bodies:
        return False
    first, second = (order, "SUBSTACK") in closed, (order, "SUBSTACK2") in closed
    if opcode == "control_if_else":
        return second and (first or "CONDITION" not in block.inputs)
    return first and (opcode == "control_all_at_once" or (opcode == "control_repeat" and _surely_repeats(block)))


def _surely_repeats(block: Block) -> bool:
    times = block.inputs.get("TIMES")
    return isinstance(times, Typed) and not _is_zero(times.value)


def _enters(block: Block, body: str | None) -> bool:
    """Can the program go into that body."""
    if block.opcode in _CONDITIONAL:
        return body == "SUBSTACK2" or "CONDITION" in block.inputs
    counted = _COUNTED.get(block.opcode)
    if counted is None:
        return True
    times = block.inputs.get(counted)
    return isinstance(times, Block | Chosen) or (times is not None and not _is_zero(times.value))


def _is_zero(value: str) -> bool:
    """Does a typed number of rounds come to none: Scratch rounds it, and text that is no number is 0."""
    try:
        return not float(value.replace("_", "?")) >= 0.5
    except ValueError:
        return True
