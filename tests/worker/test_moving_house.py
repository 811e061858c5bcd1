"""A club goes to another Kru with all that was said of its works, once, whole, and into no other club."""

from __future__ import annotations

import json
import shutil
import zipfile
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from sqlalchemy import func, select

from tests.kit.people import Cast, empty_store
from tests.kit.projects import project
from tests.worker.conftest import HAS_POSTGRES, ask_postgres
from worker import jobs
from worker.backup.archive import MANIFEST
from worker.moving_house import commands, into, out
from worker.moving_house.opened import MoveError
from worker.privacy import privacy
from worker.settings import Settings
from worker.store import Store, open_store
from worker.store import models as m

MOST = 50_000_000
Rows = list[dict[str, Any]]


@pytest.fixture
def full(cast: Cast, tiny: Path) -> Cast:
    """Two graded works and one that waits; marks, a change, a question with its answer; a class of another club."""
    del tiny
    store, given = cast.store, cast.give()
    first = store.submissions.hand_in(cast.sokha.id, given.id, project(1), "ឆ្មា.sb3")
    store.submissions.hand_in(cast.dara.id, given.id, project(2), "dara-cat.sb3")
    for ticket in store.gradings.queued():
        jobs.run(store, Settings.in_memory(), ticket.grading, ticket.job_attempt)
    store.submissions.hand_in(cast.sokha.id, given.id, project(3), "cat.sb3")
    store.marks.mark("mentor", cast.channary.id, cast.sokha.id, given.id, "playtest", "great", "Sokha tells it well")
    store.marks.mark("self", cast.sokha.id, cast.sokha.id, given.id, "playtest", "good")
    store.marks.override(first.submission_id, "flag", "great", "I saw it", cast.channary.id)
    asked = store.marks.ask(first.submission_id, "flag", "Why, asks Sokha?")
    store.marks.answer(asked.id, cast.channary.id, "See the yellow block")
    return cast


@pytest.fixture(scope="module")
def far(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with a club of its own in it, copied for every test."""
    folder = tmp_path_factory.mktemp("far")
    store = empty_store(folder)
    club = store.people.make_club("Far", "km", "Asia/Phnom_Penh")
    lead = store.people.join(store.people.make_invite("lead", club=club.id), "far", "Far", "mango-and-rice")
    room = store.people.make_classroom(lead.id, "Far A", "km")
    store.people.add_students(room.id, [f"Far {number}" for number in range(20)])
    store.close()
    return folder / "kru.db"


@pytest.fixture
def there(far: Path, tmp_path: Path) -> Iterator[Store]:
    """Another Kru, on SQLite: numbers differ."""
    (tmp_path / "there").mkdir()
    shutil.copy(far, tmp_path / "there" / "kru.db")
    store = open_store(f"sqlite:///{tmp_path / 'there' / 'kru.db'}", tmp_path / "there" / "files")
    yield store
    store.close()


def moved(cast: Cast, there: Store, target: Path, **how: bool) -> into.Taken:
    out.export(cast.store, "club", cast.club.id, target, **how)
    return into.take(there, target, MOST)


def counts(store: Store) -> dict[str, int]:
    with store.database.read() as session:
        tables = m.Base.metadata.sorted_tables
        return {one.name: session.scalar(select(func.count()).select_from(one)) or 0 for one in tables}


def reports(store: Store, club: str) -> list[Any]:
    """What counts of every work of a club, by student and try."""
    with store.database.read() as session:
        rows = session.execute(
            select(m.Student.nickname, m.Submission)
            .join(m.Submission, m.Submission.student_id == m.Student.id)
            .join(m.Classroom, m.Classroom.id == m.Student.classroom_id)
            .join(m.Club, m.Club.id == m.Classroom.club_id)
            .where(m.Club.name == club)
            .order_by(m.Student.nickname, m.Submission.attempt)
        ).all()
    found = []
    for name, handed_in in rows:
        result = store.results.of(handed_in.id)
        said = store.marks.overrides(handed_in.id)
        found.append(
            (
                name, handed_in.attempt, handed_in.at, handed_in.file_name, store.files.read(handed_in.file_hash),
                result and (result.report, result.grading.state, result.grading.share),
                [(one.criterion, one.level, one.reason) for one in said],
            )
        )  # fmt: skip
    return found


def test_a_club_is_the_same_there(full: Cast, there: Store, tmp_path: Path) -> None:
    taken = moved(full, there, tmp_path / "club.zip")
    assert reports(there, "Kru Phnom Penh") == reports(full.store, "Kru Phnom Penh")
    assert len(reports(there, "Kru Phnom Penh")) == 3
    assert taken.new["student"] == 3
    with there.database.read() as session:
        asked = session.scalars(select(m.Question)).one()
        mentor = session.get_one(m.Mentor, asked.answered_by_id)
        assert (asked.text, asked.answer, mentor.name, mentor.role) == (
            "Why, asks Sokha?", "See the yellow block", "Channary", "mentor",
        )  # fmt: skip
        selfmark = session.scalars(select(m.Mark).where(m.Mark.by == "self")).one()
        assert selfmark.by_id == selfmark.student_id
        assert session.scalars(select(m.Grading.state).order_by(m.Grading.id)).all() == ["done", "done", "queued"]
        assert not session.scalars(select(m.KeptRubric.in_use)).one()
        codes = set(session.scalars(select(m.Student.code)))
    assert codes.isdisjoint({full.sokha.code, full.dara.code, full.bopha.code})  # new cards
    assert there.people.sign_in_mentor(mentor.login, into.NO_PASSWORD) is None


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)
@pytest.mark.skipif(not HAS_POSTGRES, reason="no PostgreSQL, or no psycopg")
def test_it_goes_into_the_other_database_too(full: Cast, postgres: str, tmp_path: Path) -> None:
    ask_postgres(postgres, "CREATE DATABASE moved_into")
    there = empty_store(tmp_path, postgres.format(database="moved_into"))
    moved(full, there, tmp_path / "club.zip")
    again = into.take(there, tmp_path / "club.zip", MOST)
    assert reports(there, "Kru Phnom Penh") == reports(full.store, "Kru Phnom Penh")
    assert again.new == {}
    there.close()


def test_twice_makes_nothing_twice_and_what_is_new_comes(full: Cast, there: Store, tmp_path: Path) -> None:
    moved(full, there, tmp_path / "club.zip")
    before = counts(there)
    again = into.take(there, tmp_path / "club.zip", MOST)
    assert (again.new, counts(there)) == ({}, {**before, "audit": before["audit"] + 1})
    given = full.store.assignments.assignments(full.saturday.id)[0]
    full.store.submissions.hand_in(full.dara.id, given.id, project(4), "new.sb3")
    third = moved(full, there, tmp_path / "later.zip")
    assert third.new == {"submission": 1, "grading": 1}


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)  # the other database would say the same
def test_who_was_deleted_here_does_not_come_back(full: Cast, there: Store, tmp_path: Path) -> None:
    moved(full, there, tmp_path / "club.zip")
    with there.database.read() as session:
        sokha = session.scalars(select(m.Student.id).where(m.Student.nickname == "Sokha")).one()
    privacy.delete(there, sokha)
    into.take(there, tmp_path / "club.zip", MOST)
    assert [one[0] for one in reports(there, "Kru Phnom Penh")] == ["Dara"]
    assert not there.files.has(sha256(project(1)).hexdigest())


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)  # the other database would say the same
def test_check_writes_nothing(full: Cast, there: Store, tmp_path: Path) -> None:
    out.export(full.store, "club", full.club.id, tmp_path / "club.zip")
    before = counts(there)
    told = into.take(there, tmp_path / "club.zip", MOST, check=True)
    assert (told.new["submission"], counts(there)) == (3, before)
    assert not [path for path in (tmp_path / "there" / "files").rglob("*") if path.is_file()]


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)  # the other database would say the same
def test_a_class_goes_into_the_club_that_is_named(full: Cast, there: Store, tmp_path: Path) -> None:
    out.export(full.store, "class", full.saturday.id, tmp_path / "class.zip")
    taken = into.take(there, tmp_path / "class.zip", MOST)
    assert (taken.new_club, taken.new["classroom"], taken.new["student"]) == (False, 1, 2)
    there.people.make_club("Second", "en", "UTC")
    with pytest.raises(MoveError, match="no club 99"):
        into.take(there, tmp_path / "class.zip", MOST, club=99)


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)  # the other database would say the same
def test_without_names_none_is_in_it_and_cards_only_when_asked_for(full: Cast, there: Store, tmp_path: Path) -> None:
    moved(full, there, tmp_path / "bare.zip", names=False)
    with zipfile.ZipFile(tmp_path / "bare.zip") as found:
        text = b"".join(found.read(name) for name in found.namelist() if name.startswith("rows/")).decode()
    words = ("Sokha", "Dara", "dara-cat", "Channary", full.sokha.code)
    assert [word for word in words if word in text] == []
    assert "tells it well" in text
    moved(full, there, tmp_path / "cards.zip", cards=True)
    with zipfile.ZipFile(tmp_path / "cards.zip") as found:
        assert full.sokha.code in found.read("rows/student.jsonl").decode()


def forged(archive: Path, table: str, change: Callable[[Rows], Rows], *, told: bool = True) -> None:
    """The same archive with other rows, their checksums made right."""
    with zipfile.ZipFile(archive) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    manifest = json.loads(parts.pop(MANIFEST))
    rows = [json.loads(line) for line in parts[f"rows/{table}.jsonl"].splitlines()]
    data = "".join(json.dumps(row) + "\n" for row in change(rows)).encode()
    parts[f"rows/{table}.jsonl"] = data
    if told:
        manifest["parts"][f"rows/{table}.jsonl"] = {"sha256": sha256(data).hexdigest(), "size": len(data)}
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as new:
        for name, part in {**parts, MANIFEST: json.dumps(manifest).encode()}.items():
            new.writestr(name, part)


def each(**values: object) -> Callable[[Rows], Rows]:
    return lambda rows: [{**row, **values} for row in rows]


def rubric(**values: object) -> Callable[[Rows], Rows]:
    return lambda rows: [{**row, "resolved": {**row["resolved"], **values}} for row in rows]


FORGERIES = [
    ("student", each(classroom_id=1_000), "does not come along"),
    ("submission", each(student_id=1_000), "does not come along"),
    ("mark", each(by="mentor", by_id=1_000), "does not come along"),
    ("submission", each(team_id=7), "does not come along"),
    ("mentor", each(role="admin"), "does not write"),
    ("mentor", each(password="x"), "does not write"),
    ("student", each(code="AAAA-AAAA"), "does not write"),
    ("student", each(nickname="x" * 81), "none of ours"),
    ("student", each(nickname="a\x00b"), "none of ours"),
    ("student", each(id=1), "one number"),
    ("mark", each(by="boss"), "none of ours"),
    ("grading", each(state="done", report={"results": 1}), "cannot be read"),
    ("submission", each(file_hash="../../../etc/passwd"), "none of ours"),
    ("kept_rubric", rubric(starter={"../../evil.sb3": "0" * 64}), "outside its folder"),
    ("kept_rubric", rubric(rubric={"id": "x"}), "cannot be read"),
    ("club", lambda rows: [*rows, {**rows[0], "id": 9}], "more than one club"),
]


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)  # the other database would say the same
def test_forged_and_damaged_archives_leave_nothing(full: Cast, there: Store, tmp_path: Path) -> None:
    whole = tmp_path / "club.zip"
    out.export(full.store, "club", full.club.id, whole)
    before = counts(there)
    for number, (table, change, why) in enumerate(FORGERIES):
        one = tmp_path / f"{number}.zip"
        one.write_bytes(whole.read_bytes())
        forged(one, table, change)
        with pytest.raises(MoveError, match=why):
            into.take(there, one, MOST)
        assert counts(there) == before, (table, why)
    forged(whole, "student", each(nickname="Other"), told=False)
    with pytest.raises(MoveError, match=r"other parts than it says"):
        into.take(there, whole, MOST)
    assert not [path for path in (tmp_path / "there" / "files").rglob("*") if path.is_file()]


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)  # the other database would say the same
def test_a_rubric_of_an_archive_takes_no_other_ones_place(full: Cast, there: Store, tmp_path: Path) -> None:
    """It claims the prints of another rubric: they are taken anew."""
    out.export(full.store, "club", full.club.id, tmp_path / "club.zip")
    forged(tmp_path / "club.zip", "kept_rubric", lambda rows: [{**row, "score_hash": "0" * 16} for row in rows])
    forged(tmp_path / "club.zip", "kept_rubric", rubric(score_hash="0" * 16, folder="/etc"))
    into.take(there, tmp_path / "club.zip", MOST)
    with there.database.read() as session, full.store.database.read() as other:
        kept, first = session.scalars(select(m.KeptRubric)).one(), other.scalars(select(m.KeptRubric)).one()
    assert (kept.score_hash, kept.words_hash) == (first.score_hash, first.words_hash)
    assert kept.resolved["folder"] == "moved"


def parts_of(path: Path, parts: dict[str, bytes], told: dict[str, Any]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in parts.items():
            new.writestr(name, data)
        whole = {"kru-move": 1, "house": "h" * 20, "kind": "club", "parts": told}
        new.writestr(MANIFEST, json.dumps(whole))
    return path


def test_zips_that_would_do_harm_are_not_opened(there: Store, tmp_path: Path) -> None:
    bomb = b"0" * 2_000_000
    told = {"sha256": sha256(bomb).hexdigest(), "size": len(bomb)}
    for name, parts, listed, why in (
        ("slip", {"../evil": b"x"}, {"../evil": {"sha256": sha256(b"x").hexdigest(), "size": 1}}, "does not write"),
        ("bomb", {"files/" + "0" * 64: bomb}, {"files/" + "0" * 64: told}, "too big"),
        ("liar", {"rows/club.jsonl": bomb}, {"rows/club.jsonl": {**told, "size": 10}}, "other parts"),
        ("more", {"rows/club.jsonl": b"", "secret-key": b"x"}, {"rows/club.jsonl": {**told, "size": 0}}, "other parts"),
    ):
        with pytest.raises(MoveError, match=why):
            into.take(there, parts_of(tmp_path / f"{name}.zip", parts, listed), 1_000_000)
    (tmp_path / "cut.zip").write_bytes(b"PK\x03\x04 and no end")
    with pytest.raises(MoveError, match="no archive of"):
        into.take(there, tmp_path / "cut.zip", MOST)
    with zipfile.ZipFile(tmp_path / "backup.zip", "w") as new:
        new.writestr(MANIFEST, json.dumps({"form": 1, "parts": {}}))
    with pytest.raises(MoveError, match="kru restore"):
        into.take(there, tmp_path / "backup.zip", MOST)


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)  # the other database would say the same
def test_a_full_disk_leaves_nothing(full: Cast, there: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out.export(full.store, "club", full.club.id, tmp_path / "club.zip")
    before = counts(there)

    def stopped(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(into._Move, "_filled", stopped)
    with pytest.raises(OSError, match="No space"):
        into.take(there, tmp_path / "club.zip", MOST)
    assert counts(there) == before
    assert not [path for path in (tmp_path / "there" / "files").rglob("*") if path.is_file()]


@pytest.mark.parametrize("cast", ["sqlite"], indirect=True)  # the other database would say the same
def test_the_commands_say_what_they_did(full: Cast, far: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DATABASE_URL", str(full.store.database.engine.url.render_as_string(hide_password=False)))
    run, target = CliRunner(), str(tmp_path / "class.zip")
    here = ["--data", str(tmp_path)]
    made = run.invoke(commands.export, ["Saturday A", "--out", target, *here])
    assert (made.exit_code, "3 files" in made.output) == (0, True), made.output
    nobody = run.invoke(commands.export, ["Monday", "--out", str(tmp_path / "x.zip"), *here])
    assert (nobody.exit_code, f"class:{full.sunday.id} Sunday B" in nobody.output) == (2, True), nobody.output
    monkeypatch.delenv("DATABASE_URL")
    (tmp_path / "new").mkdir()
    shutil.copy(far, tmp_path / "new" / "kru.db")
    refused = run.invoke(commands.take_in, [target, "--data", str(tmp_path / "new"), "--club", "4"])
    assert (refused.exit_code, "Nothing was taken in" in refused.output) == (1, True), refused.output
