"""Rows as lines of JSON, and back. What a table looks like is asked of the database, so any version can be read.

The same lines go into SQLite and PostgreSQL: a backup is also the way from one to the other.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Connection, DateTime, MetaData, Table, func, insert, select, text, update

BATCH = 500
OWN = frozenset({"alembic_version"})  # what migrations write themselves

Row = Mapping[str, Any]


def tables(connection: Connection) -> tuple[Table, ...]:
    """The tables that are there, those first that others refer to."""
    found = MetaData()
    found.reflect(connection)
    return tuple(table for table in found.sorted_tables if table.name not in OWN)


def lines(connection: Connection, table: Table) -> Iterator[str]:
    """Every row as a line, in the order of the keys."""
    rows = connection.execution_options(yield_per=BATCH).execute(select(table).order_by(*table.primary_key.columns))
    for row in rows.mappings():
        yield json.dumps({name: _out(value) for name, value in row.items()}, ensure_ascii=False)


def load(connection: Connection, table: Table, written: Iterable[str]) -> int:
    """Put the rows into an empty table; how many there were."""
    # A row may refer to a later one of its own table: such columns are filled when all rows are there.
    late = {column.name for column in table.columns if any(key.column.table is table for key in column.foreign_keys)}
    count = 0
    waiting: list[tuple[Row, Row]] = []
    batches: dict[tuple[str, ...], list[Row]] = {}  # of one statement: rows with the same columns
    for line in written:
        row = _row(table, json.loads(line))
        count += 1
        ready: Row = {name: value for name, value in row.items() if name not in late}
        if len(ready) < len(row):
            itself = {column.name: row[column.name] for column in table.primary_key}
            waiting.append((itself, {name: row[name] for name in row if name in late}))
        batch = batches.setdefault(tuple(ready), [])
        batch.append(ready)
        if len(batch) == BATCH:
            connection.execute(insert(table), batch)
            batch.clear()
    for batch in batches.values():
        if batch:
            connection.execute(insert(table), batch)
    for key, values in waiting:
        where = [table.c[name] == value for name, value in key.items()]
        connection.execute(update(table).where(*where).values(values))
    _count_on(connection, table)
    return count


def _out(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def _row(table: Table, written: Row) -> dict[str, Any]:
    """What a line holds. Nothing stands for nothing: a missing value is left out, also where JSON could say `null`."""
    return {name: _in(table.c[name], value) for name, value in written.items() if value is not None}


def _in(column: Column[Any], value: Any) -> Any:
    if isinstance(column.type, DateTime):
        return datetime.fromisoformat(value)
    # SQLite's own JSON type is asked for by name, and is a subclass.
    return value if isinstance(column.type, JSON) or not isinstance(value, dict | list) else json.dumps(value)


def _count_on(connection: Connection, table: Table) -> None:
    """PostgreSQL counts ids by itself, and has to be told where to go on."""
    if connection.dialect.name != "postgresql" or "id" not in table.c:
        return
    highest = connection.scalar(select(func.max(table.c.id)))
    if highest is not None:
        connection.execute(
            text("SELECT setval(pg_get_serial_sequence(:name, 'id'), :highest)"),
            {"name": f'"{table.name}"', "highest": highest},
        )
