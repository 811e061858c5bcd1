"""A backup that an older Kru made: its tables of then, brought back here, say the same of every work."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import MetaData, select

from tests.kit.people import Cast
from tests.kit.projects import project, rubric_folder
from tests.worker.conftest import keep_rubric
from worker import jobs
from worker.backup import backup, restore
from worker.settings import Settings
from worker.store import Store, open_store
from worker.store import models as m
from worker.store.database import Database, open_database
from worker.store.migrate import migrate_to, newest, revision

THEN = "0007"  # the step of the version before


def filled(template: tuple[Path, Cast], folder: Path) -> Cast:
    """Graded works, one by a mentor's word, one that waits."""
    folder.mkdir()
    shutil.copy(template[0], folder / "kru.db")
    cast = replace(template[1], store=open_store(f"sqlite:///{folder / 'kru.db'}", folder / "files"))
    keep_rubric(cast.store, rubric_folder(folder / "rubrics"))
    given = cast.give()
    first = cast.store.submissions.hand_in(cast.sokha.id, given.id, project(1), "cat.sb3")
    cast.store.submissions.hand_in(cast.dara.id, given.id, project(2), "dog.sb3")
    cast.store.submissions.hand_in(cast.dara.id, given.id, b"%PDF-1.7", "dog.pdf")
    for ticket in cast.store.gradings.queued():
        jobs.run(cast.store, Settings.in_memory(), ticket.grading, ticket.job_attempt)
    cast.store.marks.mark("mentor", cast.channary.id, cast.sokha.id, given.id, "playtest", "great", "Well told")
    cast.store.marks.override(first.submission_id, "flag", "great", "I saw it", cast.channary.id)
    cast.store.marks.ask(first.submission_id, "flag", "Why?")
    cast.store.submissions.hand_in(cast.sokha.id, given.id, project(3), "new.sb3")
    return cast


def as_it_was(store: Store, target: Database) -> None:
    """The same rows in the tables of then: a column that came later is not there."""
    migrate_to(target, THEN)
    then = MetaData()
    then.reflect(target.engine)
    with store.database.read() as session, target.engine.begin() as connection:
        for table in then.sorted_tables:
            if table.name in m.Base.metadata.tables:
                now = m.Base.metadata.tables[table.name]
                rows = session.execute(select(*(now.c[column.name] for column in table.columns))).mappings().all()
                for row in rows:
                    connection.execute(table.insert().values(**_plain(row)))


def _plain(row: Any) -> dict[str, Any]:
    """SQLite's own columns know moments without a zone."""
    return {
        name: value.replace(tzinfo=None) if getattr(value, "tzinfo", None) is not None else value
        for name, value in row.items()
    }


def reports(store: Store) -> list[Any]:
    with store.database.read() as session:
        works = session.scalars(select(m.Submission.id).order_by(m.Submission.id)).all()
    return [
        (
            store.submissions.submission(work),
            store.gradings.history(work),
            (result := store.results.of(work)) and (result.report, result.rubric),
            store.marks.questions_about(work),
            store.submissions.file(work),
        )
        for work in works
    ]


def test_a_backup_of_the_version_before_gives_the_same_reports(
    sqlite_template: tuple[Path, Cast], tmp_path: Path
) -> None:
    cast = filled(sqlite_template, tmp_path / "now")
    before = reports(cast.store)
    assert len([one for one in before if one[2]]) == 2
    shutil.copytree(tmp_path / "now" / "files", tmp_path / "then" / "files")
    settings = Settings.from_env({}, data=tmp_path / "then")
    database = open_database(settings.database_url)
    as_it_was(cast.store, database)
    assert revision(database) == THEN
    database.close()
    cast.store.close()
    backup.write(settings, tmp_path / "old.zip")
    place = Settings.from_env({}, data=tmp_path / "new")
    restore.restore(tmp_path / "old.zip", place)
    back = open_store(place.database_url, place.files)
    assert revision(back.database) == newest() != THEN
    assert reports(back) == before
    assert back.outside.webhooks(cast.club.id) == ()
    back.close()
