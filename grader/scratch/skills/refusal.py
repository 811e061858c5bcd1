"""When Dr. Scratch's analyzer of 2026 gives no score: it refuses an empty project, and damaged files break it.

Kru gives the levels anyway, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from grader.scratch.skills.nesting import IFS, LOOPS, SENDS
from grader.scratch.skills.records import CONDITION, SUBSTACK, SUBSTACK2, Record, Records

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
    broken = (_breaks(records, record) or _leads_out(record, own[record.target]) for record in records.all)
    return "damaged" if any(broken) else None


def _breaks(records: Records, record: Record) -> bool:
    if "next" not in record.raw:
        return True
    if record.opcode in SENDS:
        return record.held("BROADCAST_INPUT") is None
    if record.opcode == "control_if":
        condition = record.held(CONDITION)
        if condition is not None and records.at(condition) is None:
            return True
    return record.opcode in {*LOOPS, *IFS} and any(type(held) is list for held in _bodies(record))


def _leads_out(record: Record, own: set[str]) -> bool:
    """Does it lead to a block that its own target does not have."""
    links = (record.raw.get("next"), *_bodies(record))
    return any(type(link) is str and link not in own for link in links)


def _bodies(record: Record) -> Iterator[object]:
    return (record.held(name) for name in (SUBSTACK, SUBSTACK2))
