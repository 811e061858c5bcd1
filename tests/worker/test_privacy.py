"""What is kept of one student: all of it goes to her, all of it can go away, and nothing of anybody else."""

from __future__ import annotations

import json
import zipfile
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from tests.kit.people import Cast
from tests.kit.projects import project
from worker import operating
from worker.privacy import person, privacy
from worker.store import models as m

NAMES = ("Sokha-Unmistakable", "ឆ្មា-unmistakable.sb3", "why-unmistakable", "asked-unmistakable", "peer-unmistakable")


@pytest.fixture
def full(cast: Cast, tiny: Path) -> Cast:
    """Sokha and Dara handed in one same file and one of their own; people said things."""
    del tiny
    store = cast.store
    with store.database.write() as session:
        session.get_one(m.Student, cast.sokha.id).nickname = NAMES[0]
    given, other = cast.give(), cast.give()
    same, hers, his = project(1), project(2), project(3)
    first = store.submissions.hand_in(cast.sokha.id, given.id, same, "cat.sb3")
    store.submissions.hand_in(cast.dara.id, given.id, same, "cat.sb3")
    store.submissions.hand_in(cast.sokha.id, given.id, hers, NAMES[1])
    store.submissions.hand_in(cast.dara.id, given.id, his, "dog.sb3")
    store.submissions.move(first.submission_id, other.id)
    store.marks.mark("mentor", cast.channary.id, cast.sokha.id, given.id, "playtest", "great", NAMES[2])
    store.marks.mark("peer", cast.sokha.id, cast.dara.id, given.id, "playtest", "good", NAMES[4])
    store.marks.mark("mentor", cast.channary.id, cast.dara.id, given.id, "playtest", "good", "stays")
    store.marks.ask(first.submission_id, "flag", NAMES[3])
    return cast


def everything(cast: Cast) -> dict[str, list[Any]]:
    with cast.store.database.read() as session:
        return {
            name: [tuple(row) for row in session.execute(select(table).order_by(*table.primary_key))]
            for name, table in m.Base.metadata.tables.items()
        }


def test_after_a_delete_nothing_of_her_is_found_anywhere(full: Cast, tmp_path: Path) -> None:
    store = full.store
    hers = [row.file_hash for row in rows(full, "submission")]
    before = everything(full)
    gone = privacy.delete(store, full.sokha.id)
    after = everything(full)
    for name, left in after.items():
        assert set(map(str, left)) - set(map(str, before[name])) == set() or name == "audit", name
    assert "unmistakable" not in str(after)
    assert [row for row in after["mark"] if "stays" in row]
    # The one that Dara handed in too is still there.
    assert sorted(map(store.files.has, set(hers))) == [False, True]
    assert gone.files == 1
    assert store.people.student(full.sokha.id) is None
    if store.database.engine.dialect.name == "sqlite":  # its log too, while the service is up
        on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert not [name for name in NAMES if name.encode() in on_disk]


def rows(cast: Cast, table: str) -> Any:
    with cast.store.database.read() as session:
        return person.rows(session, cast.sokha.id)[table]


def test_the_bytes_were_there_before(full: Cast, tmp_path: Path) -> None:
    """Without this the test above could not fail."""
    if full.store.database.engine.dialect.name == "sqlite":
        full.store.close()
        on_disk = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
        assert [name for name in NAMES if name.encode() in on_disk] == list(NAMES)


def test_a_file_goes_with_its_last_owner_and_a_starter_stays(full: Cast) -> None:
    store = full.store
    shared = next(row.file_hash for row in rows(full, "submission") if row.file_name == "cat.sb3")
    kept = next(row.file_hash for row in rows(full, "submission") if row.file_name == NAMES[1])
    with store.database.write() as session:
        rubric = session.scalars(select(m.KeptRubric)).one()
        rubric.resolved = {**rubric.resolved, "starter": {"starter.sb3": kept}}
    privacy.delete(store, full.sokha.id)
    assert store.files.has(shared)
    privacy.delete(store, full.dara.id)
    assert not store.files.has(shared)
    assert store.files.has(kept)


def test_an_export_holds_all_of_hers_and_nothing_of_others(full: Cast, tmp_path: Path) -> None:
    privacy.export(full.store, full.sokha.id, tmp_path / "her.zip")
    with zipfile.ZipFile(tmp_path / "her.zip") as found:
        names, data = found.namelist(), json.loads(found.read("data.json"))
        files = sorted(found.read(name) for name in names if name.startswith("files/"))
    text = json.dumps(data, ensure_ascii=False)
    assert [name for name in NAMES if name not in text] == []
    assert "dog.sb3" not in text
    assert "stays" not in text
    assert set(files) == {project(1), project(2)}
    assert {"README.txt", "data.json", "manifest.json"} >= {name for name in names if "/" not in name}


@pytest.mark.parametrize("name", ["../../etc/passwd", "C:\\x\\y.sb3", "a/b/..", "\x00\n.sb3"])
def test_no_name_of_an_upload_leads_out_of_an_export(full: Cast, tmp_path: Path, name: str) -> None:
    with full.store.database.write() as session:
        for row in session.scalars(select(m.Submission)):
            row.file_name = name.replace("\x00", "\x01")
    privacy.export(full.store, full.sokha.id, tmp_path / "her.zip")
    with zipfile.ZipFile(tmp_path / "her.zip") as found:
        for part in found.namelist():
            assert ".." not in part.split("/")
            assert part.count("/") <= 1
            assert "\\" not in part
            assert part.isprintable()


def test_every_column_that_names_a_student_is_one_that_we_follow() -> None:
    for table in m.Base.metadata.tables.values():
        for column in table.columns:
            if "student" in column.name or "submission" in column.name:
                assert column.foreign_keys, (table.name, column.name)


def test_files_of_classes_that_ended_go_and_words_stay(full: Cast) -> None:
    store = full.store
    assert privacy.old(store, 180) == ()
    later = datetime.now(UTC) + timedelta(days=181)
    (ended,) = privacy.old(store, 180, later)
    assert (ended.classroom, len(ended.files)) == (full.saturday.id, 3)
    before = everything(full)
    assert privacy.purge(store, [ended]).files == 3
    assert privacy.old(store, 180, later) == ()
    after = everything(full)
    assert {name: found for name, found in before.items() if name != "audit"} == {
        name: found for name, found in after.items() if name != "audit"
    }


def test_a_file_that_another_class_still_has_is_not_purged(full: Cast) -> None:
    store = full.store
    shared = next(row.file_hash for row in rows(full, "submission") if row.file_name == "cat.sb3")
    given = store.assignments.give(full.sunday.id, "tiny")
    store.submissions.hand_in(full.bopha.id, given.id, project(1), "cat.sb3")
    ended = [
        one for one in privacy.old(store, 1, datetime.now(UTC) + timedelta(days=2)) if one.classroom == full.saturday.id
    ]
    privacy.purge(store, ended)
    assert store.files.has(shared)


def test_nobody_is_told_kindly(cast: Cast, tmp_path: Path) -> None:
    for ask in (lambda: privacy.delete(cast.store, 999), lambda: privacy.export(cast.store, 999, tmp_path / "x.zip")):
        with pytest.raises(privacy.NobodyError):
            ask()
    assert not (tmp_path / "x.zip").exists()


def test_the_commands(sqlite_template: tuple[Path, Cast], tmp_path: Path) -> None:
    (tmp_path / "kru.db").write_bytes(sqlite_template[0].read_bytes())
    data = ["--data", str(tmp_path)]
    run = CliRunner()
    number = str(sqlite_template[1].dara.id)
    asked = run.invoke(operating.privacy, ["delete", number, *data], input="n\n")
    assert ("Delete Dara" in asked.output, asked.exit_code) == (True, 1)
    assert run.invoke(operating.privacy, ["export", number, str(tmp_path / "d.zip"), *data]).exit_code == 0
    assert run.invoke(operating.privacy, ["delete", number, "--yes", *data]).exit_code == 0
    again = run.invoke(operating.privacy, ["delete", number, "--yes", *data])
    assert (again.exit_code, "no student" in again.output) == (1, True)
    assert "Nothing is due" in run.invoke(operating.privacy, ["purge", "--dry-run", *data]).output
