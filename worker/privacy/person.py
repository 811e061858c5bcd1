"""Every row that is there because of one student, found by asking the tables what refers to what.

Whatever table comes later and refers to a student, or to something of hers, is found too: nobody has to think of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Table, and_, or_, select
from sqlalchemy.orm import Session

from worker.store import models as m

BATCH = 500
Key = tuple[Any, ...]
TABLES: Mapping[str, Table] = m.Base.metadata.tables


def rows(session: Session, student: int) -> dict[str, Sequence[Row[Any]]]:
    """Her rows by table, those first that others refer to; nothing at all when she is not there."""
    found: dict[str, dict[Key, Row[Any]]] = {}
    start = TABLES["student"]
    waiting = _add(found, start, session.execute(select(start).where(start.c.id == student)).all())
    for key in found.get("student", {}):
        # What she said of others' work, and of her own, is hers too; it is named by her number alone.
        marks = TABLES["mark"]
        hers = and_(marks.c.by.in_(("self", "peer")), marks.c.by_id == key[0])
        waiting += _add(found, marks, session.execute(select(marks).where(hers)).all())
    while waiting:
        table, ids = waiting.pop()
        for other, column in _refers_to(table):
            for start_at in range(0, len(ids), BATCH):
                some = ids[start_at : start_at + BATCH]
                waiting += _add(found, other, session.execute(select(other).where(column.in_(some))).all())
    order = [table.name for table in m.Base.metadata.sorted_tables if table.name in found]
    return {name: tuple(found[name].values()) for name in order}


def delete(session: Session, her_rows: dict[str, Sequence[Row[Any]]]) -> None:
    """Take all of them away, those first that nothing refers to."""
    for name in reversed(tuple(her_rows)):
        table = TABLES[name]
        for column in _own_references(table):  # a row may refer to another of its own table
            session.execute(table.update().where(_any(table, her_rows[name])).values({column.name: None}))
        session.execute(table.delete().where(_any(table, her_rows[name])))


def _any(table: Table, some: Sequence[Row[Any]]) -> Any:
    keys = [_key(table, row) for row in some]
    columns = list(table.primary_key)
    if len(columns) == 1:
        return columns[0].in_([key[0] for key in keys])
    return or_(*(and_(*(column == value for column, value in zip(columns, key, strict=True))) for key in keys))


def _own_references(table: Table) -> Iterator[Any]:
    for column in table.columns:
        if any(key.column.table is table for key in column.foreign_keys):
            yield column


def _add(
    found: dict[str, dict[Key, Row[Any]]], table: Table, some: Sequence[Row[Any]]
) -> list[tuple[Table, list[int]]]:
    """Keep what is new; the numbers of it that others may refer to."""
    known = found.setdefault(table.name, {}) if some else {}
    new = [row for row in some if _key(table, row) not in known]
    known.update((_key(table, row), row) for row in new)
    return [(table, [row.id for row in new])] if new and "id" in table.c else []


def _key(table: Table, row: Row[Any]) -> Key:
    return tuple(getattr(row, column.name) for column in table.primary_key)


def _refers_to(table: Table) -> Iterator[tuple[Table, Any]]:
    for other in TABLES.values():
        for column in other.columns:
            if other is not table and any(key.column.table is table for key in column.foreign_keys):
                yield other, column
