"""Export, delete and purge: on one store, each in one go."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path, PurePath
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from worker.backup.archive import writing
from worker.privacy import others, person
from worker.store import Store, team_works
from worker.store import models as m
from worker.store.database import Database, now
from worker.store.terms import calendar_of

KEEP_DAYS = 180  # after the last day of a term, else after the last thing that happened in a class
KEEP = "privacy.keep"  # the setting that says another number
NOTICE_DAYS = 30
HAVE_FILES = ("submission", "live_picture")  # tables whose rows name a file
README = """\
Everything that Kru keeps of one student.
data.json: every row, by table. Times are UTC.
files/: every file she handed in, as it came.
pictures/: what her projects looked like while they were played.
"""


class NobodyError(Exception):
    """There is no such student."""


@dataclass(frozen=True, slots=True)
class Gone:
    """What was taken away: how many rows, and how many files that were nobody else's."""

    rows: int
    files: int


@dataclass(frozen=True, slots=True)
class Old:
    """A term of a class whose files are old, or soon will be: its end, and its files. Without a term: all others."""

    classroom: int
    name: str
    last: datetime
    files: tuple[str, ...]
    term_id: int | None = None
    term: str = ""


@dataclass(frozen=True, slots=True)
class Soon:
    """Files that will go: of which term, empty for those of none, and from when on."""

    term: str
    day: datetime


def export(store: Store, student: int, target: Path) -> None:
    """All that is kept of her, in a zip that anybody can open. NobodyError when there is no such student."""
    with store.database.read() as session:
        her_rows = person.rows(session, student)
        shown = {name: [others.as_hers(session, name, row, student) for row in some] for name, some in her_rows.items()}
    if not her_rows:
        raise NobodyError(student)
    data = {name: [_plain(row) for row in some if row is not None] for name, some in shown.items()}
    with writing(target) as writer:
        writer.data("README.txt", README.encode())
        writer.data("data.json", json.dumps(data, ensure_ascii=False, indent=1).encode())
        for row in her_rows.get("submission", ()):
            name = f"files/{row.id}-{_safe(row.file_name)}"
            if store.files.has(row.file_hash):
                writer.data(name, store.files.read(row.file_hash))
        for row in her_rows.get("live_picture", ()):
            if store.files.has(row.file_hash):
                kind = "gif" if row.what == "film" else "png"
                writer.data(f"pictures/{row.submission_id}-{row.id}.{kind}", store.files.read(row.file_hash))


def delete(store: Store, student: int) -> Gone:
    """Take away all that is kept of her. A file that somebody else handed in too stays until its last owner is gone."""
    with store.database.write() as session:
        her_rows = person.rows(session, student)
        if not her_rows:
            raise NobodyError(student)
        team_works.forget(session, student)
        person.delete(session, her_rows)
        team_works.sweep(session)
        others.stand_anew(session, her_rows, student)
        session.add(m.Audit(mentor_id=None, action="privacy-delete", what={"student": student}, at=now()))
        hashes = {row.file_hash for name in HAVE_FILES for row in her_rows.get(name, ())}
        free = hashes - set(_in_use(session))
    for name in free:
        store.files.delete(name)
    forget(store.database)
    return Gone(sum(map(len, her_rows.values())), len(free))


def keep_days(store: Store) -> int:
    """For how many days files are kept: one setting of this Kru."""
    kept = store.settings.get(KEEP)
    return int(kept["days"]) if kept else KEEP_DAYS


def old(
    store: Store, days: int = KEEP_DAYS, at: datetime | None = None, classroom: int | None = None
) -> tuple[Old, ...]:
    """Terms that ended so many days ago and still have files; the oldest first.

    Files of no term belong to the class: its days begin with the last thing that happened in it.
    """
    before = (at or now()) - timedelta(days=days)
    wanted = select(m.Classroom) if classroom is None else select(m.Classroom).where(m.Classroom.id == classroom)
    found: list[Old] = []
    with store.database.read() as session:
        for room in session.scalars(wanted):
            calendar = calendar_of(session, room)
            ends = {None: _last(session, room), **calendar.ends()}
            due = {key: end for key, end in ends.items() if end < before}
            if not due:
                continue  # most of the time: no row of a submission is read
            files: dict[int | None, set[str]] = {}
            for file_hash, moment in _rows(session, room.id):
                files.setdefault(calendar.term_at(moment), set()).add(file_hash)
            for key, end in due.items():
                there = tuple(sorted(filter(store.files.has, files.get(key, ()))))
                if there:
                    found.append(Old(room.id, room.name, end, there, key, calendar.names.get(key, "")))
    return tuple(sorted(found, key=lambda one: one.last))


def soon(store: Store, classroom: int, student: int | None = None) -> tuple[Soon, ...]:
    """What of a class, or of one student in it, goes within 30 days: told before it does."""
    days = keep_days(store)
    found = old(store, max(days - NOTICE_DAYS, 0), classroom=classroom)
    if student is not None and found:
        with store.database.read() as session:
            wanted = select(m.Submission.file_hash).where(m.Submission.student_id == student)
            hers = set(session.scalars(wanted))
        found = tuple(one for one in found if not hers.isdisjoint(one.files))
    return tuple(Soon(one.term, one.last + timedelta(days=days)) for one in found)


def purge(store: Store, classes: Iterable[Old]) -> Gone:
    """Let the files of these go. Levels, marks and what was said stay; a file of a later term or another class too."""
    classes = tuple(classes)
    chosen = {(one.classroom, one.term_id): one.last for one in classes}
    with store.database.read() as session:
        kept = set(_starters(session))
        for room in session.scalars(select(m.Classroom)):
            calendar = calendar_of(session, room)
            for file_hash, moment in _rows(session, room.id):
                end = chosen.get((room.id, calendar.term_at(moment)))
                if end is None or moment > end:  # handed in since somebody looked
                    kept.add(file_hash)
    free = {name for one in classes for name in one.files} - kept
    for name in free:
        store.files.delete(name)
    if free:
        rooms = sorted({one.classroom for one in classes})
        with store.database.write() as session:
            session.add(m.Audit(mentor_id=None, action="privacy-purge", what={"classrooms": rooms}, at=now()))
    return Gone(0, len(free))


def forget(database: Database) -> None:
    """SQLite keeps what was deleted in its log until the log is folded into the file."""
    if database.engine.dialect.name == "sqlite":
        with database.engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")  # outside a transaction, or the log is in use: by us
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _last(session: Session, room: m.Classroom) -> datetime:
    """When the last thing happened in a class: a hand-in, a day that an assignment named."""
    handed_in = session.scalar(
        select(func.max(m.Submission.at))
        .join(m.Student, m.Student.id == m.Submission.student_id)
        .where(m.Student.classroom_id == room.id)
    )
    given = select(func.max(m.Assignment.due), func.max(m.Assignment.at)).where(m.Assignment.classroom_id == room.id)
    days = [room.at, handed_in, *session.execute(given).one()]
    return max(day for day in days if day is not None)


def _rows(session: Session, room: int) -> Iterator[tuple[str, datetime]]:
    """Files of the students of a class, what they handed in and pictures of it, with the moment of the hand-in."""
    pictures = select(m.LivePicture.file_hash, m.Submission.at).join(
        m.Submission, m.Submission.id == m.LivePicture.submission_id
    )
    for asked in (select(m.Submission.file_hash, m.Submission.at), pictures):
        joined = asked.join(m.Student, m.Student.id == m.Submission.student_id)
        for row in session.execute(joined.where(m.Student.classroom_id == room)):
            yield row.file_hash, row.at


def _in_use(session: Session) -> Iterator[str]:
    for table in (m.Submission, m.LivePicture):
        yield from session.scalars(select(table.file_hash).distinct())
    yield from _starters(session)


def _starters(session: Session) -> Iterator[str]:
    """Files of rubrics: a student may hand in the starter as it is, and it stays the rubric's."""
    for resolved in session.scalars(select(m.KeptRubric.resolved)):
        yield from resolved["starter"].values()


def _plain(row: Any) -> dict[str, Any]:
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in row.items()}


def _safe(name: str) -> str:
    """The last part of a name that came with an upload, without what a disk or a zip could take for more."""
    last = PurePath(name.replace("\\", "/")).name
    return "".join(char if char.isprintable() and char not in '<>:"|?*' else "_" for char in last)[-80:] or "file"
