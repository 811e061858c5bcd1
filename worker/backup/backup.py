"""Write a backup while the service runs."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, select

from worker.backup import archive, tables
from worker.settings import Settings
from worker.store.database import now, open_database
from worker.store.files import Files, shelf_of
from worker.store.migrate import revision

SECRET = "secret-key"  # noqa: S105 - the name of its file


@dataclass(frozen=True, slots=True)
class Kept:
    """What a backup holds. `missing` are files that rows name and no disk has."""

    rows: int
    files: int
    missing: tuple[str, ...]


def write(settings: Settings, target: Path, files: Files | None = None) -> Kept:
    """Everything into one archive. BackupError with a sentence when it cannot be."""
    shelf = files or shelf_of(settings.files)
    database = open_database(settings.database_url)
    try:
        with archive.writing(target) as writer:
            step = revision(database)
            plain = database.engine.connect().execution_options(kru_reads=True, isolation_level=_one_moment(database))
            with plain as connection, connection.begin():
                found = tables.tables(connection)
                counts = {
                    table.name: writer.lines(f"tables/{table.name}.jsonl", tables.lines(connection, table))
                    for table in found
                }
                wanted = sorted(set(hashes(connection, found)))
            missing = tuple(_add_files(writer, shelf, wanted))
            _add_folder(writer, settings.own_rubrics, "rubrics")
            if (settings.data / SECRET).is_file():
                writer.data(SECRET, (settings.data / SECRET).read_bytes())
            manifest: dict[str, Any] = {
                "form": archive.FORM,
                "kru": version("kru"),
                "made": now().isoformat(timespec="seconds"),
                "revision": step,
                "rows": counts,
                "missing": list(missing),
                "parts": writer.parts,
            }
            writer.archive.writestr(archive.MANIFEST, json.dumps(manifest, indent=1))
    finally:
        database.close()
    return Kept(sum(counts.values()), len(wanted) - len(missing), missing)


def hashes(connection: Connection, found: Iterable[Table]) -> Iterator[str]:
    """The name of every kept file that a row refers to."""
    by_name = {table.name: table for table in found}
    if "submission" in by_name:
        for name in ("submission", "live_picture"):
            yield from connection.scalars(select(by_name[name].c.file_hash).distinct())
    if "kept_rubric" in by_name:
        for resolved in connection.scalars(select(by_name["kept_rubric"].c.resolved)):
            yield from (resolved.get("starter") or {}).values()


def _one_moment(database: Any) -> str:
    """A transaction that sees one moment: SQLite's always do, PostgreSQL has to be asked."""
    return "SERIALIZABLE" if database.engine.dialect.name == "sqlite" else "REPEATABLE READ"


def _add_files(writer: archive.Writer, shelf: Files, wanted: Iterable[str]) -> Iterator[str]:
    """Adds what is there; what is not there any more comes back."""
    for name in wanted:
        try:
            writer.data(f"files/{name}", shelf.read(name))
        except FileNotFoundError:
            yield name


def _add_folder(writer: archive.Writer, folder: Path, name: str) -> None:
    for path in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if path.is_file() and not path.is_symlink():
            writer.data(f"{name}/{path.relative_to(folder).as_posix()}", path.read_bytes())
