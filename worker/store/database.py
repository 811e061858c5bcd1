"""One database behind two ways of asking: `read` and `write`, each one short transaction.

SQLite by default (WAL, so pages read while a worker writes), PostgreSQL by address; the same code runs on both.
Nothing is graded, hashed or parsed inside a transaction.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, cast

from sqlalchemy import Connection, CursorResult, DateTime, Dialect, Engine, Update, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.orm import Session
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.types import TypeDecorator

WAIT_SECONDS = 30  # how long a writer of SQLite stands in line before it gives up


def now() -> datetime:
    """The moment, in UTC."""
    return datetime.now(UTC)


def changed(session: Session, change: Update) -> bool:
    """Whether that change found the one row it is for: how a ticket, a lease or a state is taken once."""
    result = session.execute(change, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", result).rowcount == 1


class UtcDateTime(TypeDecorator[datetime]):
    """A moment that is aware and in UTC on both sides; SQLite keeps it without a zone."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a zone: it would be read as another one."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            message = f"a moment without a time zone: {value}"
            raise ValueError(message)
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        del dialect
        return None if value is None else value.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Database:
    """An engine, and the two kinds of transaction on it. Made after a fork, never before."""

    engine: Engine

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A transaction that only reads: on SQLite it takes no lock and never waits for a writer."""
        with self.engine.connect() as plain:
            connection = plain.execution_options(kru_reads=True)
            with connection.begin(), Session(connection, expire_on_commit=False, autoflush=False) as session:
                yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """A transaction that writes: on SQLite the lock is taken first, so it cannot be refused half way."""
        with Session(self.engine, expire_on_commit=False) as session, session.begin():
            yield session

    def close(self) -> None:
        """Give every connection back."""
        self.engine.dispose()


def open_database(url: str) -> Database:
    """The database at that SQLAlchemy address. Nothing is opened until the first question."""
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        if address.drivername == "postgresql":
            address = address.set(drivername="postgresql+psycopg")
        return Database(create_engine(address, pool_pre_ping=True, pool_size=10))
    engine = create_engine(address, connect_args={"timeout": WAIT_SECONDS}, pool_size=10, max_overflow=20)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", begin)
    return Database(engine)


def _prepare(connection: Any, _entry: ConnectionPoolEntry) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # transactions are opened by `_begin`, not by sqlite3's own guess
    # What is deleted is overwritten: a child's name does not stay in a page that is free now.
    for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "secure_delete=ON"):
        connection.execute(f"PRAGMA {pragma}").close()


def begin(connection: Connection) -> None:
    """Open a transaction of SQLite: for an engine's `begin` event."""
    # A transaction that reads first and writes later is refused at once by SQLite, however long the timeout is.
    reads = connection.get_execution_options().get("kru_reads", False)
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
