"""When Dr. Scratch's analyzer of 2026 gives no score: it refuses an empty project, and damaged files break it.

Kru gives the levels anyway, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from grader.scratch.records import CONDITION, SUBSTACK, SUBSTACK2, Record, Records
from grader.scratch.skills.nesting import IFS, LOOPS, SENDS

_COMPARED: Final[Mapping[str, str]] = {
    "event_whenkeypressed": "KEY_OPTION",
    "event_whengreaterthan": "WHENGREATERTHANMENU",
    "event_whenbackdropswitchesto": "BACKDROP",
    "event_whenbroadcastreceived": "BROADCAST_OPTION",
}


def no_score(records: Records) -> str | None:
    """`no-blocks`, `damaged`, or None where the analyzer gives a score."""
    if not records.all:
        return "no-blocks"
    if any(len(records.of(hat)) > 1 and not records.with_field(field) for hat, field in _COMPARED.items()):
        return "damaged"
    own: dict[int, set[str]] = {}
    for record in records.all:
        own.setdefault(record.target, set()).add(record.id)
    for record in records.all:
        following = record.raw.get("next", record)
        if following is record or (type(following) is str and following not in own[record.target]):
            return "damaged"
        if record.raw.get("inputs") and (_breaks(records, record) or _leads_out(record, own[record.target])):
            return "damaged"
    return "damaged" if any(not record.has("BROADCAST_INPUT") for record in records.of(*SENDS)) else None


def _breaks(records: Records, record: Record) -> bool:
    if record.opcode in SENDS:
        return record.held("BROADCAST_INPUT") is None
    if record.opcode == "control_if":
        condition = record.held(CONDITION)
        if condition is not None and records.at(condition) is None:
            return True
    return record.opcode in {*LOOPS, *IFS} and any(type(held) is list for held in _bodies(record))


def _leads_out(record: Record, own: set[str]) -> bool:
    """Does a body of it begin with a block that its own target does not have."""
    return any(type(held) is str and held not in own for held in _bodies(record))


def _bodies(record: Record) -> Iterator[object]:
    return (record.held(name) for name in (SUBSTACK, SUBSTACK2) if record.has(name))
