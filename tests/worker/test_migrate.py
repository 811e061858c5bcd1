"""The steps lead to the tables that the code means, on both databases."""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext

from tests.kit.people import Cast
from worker.store import models as m
from worker.store.database import open_database
from worker.store.migrate import migrate, newest, revision


def test_the_steps_make_the_tables_of_the_models(cast: Cast) -> None:
    with cast.store.database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, m.Base.metadata) == []
    assert revision(cast.store.database) == newest()


def test_going_there_again_changes_nothing(cast: Cast) -> None:
    migrate(cast.store.database)
    assert cast.store.people.student(cast.sokha.id) == cast.sokha


def test_every_constraint_has_a_name() -> None:
    for table in m.Base.metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name, (table.name, constraint)
        for index in table.indexes:
            assert index.name, (table.name, index)


def test_sqlite_is_set_up_for_many_at_once(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'kru.db'}")
    with database.read() as session:
        pragmas = {
            name: session.connection().exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in ("journal_mode", "synchronous", "foreign_keys", "busy_timeout", "secure_delete")
        }
    database.close()
    assert pragmas == {
        "journal_mode": "wal",
        "synchronous": 1,
        "foreign_keys": 1,
        "busy_timeout": 30_000,
        "secure_delete": 1,
    }


def test_who_reads_does_not_wait_for_who_writes(tmp_path: Path) -> None:
    database = open_database(f"sqlite:///{tmp_path / 'kru.db'}")
    migrate(database)
    with database.write() as writing:
        writing.add(m.Setting(key="a", value={}))
        writing.flush()
        with database.read() as reading:
            assert reading.get(m.Setting, "a") is None
    with database.read() as reading:
        assert reading.get(m.Setting, "a") is not None
    database.close()


def test_a_moment_without_a_zone_is_refused(cast: Cast) -> None:
    from datetime import datetime

    from sqlalchemy.exc import StatementError

    with pytest.raises(StatementError, match="without a time zone"):
        cast.give(due=datetime(2026, 11, 28))  # noqa: DTZ001
