"""What a row of an archive may hold: of each column its kind, its length, its words. MoveError for anything else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from sqlalchemy import JSON, Boolean, Column, Date, Integer, String, Table, Text

from worker.moving_house import plan
from worker.moving_house.opened import MoveError
from worker.store.database import UtcDateTime

BIGGEST = 2**31 - 1  # what a whole number of the database holds
LONGEST_TEXT = 100_000
SHARE = re.compile(r"\d{1,30}(/[1-9]\d{0,30})?", re.ASCII)
HASH = re.compile(r"[0-9a-f]{64}", re.ASCII)
UNPLAIN = re.compile("[\x00\ud800-\udfff]")
LISTS = frozenset({("live_picture", "caption")})
ID = re.compile(r"[a-z0-9][a-z0-9-]*", re.ASCII)


def row_of(table: Table, written: Mapping[str, Any], *, secrets: bool, whole: bool = True) -> dict[str, Any]:
    """The row as the database takes it; a column that an older Kru did not have is left to its default.

    `whole`: reports are read too, which takes most of the time.
    """
    found: dict[str, Any] = {}
    known = plan.columns(table, secrets=secrets)
    strange = written.keys() - {column.name for column in known}
    if strange:
        raise MoveError(f"A row of {table.name} has {min(strange)[:40]!r}, which Kru does not write.")
    for column in known:
        if column.name not in written and (column.nullable or column.default is not None):
            continue
        value = written.get(column.name)
        if value is None and not column.nullable:
            raise _strange(table, column)
        found[column.name] = None if value is None else _value(table, column, value)
    _look(table, found)
    if whole:
        _read(table, found)
    return found


def _value(table: Table, column: Column[Any], value: Any) -> Any:
    kind = column.type
    words = plan.WORDS.get((table.name, column.name))
    if words is not None and value not in words:
        raise _strange(table, column)
    if isinstance(kind, JSON):
        whole = list if (table.name, column.name) in LISTS else dict
        if not isinstance(value, whole) or not all(map(_plain, _strings(value))):
            raise _strange(table, column)
        return value
    if isinstance(kind, UtcDateTime):
        return _moment(table, column, value)
    if isinstance(kind, Date):
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            raise _strange(table, column) from None
    fits = (
        (isinstance(kind, Boolean) and type(value) is bool)
        or (isinstance(kind, Integer) and type(value) is int and 0 <= value <= BIGGEST)
        or (isinstance(kind, String | Text) and _text(kind, value))
    )
    if not fits:
        raise _strange(table, column)
    return value


def _text(kind: String, value: Any) -> bool:
    return isinstance(value, str) and len(value) <= (kind.length or LONGEST_TEXT) and _plain(value)


def _plain(text: str) -> bool:
    """Whether both databases take it: PostgreSQL has no U+0000, and half a sign is none."""
    return not UNPLAIN.search(text)


def _strings(value: Any) -> Iterator[str]:
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, str):
            yield one
        elif isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            waiting += (*one.keys(), *one.values())


def _moment(table: Table, column: Column[Any], value: Any) -> datetime:
    try:
        found = datetime.fromisoformat(value)
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (TypeError, ValueError, OverflowError):
        raise _strange(table, column) from None


def _look(table: Table, row: Mapping[str, Any]) -> None:
    """What one column alone does not say."""
    for name, pattern in (("file_hash", HASH), ("share", SHARE), ("rubric_id", ID)):
        if row.get(name) is not None and not pattern.fullmatch(row[name]):
            raise MoveError(f"{name} in a row of {table.name} is none of ours.")
    if table.name == "club" and not _zone(row["time_zone"]):
        raise MoveError("The club of this archive is in no time zone.")
    if table.name == "grading":
        ended = {"done": "report", "unreadable": "unreadable_key"}.get(row["state"])
        if ended and not row.get(ended):
            raise MoveError("A grading has ended without a result. It is none of ours.")
    if table.name == "live_picture" and not all(isinstance(one, dict) for one in row["caption"]):
        raise MoveError("A picture has words that are none of ours.")


def _read(table: Table, row: Mapping[str, Any]) -> None:
    """What pages will read back can be read."""
    if table.name == "grading" and row.get("report") is not None:
        _report(row["report"])
    if table.name == "live" and row.get("outcome") is not None:
        _outcome(row["outcome"])


def _zone(name: str) -> bool:
    from worker.clubs import time_zone

    return time_zone(name) == name


def _report(stored: Any) -> None:
    from grader.report import from_json

    try:
        from_json(stored)
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as trouble:
        raise MoveError("A report in this archive cannot be read.") from trouble


def _outcome(stored: Any) -> None:
    from grader.live.play.outcome import from_json

    try:
        from_json(stored)
    except (KeyError, TypeError, ValueError, AttributeError) as trouble:
        raise MoveError("What was played in this archive cannot be read.") from trouble


def starter_of(resolved: Mapping[str, Any]) -> dict[str, str]:
    """The files of a rubric's starter by name. MoveError for a name that leads out of a folder."""
    files = resolved.get("starter") or {}
    if not isinstance(files, dict):
        raise MoveError("A rubric in this archive cannot be read.")
    for name, file_hash in files.items():
        whole = isinstance(file_hash, str) and HASH.fullmatch(file_hash)
        if not whole or not inside(name):
            raise MoveError(f"A rubric names a file outside its folder: {name[:80]!r}. This archive is not ours.")
    return files


def inside(name: str) -> bool:
    """Whether that path stays in its folder, on every computer."""
    path, other = PurePosixPath(name), PureWindowsPath(name)
    led = path.is_absolute() or other.is_absolute() or other.drive or ".." in path.parts or ".." in other.parts
    return bool(name) and not led and "\x00" not in name


def _strange(table: Table, column: Column[Any]) -> MoveError:
    return MoveError(f"{column.name} in a row of {table.name} is none of ours.")
