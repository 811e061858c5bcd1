"""Take an archive in: every row is looked at first, files are kept next, and then all rows are written at once.

Numbers are made anew, and a row names rows of its own archive alone: none can reach into another club. `moved` keeps
which row became which, so the same archive twice makes nothing twice; what was deleted here meanwhile stays away.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from sqlalchemy import CursorResult, ForeignKeyConstraint, Table, UniqueConstraint, func, insert, select, update
from sqlalchemy.orm import Session

from worker.backup.backup import hashes
from worker.moving_house import plan, rubric_rows, values
from worker.moving_house.opened import MoveError, Opened, opened
from worker.store import Store
from worker.store import models as m
from worker.store.codes import new_token
from worker.store.database import now
from worker.store.people import free_code

NO_PASSWORD = "!"  # noqa: S105 - nothing that can be typed becomes this: a lead's link opens the door
BATCH = 500
GONE = -1  # it was here, and was deleted


@dataclass(frozen=True, slots=True)
class Taken:
    """What came in: rows that are new and rows that were here, by table; the club; cards to print."""

    kind: str
    name: str
    club: int | None
    new: dict[str, int]
    known: int
    files: int
    missing: int
    new_club: bool


def take(store: Store, source: Path, most_file: int, *, club: int | None = None, check: bool = False) -> Taken:
    """Bring an archive in, or with `check` tell what would come and write nothing. MoveError with a sentence."""
    with opened(source, most_file) as archive:
        named = _look(archive)
        if check:
            for name in archive.files:
                archive.data(name)
            return _write(store, archive, club, check=True)
        new_files = _keep(store, archive, named)
        try:
            return _write(store, archive, club, check=False)
        finally:  # all of them when it was refused; those of who was deleted here when it was not
            _let_go(store, new_files)


def _look(archive: Opened) -> set[str]:
    """Look at every row, and whether the rows that it names are there; the files that they name."""
    secrets = bool(archive.manifest.get("cards"))
    ids: dict[str, set[int]] = {}
    files: set[str] = set()
    late: list[tuple[str, int]] = []
    for table in plan.CARRIED:
        mine: set[int] = set()
        for written in archive.rows(table.name):
            row = values.row_of(table, written, secrets=secrets)
            if "id" in table.c and (row["id"] in mine or not row["id"]):
                raise MoveError(f"Two rows of {table.name} have one number. This archive is not ours.")
            mine.add(row.get("id", 0))
            late += _named(table, row, ids)
            if "file_hash" in row:
                files.add(row["file_hash"])
            if table.name == "kept_rubric":
                files |= set(values.starter_of(row["resolved"]).values())
        ids[table.name] = mine
    if any(value not in ids[table] for table, value in late):
        raise MoveError("A row names one that does not come along. This archive is not ours.")
    if len(ids["club"]) != 1 or (archive.manifest["kind"] == "class" and len(ids["classroom"]) != 1):
        raise MoveError("This archive holds more than one club or class. It is not ours.")
    return files


def _named(table: Table, row: dict[str, Any], ids: dict[str, set[int]]) -> Iterator[tuple[str, int]]:
    """Those rows of its own table that a row names: they may come later. MoveError when another does not come along."""
    for column, other in plan.references(table, row):
        value = row.get(column)
        if value is None:
            continue
        if other == table.name:
            yield other, value
        elif value not in ids.get(other, ()):
            raise MoveError(f"A row of {table.name} names a {other} that does not come along. It is not ours.")


def _keep(store: Store, archive: Opened, named: set[str]) -> set[str]:
    """Keep every file that a row names; those that were not here before."""
    new: set[str] = set()
    try:
        for name in archive.files:
            data = archive.data(name)
            if name in named and not store.files.has(name):
                store.files.keep(data)
                new.add(name)
    except BaseException:
        _let_go(store, new)
        raise
    return new


def _let_go(store: Store, files: set[str]) -> None:
    """What nothing names may go: somebody may have handed the same in meanwhile."""
    with store.database.read() as session:
        kept = set(hashes(session.connection(), m.Base.metadata.sorted_tables))
    for name in files - kept:
        store.files.delete(name)


class _CheckedError(Exception):
    """Ends a transaction that only looked."""


def _write(store: Store, archive: Opened, club: int | None, *, check: bool) -> Taken:
    told: list[Taken] = []
    try:
        with store.database.write() as session:
            told.append(_Move(session, store, archive, club).all())
            _end_if(check=check)
    except _CheckedError:
        pass
    return told[0]


def _end_if(*, check: bool) -> None:
    if check:
        raise _CheckedError


@dataclass(slots=True)
class _Move:
    """One archive on its way into one club."""

    session: Session
    store: Store
    archive: Opened
    wished: int | None
    club: int = 0
    again: bool = False
    here: dict[str, dict[int, int]] = field(default_factory=dict)
    new: Counter[str] = field(default_factory=Counter)
    known: int = 0
    late: list[tuple[Table, int, dict[str, int]]] = field(default_factory=list)
    notes: list[dict[str, Any]] = field(default_factory=list)

    def all(self) -> Taken:
        """Everything, in the order in which rows name each other."""
        secrets = bool(self.archive.manifest.get("cards"))
        new_club = self._enter()
        for table in plan.CARRIED:
            if table.name != "club":
                for written in self.archive.rows(table.name):
                    # While the database is held: reports were read in the look before.
                    self._one(table, values.row_of(table, written, secrets=secrets, whole=False))
        for table, number, named in self.late:
            after = {column: self._number(table.name, value) for column, value in named.items()}
            self.session.execute(update(table).where(table.c.id == number).values(after))
        if self.notes:
            self.session.execute(insert(m.Moved), self.notes)
        self.session.add(m.Audit(mentor_id=None, action="move.in", what={"club": self.club}, at=now()))
        return Taken(
            kind=self.archive.manifest["kind"],
            name=str(self.archive.manifest.get("name", "")),
            club=self.club,
            new=dict(self.new),
            known=self.known,
            files=len(self.archive.files),
            missing=len(self.archive.manifest.get("missing") or ()),
            new_club=new_club,
        )

    def _enter(self) -> bool:
        """Find the club that it goes into, or make it; whether it was made."""
        (written,) = self.archive.rows("club")
        there = written["id"]
        whole = self.archive.manifest["kind"] == "club"
        wanted = select(m.Moved.here).where(
            m.Moved.house == self.archive.manifest["house"], m.Moved.kind == "club", m.Moved.there == there
        )
        before = self.session.scalar(wanted.where(m.Moved.club_id == self.wished) if self.wished else wanted)
        made = False
        if self.wished is not None:
            if self.session.get(m.Club, self.wished) is None:
                raise MoveError(f"There is no club {self.wished} here.")
            self.club = self.wished
        elif before is not None and self.session.get(m.Club, before) is not None:
            self.club = before
        elif whole:
            row = values.row_of(m.Base.metadata.tables["club"], written, secrets=False)
            club = m.Club(**{name: value for name, value in row.items() if name != "id"})
            self.session.add(club)
            self.session.flush()
            self.club, made = club.id, True
            self.new["club"] += 1
        else:
            clubs = self.session.scalars(select(m.Club.id)).all()
            if len(clubs) != 1:
                raise MoveError("There is more than one club here. Say which with --club and its number.")
            self.club = clubs[0]
        self.again = before is not None
        if before is None:
            self._note("club", there, self.club)
        self.here["club"] = {there: self.club}
        if self.again:
            self._remember()
        return made

    def _remember(self) -> None:
        rows = self.session.execute(
            select(m.Moved.kind, m.Moved.there, m.Moved.here).where(
                m.Moved.club_id == self.club, m.Moved.house == self.archive.manifest["house"], m.Moved.kind != "club"
            )
        )
        for kind, there, here in rows.all():
            self.here.setdefault(kind, {})[there] = here
        for kind, found in self.here.items():
            table = m.Base.metadata.tables[kind]
            alive = self._alive(table, tuple(found.values()))
            self.here[kind] = {there: here if here in alive else GONE for there, here in found.items()}

    def _alive(self, table: Table, numbers: tuple[int, ...]) -> set[int]:
        found: set[int] = set()
        for start in range(0, len(numbers), BATCH):
            some = numbers[start : start + BATCH]
            found |= set(self.session.scalars(select(table.c.id).where(table.c.id.in_(some))))
        return found

    def _one(self, table: Table, row: dict[str, Any]) -> None:
        there = row.pop("id", None)
        if there is not None and there in self.here.get(table.name, {}):
            self.known += 1
            return
        if table.name == "kept_rubric":
            number, is_new = rubric_rows.kept(self.session, self.store.files, self.archive, row)
            self._arrived(table, there, number, new=is_new)
            return
        late = {column: row.pop(column) for column, other in _links(table, row) if other == table.name}
        if not self._renumbered(table, row):
            if there is not None:
                self.here.setdefault(table.name, {})[there] = GONE
            return  # what it belongs to was deleted here
        same = self._same(table, row) if self.again else None
        is_new = same is None
        number = self._new(table, self._filled(table, row)) if same is None else same
        self._arrived(table, there, number, new=is_new)
        if late and is_new:
            self.late.append((table, number, late))

    def _new(self, table: Table, row: dict[str, Any]) -> int:
        """Write it; its number, 0 for one without."""
        made = cast("CursorResult[Any]", self.session.execute(insert(table), row)).inserted_primary_key
        return made[0] if made and "id" in table.c else 0

    def _renumbered(self, table: Table, row: dict[str, Any]) -> bool:
        """Put the numbers of here into a row; False when one that it cannot be without is gone."""
        for column, other in _links(table, row):
            row[column] = self._number(other, row[column])
            if row[column] is None and not table.c[column].nullable:
                return False
        return True

    def _arrived(self, table: Table, there: int | None, number: int, *, new: bool) -> None:
        if new:
            self.new[table.name] += 1
        else:
            self.known += 1
        if there is not None:
            self.here.setdefault(table.name, {})[there] = number
            if table.name != "kept_rubric":  # shared by all clubs, and found by what is in it
                self._note(table.name, there, number)

    def _filled(self, table: Table, row: dict[str, Any]) -> dict[str, Any]:
        """What an archive does not say, or not the last word of."""
        if table.name == "mentor":
            login = f"moved-{new_token()[:12].lower()}"
            return {**row, "club_id": self.club, "login": login, "password": NO_PASSWORD, "role": "mentor", "at": now()}
        if table.name == "student":
            code = row.get("code")
            taken = code is None or self.session.scalar(select(m.Student.id).where(m.Student.code == code))
            return {**row, "code": free_code(self.session) if taken else code}
        if table.name in {"grading", "live"} and row["state"] in {"grading", "playing"}:
            return {**row, "state": "queued", "lease_until": None}  # nobody here has begun it
        if table.name == "submission" and self.again:
            return {**row, "attempt": max(row["attempt"], self._attempt(row) + 1)}
        return row

    def _attempt(self, row: dict[str, Any]) -> int:
        mine = (m.Submission.student_id == row["student_id"], m.Submission.assignment_id == row["assignment_id"])
        taken = self.session.scalar(select(m.Submission.id).where(*mine, m.Submission.attempt == row["attempt"]))
        return 0 if taken is None else self.session.scalar(select(func.max(m.Submission.attempt)).where(*mine)) or 0

    def _same(self, table: Table, row: dict[str, Any]) -> int | None:
        """A row that is here and says of the same thing; 0 for one without a number."""
        for columns in _alone(table):
            if all(row.get(name) is not None for name in columns):
                where = [table.c[name] == row[name] for name in columns]
                found = self.session.execute(select(*table.primary_key).where(*where)).first()
                if found is not None:
                    return int(found[0]) if "id" in table.c else 0
        return None

    def _number(self, kind: str, there: int) -> int | None:
        found = self.here.get(kind, {}).get(there, GONE)
        return None if found == GONE else found

    def _note(self, kind: str, there: int, here: int) -> None:
        house = self.archive.manifest["house"]
        self.notes.append({"club_id": self.club, "house": house, "kind": kind, "there": there, "here": here})


def _links(table: Table, row: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Each column of a row that names one, and the table of that."""
    return tuple((column, other) for column, other in plan.references(table, row) if row.get(column) is not None)


def _alone(table: Table) -> Iterator[tuple[str, ...]]:
    """The columns of which two rows cannot say the same."""
    if "id" not in table.c:
        yield tuple(column.name for column in table.primary_key)
    for rule in table.constraints:
        if isinstance(rule, UniqueConstraint) and not isinstance(rule, ForeignKeyConstraint):
            names = tuple(column.name for column in rule.columns)
            if names not in {("student_id", "assignment_id", "attempt"), ("code",)}:
                yield names
