"""Pages of a class in a database with a million gradings, in SQLite.

    python bench/load.py

Forty girls hand in and are graded, four tries each; the rest of the million is of a thousand others, without reports.
"""

from __future__ import annotations

import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from _measure import Figure, arguments, show, typical
from _projects import project
from service import RUBRIC, people
from sqlalchemy import text

from grader.grade import grade
from grader.report import to_json
from grader.rubric.load import load
from grader.upload import read
from web import create_app
from web.access import mentor, sign_in
from worker.health import Health
from worker.rubrics import Shelf
from worker.settings import Settings
from worker.store import Store, open_store
from worker.supervise import prepare

GRADINGS, OTHERS, AIM = 1_000_000, 1000, 0.3
LEASE = timedelta(minutes=5)
COPY = """
INSERT INTO submission (student_id, assignment_id, attempt, turn, file_hash, file_name, size, kind, at)
SELECT student_id, assignment_id, attempt + :by, turn + :by, file_hash || :by, file_name, size, kind, at
FROM submission WHERE id <= :first
"""
MORE = """
INSERT INTO grading (submission_id, kept_rubric_id, queue, state, job_attempt, runs, leases_lost, queued_at, at,
    started, finished, report, engine, gates_met, share)
SELECT submission.id, kept_rubric_id, queue, state, job_attempt, runs, leases_lost, queued_at, grading.at,
    started, finished, CASE WHEN submission.id > :own THEN NULL ELSE report END, engine, gates_met, share
FROM submission JOIN grading ON grading.submission_id = (submission.id - 1) % :first + 1
WHERE submission.id > :first
"""
ELSEWHERE = """
INSERT INTO submission (student_id, assignment_id, attempt, turn, file_hash, file_name, size, kind, at)
WITH RECURSIVE number(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < :count)
SELECT :students + n % 1000, :other, 1000 + n, 1000 + n, file_hash || 'x' || n, file_name, size, kind, at
FROM number JOIN submission ON submission.id = n % :first + 1
"""


def main() -> None:
    """Fill a database of our own, and ask for the pages of a class."""
    words = arguments(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_env({"KRU_RUBRICS": str(Path(folder, "none"))}, data=Path(folder))
        prepare(settings)
        store = open_store(settings.database_url, settings.files)
        begun = time.perf_counter()
        given = fill(store)
        print(f"{GRADINGS} gradings in {time.perf_counter() - begun:.0f} s")
        figures = [
            Figure(f"{name}, {GRADINGS:,} gradings", seconds, aim=AIM) for name, seconds in ask(store, settings, given)
        ]
        store.close()
    show("load", figures, words.form)


def fill(store: Store) -> int:
    """A class with four tries of each girl, and the rest of the million in a class of others; the task of the class."""
    students, (mine, _) = people(store)
    view = store.assignments.assignment(mine)
    assert view is not None
    teacher = store.people.teachers(view.classroom)[0]
    room = store.people.make_classroom(teacher.id, "Others", "en")
    others = store.people.add_students(room.id, [f"Other {number}" for number in range(OTHERS)])
    with store.database.write() as session:  # theirs alone: the home page of this mentor is about her class
        session.execute(text("DELETE FROM mentor_classroom WHERE classroom_id = :room"), {"room": room.id})
    other = store.assignments.give(room.id, RUBRIC.name).id
    loaded = load(RUBRIC)
    report = to_json(grade(read(project(200, seed=1)), loaded))
    for number, student in enumerate(students):
        receipt = store.submissions.hand_in(student, mine, project(200, seed=number), "bench.sb3")
        claimed = store.gradings.claim(receipt.grading_id or 0, 1, lease=LEASE)
        assert claimed is not None
        store.gradings.finish(claimed, report, engine="0", kind="sb3")
    first = len(students)
    with store.database.write() as session:
        for by in (1, 2, 3):
            session.execute(text(COPY), {"by": by, "first": first})
        elsewhere = {"students": min(one.id for one in others), "other": other}
        session.execute(text(ELSEWHERE), {"count": GRADINGS - 4 * first, "first": first, **elsewhere})
        session.execute(text(MORE), {"first": first, "own": 4 * first})
    return mine


def ask(store: Store, settings: Settings, given: int) -> list[tuple[str, float]]:
    """Seconds of the processor for each page: SQLite works in the same process, so a machine at rest takes as long."""
    app = create_app(store, Shelf(store), lambda _: None, settings, lambda: Health((), datetime.now(UTC)))
    view = store.assignments.assignment(given)
    assert view is not None
    teacher = store.people.teachers(view.classroom)[0]

    def enter() -> str:
        person = mentor(teacher.id)
        assert person is not None
        sign_in(person, shared=False)
        return "in"

    enter.kru_rule = "anyone"  # type: ignore[attr-defined]
    app.add_url_rule("/bench-enters", "bench_enters", enter)
    client = app.test_client()
    client.get("/bench-enters")
    pages = {"class": f"/mentor/class/{view.classroom}", "term": f"/mentor/class/{view.classroom}/term",
             "task": f"/mentor/task/{given}", "goals": f"/mentor/task/{given}/goals", "home": "/mentor/"}  # fmt: skip

    def get(address: str) -> None:
        assert client.get(address).status_code == 200, address

    return [(name, typical(lambda at=at: get(at))) for name, at in pages.items()]  # type: ignore[misc]


if __name__ == "__main__":
    main()
