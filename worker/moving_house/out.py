"""Write the archive: the rows of a club or a class, and the files that they name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from importlib.metadata import version
from pathlib import Path, PurePath
from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.orm import Session

from worker.backup.archive import MANIFEST, writing
from worker.moving_house import plan
from worker.store import Store
from worker.store import models as m
from worker.store.codes import new_token
from worker.store.database import now
from worker.unnamed import cleaner

HOUSE = "house"  # the setting that names this Kru to others: letters by chance
BATCH = 500


@dataclass(frozen=True, slots=True)
class Sent:
    """What an archive holds. `left` are rows that belong to somebody who does not go along."""

    rows: int
    files: int
    left: int
    missing: tuple[str, ...]


@dataclass(slots=True)
class _Pack:
    """What goes along so far: the numbers of each table, and the rows still to be written."""

    session: Session
    names: bool
    cards: bool
    ids: dict[str, set[int]] = field(default_factory=dict)
    left: int = 0

    def gather(self, kind: str, number: int) -> dict[str, list[dict[str, Any]]]:
        """The rows by table, those first that others name."""
        found: dict[str, list[dict[str, Any]]] = {table.name: [] for table in plan.CARRIED}
        for table in plan.CARRIED:
            if table.name in plan.OWNERS or table.name == "club":
                self._add(table, self._rows(table, kind, number), found)
        for name in plan.ASKED_FOR:
            table = m.Base.metadata.tables[name]
            wanted = sorted(self.ids.get(name, ()))
            rows = self._in_batches(table, "id", wanted)
            found[name] = [self._plain(table, row) for row in rows]
        return found

    def _rows(self, table: Table, kind: str, number: int) -> Iterator[Any]:
        if table.name == "club":
            yield from self._in_batches(table, "id", [self._club(kind, number)])
        elif table.name == "classroom" and kind == "class":
            yield from self._in_batches(table, "id", [number])
        else:
            owner = plan.OWNERS[table.name]
            of = next(iter(table.c[owner].foreign_keys)).column.table.name
            yield from self._in_batches(table, owner, sorted(self.ids.get(of, ())))

    def _club(self, kind: str, number: int) -> int:
        return number if kind == "club" else self.session.get_one(m.Classroom, number).club_id

    def _in_batches(self, table: Table, column: str, values: Sequence[int]) -> Iterator[Any]:
        for start in range(0, len(values), BATCH):
            some = select(table).where(table.c[column].in_(values[start : start + BATCH]))
            yield from self.session.execute(some.order_by(*table.primary_key)).mappings()

    def _add(self, table: Table, rows: Iterable[Any], found: dict[str, list[dict[str, Any]]]) -> None:
        for row in rows:
            plain = self._plain(table, row)
            if not self._may_go(table, plain):
                self.left += 1
                continue
            if "id" in row:
                self.ids.setdefault(table.name, set()).add(row["id"])
            for column, other in plan.references(table, plain):
                if other in plan.ASKED_FOR and plain[column] is not None:
                    self.ids.setdefault(other, set()).add(plain[column])
            found[table.name].append(plain)

    def _may_go(self, table: Table, plain: dict[str, Any]) -> bool:
        """Whether all that it cannot be without goes along; what it can be without is taken out."""
        for column, other in plan.references(table, plain):
            value = plain[column]
            if value is None or other in plan.ASKED_FOR or value in self.ids.get(other, ()):
                continue
            if not table.c[column].nullable:
                return False
            if other != table.name:  # another row of its own table may come later
                plain[column] = None
        return True

    def _plain(self, table: Table, row: Any) -> dict[str, Any]:
        kept = {one.name: _out(row[one.name]) for one in plan.columns(table, secrets=self.cards)}
        return kept if self.names else _unnamed(table.name, kept)


def export(store: Store, kind: str, number: int, target: Path, *, names: bool = True, cards: bool = False) -> Sent:
    """Write a club or a class into an archive. BackupError when it cannot be written."""
    house = _house(store)
    with writing(target) as writer:
        with store.database.read() as session:
            pack = _Pack(session, names, cards)
            rows = pack.gather(kind, number)
            if not names:
                _clean(session, rows)
        for name, some in rows.items():
            writer.lines(f"rows/{name}.jsonl", (json.dumps(row, ensure_ascii=False) for row in some))
        wanted = sorted(set(hashes(rows)))
        missing = []
        for name in wanted:
            try:
                writer.data(f"files/{name}", store.files.read(name))
            except FileNotFoundError:  # let go by age: its row goes along
                missing.append(name)
        manifest = {
            "kru-move": plan.FORM,
            "kru": version("kru"),
            "made": now().isoformat(timespec="seconds"),
            "house": house,
            "kind": kind,
            "name": rows["classroom" if kind == "class" else "club"][0]["name"],
            "names": names,
            "cards": cards,
            "rows": {name: len(some) for name, some in rows.items()},
            "missing": missing,
            "parts": writer.parts,
        }
        writer.archive.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
    return Sent(sum(map(len, rows.values())), len(wanted) - len(missing), pack.left, tuple(missing))


def choices(store: Store) -> tuple[tuple[str, int, str], ...]:
    """Every club and class: its kind, its number, its name."""
    with store.database.read() as session:
        clubs = session.execute(select(m.Club.id, m.Club.name).order_by(m.Club.id)).all()
        rooms = session.execute(select(m.Classroom.id, m.Classroom.name).order_by(m.Classroom.id)).all()
    return (*(("club", *one) for one in clubs), *(("class", *one) for one in rooms))


def hashes(rows: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    """Every file that these rows name."""
    for table in ("submission", "live_picture"):
        yield from (row["file_hash"] for row in rows[table])
    for row in rows["kept_rubric"]:
        yield from (row["resolved"].get("starter") or {}).values()


def _house(store: Store) -> str:
    known = store.settings.get(HOUSE)
    if known is None:
        known = {"id": new_token()}
        store.settings.set(HOUSE, known)
    return str(known["id"])


def _out(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime | date) else value


def _unnamed(table: str, row: dict[str, Any]) -> dict[str, Any]:
    """The row without whose it is; what people wrote is cleaned when all names are known."""
    if table == "student":
        return {**row, "nickname": f"Student {row['id']}"}
    if table == "mentor":
        return {**row, "name": f"Mentor {row['id']}"}
    if table == "team":
        return {**row, "name": f"Team {row['id']}"}
    if table == "submission":
        suffix = "".join(sign for sign in PurePath(row["file_name"]).suffix if sign.isascii() and sign.isprintable())
        return {**row, "file_name": f"project-{row['id']}{suffix[:8]}"}
    return row


def _clean(session: Session, rows: dict[str, list[dict[str, Any]]]) -> None:
    names: list[str] = []
    for table, column in ((m.Student, m.Student.nickname), (m.Mentor, m.Mentor.name)):
        ids = [row["id"] for row in rows[table.__tablename__]]
        for start in range(0, len(ids), BATCH):
            names += session.scalars(select(column).where(table.id.in_(ids[start : start + BATCH])))
    clean = cleaner(names)
    for table_name, texts in plan.TEXTS.items():
        for row in rows[table_name]:
            row.update({name: clean(row[name]) for name in texts if row[name]})
