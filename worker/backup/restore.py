"""Check a backup, and bring one back into an empty service."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path, PurePosixPath

from sqlalchemy import func, inspect, select

from worker.backup import archive, tables
from worker.backup.archive import Archive, BackupError
from worker.backup.backup import SECRET
from worker.settings import Settings
from worker.store.database import Database, open_database
from worker.store.files import Files, shelf_of
from worker.store.migrate import knows, migrate, migrate_to


@dataclass(frozen=True, slots=True)
class Held:
    """What an archive says of itself, once every part was read."""

    kru: str
    made: str
    rows: int
    files: int
    missing: tuple[str, ...]


def check(source: Path) -> Held:
    """Read every part of an archive. BackupError when one is not what was written."""
    with archive.reading(source) as found:
        return _check(found)


def restore(source: Path, settings: Settings, files: Files | None = None) -> Held:
    """Bring everything back: files first, then all rows at once. BackupError when something is here already."""
    shelf = files or shelf_of(settings.files)
    database = open_database(settings.database_url)
    try:
        _must_be_empty(database, settings)
        with archive.reading(source) as found:
            held = _check(found)
            step = found.manifest["revision"]
            if not knows(step):
                raise BackupError(f"{source} was made by a later Kru. Update this one first.")
            for name in found.names:
                _put(found, name, settings, shelf)
            migrate_to(database, step)
            with database.engine.begin() as connection:
                for table in tables.tables(connection):
                    part = f"tables/{table.name}.jsonl"
                    if part in found.names:
                        tables.load(connection, table, found.lines(part))
        migrate(database)
    finally:
        database.close()
    return held


def _check(found: Archive) -> Held:
    for name in found.names:
        if _folder(name) == "files":
            # A kept file is named by its bytes: a changed one would be another file.
            if sha256(found.data(name)).hexdigest() != PurePosixPath(name).name:
                raise BackupError(f"This backup is damaged: {name} is not what its name says. Use another one.")
        else:
            found.check(name)
    manifest = found.manifest
    return Held(
        kru=manifest["kru"],
        made=manifest["made"],
        rows=sum(manifest["rows"].values()),
        files=sum(_folder(name) == "files" for name in found.names),
        missing=tuple(manifest["missing"]),
    )


def _put(found: Archive, name: str, settings: Settings, shelf: Files) -> None:
    """One part to its place; rows wait for all files."""
    folder = _folder(name)
    if folder == "files":
        shelf.keep(found.data(name))
    elif folder == "rubrics":
        place = settings.own_rubrics / PurePosixPath(name).relative_to("rubrics")
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(found.data(name))
    elif name == SECRET:
        place = settings.data / SECRET
        place.write_bytes(found.data(name))
        place.chmod(0o600)


def _folder(name: str) -> str:
    return PurePosixPath(name).parts[0]


def _must_be_empty(database: Database, settings: Settings) -> None:
    with database.engine.connect() as connection:
        if not inspect(connection).has_table("club"):
            return
        club = next(table for table in tables.tables(connection) if table.name == "club")
        if connection.scalar(select(func.count()).select_from(club)):
            raise BackupError(
                f"{settings.data} is in use already. Name an empty folder with --data, or move this one away."
            )
