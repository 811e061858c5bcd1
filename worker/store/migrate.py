"""Bring a database to the tables of this version. Run once, before anything else uses it."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from worker.store.database import Database


def migrate(database: Database) -> None:
    """Apply every step that is missing. Nothing is done, and little is loaded, when none is."""
    if revision(database) != newest():
        migrate_to(database, "head")


def migrate_to(database: Database, step: str) -> None:
    """Apply every step up to that one: the tables of an older version, for its rows."""
    config = _config()
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, step)


def knows(step: str | None) -> bool:
    """Whether this version has that step."""
    return step in {found.revision for found in ScriptDirectory.from_config(_config()).walk_revisions()}


def revision(database: Database) -> str | None:
    """The step this database is at; None before the first."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def newest() -> str | None:
    """The last step this version knows."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
