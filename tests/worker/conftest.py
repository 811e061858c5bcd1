"""A store with the cast in it: on SQLite, and on PostgreSQL too where one can be started."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import create_engine, text

from tests.kit.people import Cast, empty_store, gather
from tests.kit.projects import rubric_folder
from worker.store import Store, open_store
from worker.store.frozen import freeze

POSTGRES = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if Path("/usr/lib/postgresql").is_dir() else []
HAS_POSTGRES = bool(POSTGRES) and importlib.util.find_spec("psycopg") is not None
KINDS = ["sqlite", *(["postgresql"] if HAS_POSTGRES else [])]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Cast]:
    """A database file with tables and the cast, copied for every test: passwords and migrations take their time."""
    folder = tmp_path_factory.mktemp("template")
    store = empty_store(folder)
    cast = gather(store)
    store.close()  # the last connection folds the log into the file
    return folder / "kru.db", cast


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL of our own, without the database's name; skips where none can be started."""
    if not HAS_POSTGRES:
        pytest.skip("no PostgreSQL, or no psycopg (the extra `postgres`)")
    folder = Path(tempfile.mkdtemp(prefix="kru-pg-"))
    own: dict[str, Any] = {"user": "postgres"} if os.getuid() == 0 else {}  # it refuses to run as root
    if own:
        shutil.chown(folder, "postgres")
    control = [str(POSTGRES[-1] / "pg_ctl"), "-D", str(folder / "data"), "-w"]
    options = f"-c listen_addresses='' -c unix_socket_directories={folder} -c fsync=off"
    try:
        for command in (
            [str(POSTGRES[-1] / "initdb"), "-D", str(folder / "data"), "-U", "kru", "-A", "trust", "--no-sync"],
            [*control, "-l", str(folder / "log"), "-o", options, "start"],
        ):
            subprocess.run(command, check=True, capture_output=True, cwd=folder, **own)
        yield f"postgresql://kru@/{{database}}?host={folder}"
    finally:
        subprocess.run([*control, "-m", "immediate", "stop"], check=False, capture_output=True, cwd=folder, **own)
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres_template(postgres: str, tmp_path_factory: pytest.TempPathFactory) -> Cast:
    """A PostgreSQL database with tables and the cast, copied for every test."""
    ask_postgres(postgres, "CREATE DATABASE template_kru")
    store = empty_store(tmp_path_factory.mktemp("pg"), postgres.format(database="template_kru"))
    cast = gather(store)
    store.close()
    return cast


@pytest.fixture(scope="session")
def numbers() -> Iterator[int]:
    """A new number each time."""
    return iter(count(1))


@pytest.fixture(params=KINDS)
def cast(request: pytest.FixtureRequest, tmp_path: Path, numbers: Iterator[int]) -> Iterator[Cast]:
    """The cast, in a store of its own."""
    if request.param == "sqlite":
        template, cast = request.getfixturevalue("sqlite_template")
        shutil.copy(template, tmp_path / "kru.db")
        url = f"sqlite:///{tmp_path / 'kru.db'}"
    else:
        cast = request.getfixturevalue("postgres_template")
        address = request.getfixturevalue("postgres")
        name = f"kru_{next(numbers)}"
        ask_postgres(address, f"CREATE DATABASE {name} TEMPLATE template_kru")
        url = address.format(database=name)
    store = open_store(url, tmp_path / "files")
    yield replace(cast, store=store)
    store.close()


@pytest.fixture
def store(cast: Cast) -> Store:
    """Its store."""
    return cast.store


@pytest.fixture
def tiny(store: Store, tmp_path: Path) -> Path:
    """The rubric `tiny`, in use; its folder."""
    return keep_rubric(store, rubric_folder(tmp_path / "rubrics"))


def keep_rubric(store: Store, folder: Path) -> Path:
    """Put it into use without trying its examples."""
    from grader.rubric.load import load

    loaded = load(folder)
    resolved = freeze(loaded, store.files)
    store.rubrics.keep(loaded.rubric.id, loaded.rubric.version, loaded.score_hash, loaded.words_hash, resolved)
    return folder


def ask_postgres(address: str, statement: str) -> None:
    """Say that to the server itself."""
    url = address.format(database="postgres").replace("postgresql://", "postgresql+psycopg://")
    engine = create_engine(url, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(statement))
    engine.dispose()
