"""A backup holds everything, says so itself, and comes back the same: also into the other database."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from tests.kit.people import Cast
from tests.kit.projects import project
from worker import operating
from worker.backup import backup, restore
from worker.backup.archive import MANIFEST, BackupError
from worker.backup.tables import lines, tables
from worker.settings import Settings
from worker.store import open_store
from worker.store.database import Database, open_database
from worker.store.migrate import migrate


@pytest.fixture
def settings(cast: Cast, tmp_path: Path) -> Settings:
    """The settings of the cast's service."""
    url = cast.store.database.engine.url.render_as_string(hide_password=False).replace("+psycopg", "")
    return replace(Settings.from_env({}, data=tmp_path), database_url=url)


@pytest.fixture
def full(cast: Cast, tiny: Path, settings: Settings) -> Cast:
    """A class with files, marks, words, a moved try and a rubric of its own."""
    del tiny
    given, other = cast.give(), cast.give()
    store = cast.store
    first = store.submissions.hand_in(cast.sokha.id, given.id, project(1), "ឆ្មា.sb3")
    store.submissions.hand_in(cast.dara.id, given.id, project(2), "cat.sb3")
    store.submissions.move(first.submission_id, other.id)
    store.marks.mark("mentor", cast.channary.id, cast.sokha.id, given.id, "playtest", "great", "ពូកែ!")
    store.settings.set("seen", {"a": [1, None, "ខ"]})
    settings.own_rubrics.mkdir(exist_ok=True)
    (settings.own_rubrics / "own.yaml").write_text("rubric: 1\n", encoding="utf-8")
    return cast


def everything(database: Database) -> dict[str, list[Any]]:
    with database.engine.connect() as connection:
        return {table.name: [json.loads(line) for line in lines(connection, table)] for table in tables(connection)}


def new_place(tmp_path: Path) -> Settings:
    return Settings.from_env({}, data=tmp_path / "new")


def test_what_was_kept_comes_back_the_same(full: Cast, settings: Settings, tmp_path: Path) -> None:
    kept = backup.write(settings, tmp_path / "all.zip")
    place = new_place(tmp_path)
    held = restore.restore(tmp_path / "all.zip", place)
    back = open_store(place.database_url, place.files)
    assert everything(back.database) == everything(full.store.database)
    assert (held.rows, held.files) == (kept.rows, kept.files)
    names = {row["file_hash"] for row in everything(back.database)["submission"]}
    assert len(names) == 2
    assert all(back.files.read(name) == full.store.files.read(name) for name in names)
    assert (place.own_rubrics / "own.yaml").read_text(encoding="utf-8") == "rubric: 1\n"
    assert place.secret_key != settings.secret_key  # the one of the process that restored; the next reads the old
    assert Settings.from_env({}, data=place.data).secret_key == settings.secret_key
    # Ids go on where they were.
    assert back.people.add_students(full.saturday.id, ["Neang"])[0].id > full.bopha.id
    back.close()


def test_an_older_version_comes_up_to_this_one(full: Cast, settings: Settings, tmp_path: Path) -> None:
    backup.write(settings, tmp_path / "all.zip")
    changed(tmp_path / "all.zip", MANIFEST, lambda text: text.replace(b'"kru": "0', b'"kru": "0.0.0-'))
    held = restore.restore(tmp_path / "all.zip", new_place(tmp_path))
    assert held.kru.startswith("0.0.0-")


def test_a_service_in_use_is_not_written_over(full: Cast, settings: Settings, tmp_path: Path) -> None:
    backup.write(settings, tmp_path / "all.zip")
    before = everything(full.store.database)
    with pytest.raises(BackupError, match="in use"):
        restore.restore(tmp_path / "all.zip", settings)
    assert everything(full.store.database) == before


def test_tables_without_a_club_are_empty_enough(full: Cast, settings: Settings, tmp_path: Path) -> None:
    backup.write(settings, tmp_path / "all.zip")
    place = new_place(tmp_path)
    database = open_database(place.database_url)
    migrate(database)
    restore.restore(tmp_path / "all.zip", place)
    assert everything(database) == everything(full.store.database)
    database.close()


def test_a_file_that_is_gone_is_named_and_stops_nothing(full: Cast, settings: Settings, tmp_path: Path) -> None:
    gone = everything(full.store.database)["submission"][0]["file_hash"]
    full.store.files.delete(gone)
    assert backup.write(settings, tmp_path / "all.zip").missing == (gone,)
    assert restore.check(tmp_path / "all.zip").missing == (gone,)


def changed(archive: Path, name: str, change: Callable[[bytes], bytes]) -> None:
    """The same archive with one part another."""
    with zipfile.ZipFile(archive) as old:
        parts = {part: old.read(part) for part in old.namelist()}
    parts[name] = change(parts[name])
    with zipfile.ZipFile(archive, "w") as new:
        for part, data in parts.items():
            new.writestr(part, data)


@pytest.mark.parametrize("kind", ["tables/student.jsonl", "files/", "secret-key", "rubrics/own.yaml"])
def test_a_changed_part_is_found(full: Cast, settings: Settings, tmp_path: Path, kind: str) -> None:
    del full
    target = tmp_path / "all.zip"
    backup.write(settings, target)
    restore.check(target)
    with zipfile.ZipFile(target) as whole:
        name = next(part for part in whole.namelist() if part.startswith(kind))
    changed(target, name, lambda data: data[:-1] + bytes([data[-1] ^ 1]))
    with pytest.raises(BackupError, match="damaged"):
        restore.check(target)
    with pytest.raises(BackupError, match="damaged"):
        restore.restore(target, new_place(tmp_path))


def test_a_part_that_leads_out_of_the_folder_is_refused(full: Cast, settings: Settings, tmp_path: Path) -> None:
    del full
    target = tmp_path / "all.zip"
    backup.write(settings, target)
    changed(target, MANIFEST, lambda text: text.replace(b"rubrics/own.yaml", b"rubrics/../../own"))
    with pytest.raises(BackupError, match="outside"):
        restore.restore(target, new_place(tmp_path))


def test_what_is_no_backup_says_so(tmp_path: Path) -> None:
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04 and no end")
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        other.writestr("hello.txt", "hello")
    for name in ("cut.zip", "other.zip", "nothing.zip"):
        with pytest.raises(BackupError, match="no backup of Kru"):
            restore.check(tmp_path / name)


def test_a_full_disk_leaves_no_half_archive(
    full: Cast, settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    del full

    def no_room(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    (tmp_path / "out").mkdir()
    monkeypatch.setattr("worker.backup.archive.os.fsync", no_room)
    with pytest.raises(BackupError, match="No space left"):
        backup.write(settings, tmp_path / "out" / "all.zip")
    assert list((tmp_path / "out").iterdir()) == []


def test_the_commands_say_what_they_did(sqlite_template: tuple[Path, Cast], tmp_path: Path) -> None:
    (tmp_path / "here").mkdir()
    shutil.copy(sqlite_template[0], tmp_path / "here" / "kru.db")
    target = str(tmp_path / "all.zip")
    run = CliRunner()
    made = run.invoke(operating.backup, [target, "--data", str(tmp_path / "here")])
    assert (made.exit_code, "rows, 0 files" in made.output) == (0, True), made.output
    assert run.invoke(operating.backup, [target, "--data", str(tmp_path / "here")]).exit_code == 2
    assert Path(target).stat().st_mode & 0o077 == 0  # card codes lie in it
    seen = run.invoke(operating.restore, ["--check", target])
    assert (seen.exit_code, "Every part is whole" in seen.output) == (0, True), seen.output
    there = ["--data", str(tmp_path / "there")]
    assert run.invoke(operating.restore, [target, *there]).exit_code == 0
    twice = run.invoke(operating.restore, [target, *there])
    assert (twice.exit_code, "in use" in twice.output) == (1, True)
