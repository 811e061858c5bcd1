"""Finders that ask whether a record is there, wherever it lies."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

from grader.scratch.records import CONDITION, Record, Records
from grader.scratch.skills.rules import Found, nth
from grader.scratch.skills.rules import either as _either

Finds = Callable[[Records], Found[Record]]

_HARMLESS: Final = frozenset(
    {"music", "pen", "videoSensing", "text2speech", "translate", "learningmlTexts", "learningmlImages"}
)


def either(*finders: Finds) -> Finds:
    """One of several ways; of those that hold, the one whose deciding record comes first in the file."""
    return _either(*finders, order=lambda record: record.order)


def any_of(*opcodes: str) -> Finds:
    """A record with one of these opcodes."""

    def find(records: Records) -> Found[Record]:
        record = records.first(*opcodes)
        return None if record is None else (record,)

    return find


def several(number: int, *opcodes: str) -> Finds:
    """So many records with one of these opcodes; shown is the one that makes it so many."""
    return lambda records: nth(records.of(*opcodes), number)


def has_a_next(records: Records) -> Found[Record]:
    """A record with another below it. A hat with one block under it is enough."""
    return nth((record for record in records.all if record.raw.get("next") is not None), 1)


def two_without_parent(records: Records) -> Found[Record]:
    """Two records that nothing is around or above.

    The published rule for "more than one script". A loose reporter does, a menu that lost its parent, and the
    prototype of an own block where a writer gave it no parent; one sprite is enough, and the stage counts.
    """
    return nth((record for record in records.all if not record.headed), 2)


def greater_ifs(number: int) -> Finds:
    """So many `if` blocks (not if-else) that ask for `>` itself, not for `not` or `and` of it."""

    def find(records: Records) -> Found[Record]:
        asked = (records.inside(record, CONDITION) for record in records.of("control_if"))
        asking = zip(records.of("control_if"), asked, strict=True)
        return nth((record for record, held in asking if held is not None and held.opcode == "operator_gt"), number)

    return find


def mouse_pointer(records: Records) -> Found[Record]:
    """The mouse pointer in a menu of `go to` or `touching`, in the words of the published rule.

    There must be a menu of one of these two kinds, and a menu field `TO` or `TOUCHINGOBJECTMENU` that says mouse
    pointer: not necessarily the same one. `TO` is also the field of `glide to`. Menus hidden under a reporter count.
    """
    if records.first("motion_goto_menu", "sensing_touchingobjectmenu") is None:
        return None
    for record in _by_order(records, "TO", "TOUCHINGOBJECTMENU"):
        around = records.at(record.raw.get("parent"))
        return (record,) if around is None else (around,)
    return None


def _by_order(records: Records, *fields: str) -> Iterable[Record]:
    found = (pair for field in fields for pair in records.with_field(field))
    return sorted((record for record, held in found if held[0] == "_mouse_"), key=lambda record: record.order)


def hardware(records: Records) -> Found[Record]:
    """An extension beyond those that need nothing but a computer. Whether a block of it is there is not asked."""
    for extension in records.extensions:
        if not (type(extension) is str and extension in _HARMLESS):
            start = f"{extension}_"
            return tuple(record for record in records.all if record.opcode.startswith(start))[:1]
    return None


def same(field: str, hat: str, number: int) -> Finds:
    """So many hats of that kind, and a value that so many of the menus `field` hold.

    Counted are all records that have the menu, not only the hats: hats on two different keys and one `key pressed?`
    for one of them make two. Of the first record that has it, its id counts like a value. Capital letters matter,
    sprites do not.
    """

    def find(records: Records) -> Found[Record]:
        hats = records.of(hat)
        if len(hats) < number:
            return None
        often = [value for value, times in _pool(records, field).items() if times >= number]
        if not often:
            return None
        return _same_hats(hats, field, often, number) or _with_menu(records, field, often, hats)

    return find


def _pool(records: Records, field: str) -> Mapping[Any, int]:
    pool: dict[Any, int] = {}
    for number, (_, held) in enumerate(records.with_field(field)):
        for value in held if number == 0 else held[:1]:
            pool[value] = pool.get(value, 0) + 1
    return pool


def _same_hats(hats: list[Record], field: str, values: list[Any], number: int) -> Found[Record]:
    met = dict.fromkeys(values, 0)
    for hat in hats:
        for value in hat.field(field)[:1]:
            if value in met:
                met[value] += 1
                if met[value] == number:
                    return (hat,)
    return None


def _with_menu(records: Records, field: str, values: list[Any], hats: list[Record]) -> Found[Record]:
    """A menu helped: a hat with that value, else any, and the menu (the block around it, where there is one)."""
    hat = next((hat for hat in hats if hat.field(field)[:1] and hat.field(field)[0] in values), hats[0])
    for record, held in records.with_field(field):
        if record.opcode != hat.opcode and held[0] in values:
            return (hat, records.at(record.raw.get("parent")) or record)
    return (hat,)
