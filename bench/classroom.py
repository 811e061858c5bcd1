"""A class at one look, with a million gradings in the database: the page of a term, a week by goals, Monday, a sheet.

700 classes of 40 with 18 tasks and two tries of each; the class in the middle has real reports of eight criteria, all
of them with people's levels beside. Seconds of the processor: the database is in the same process. The floor is asking
the database for that class, without a page.
"""

from __future__ import annotations

import json
import re
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from _measure import Figure, arguments, show, typical
from _projects import project
from flask.testing import FlaskClient
from sqlalchemy import text

from grader.grade import grade
from grader.report import to_json
from grader.rubric.load import load
from grader.upload import read
from web import create_app
from worker.health import Health
from worker.rubrics import Shelf
from worker.settings import Settings
from worker.store import Store, open_store
from worker.store.frozen import freeze
from worker.supervise import prepare

RUBRIC = Path(__file__).parent / "eight-criteria"
GRADINGS, CLASS, WEEKS, TRIES = 1_000_000, 40, 18, 2
CELLS = CLASS * WEEKS * TRIES
CLASSES = GRADINGS // CELLS + 1
MIDDLE = CLASSES // 2 + 1  # the id of the class that is asked for
PASSWORD = "bench-bench-bench"  # noqa: S105 - of a database that is thrown away
AIM = 0.3
NUMBERS = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i + 1 < :count) "
# What is filled in: a table with its columns, and each row from its number.
FILL = (
    ("classroom (id, club_id, name, language, at)", "i + 1, 1, 'Class ' || i, 'en', :at", CLASSES),
    (
        "student (id, classroom_id, nickname, language, code, at)",
        "i + 1, i / :class + 1, 'Student ' || i, 'en', 'CODE-' || i, :at",
        CLASSES * CLASS,
    ),
    (
        "assignment (id, classroom_id, rubric_id, opens, due, counts, closed, at)",
        "i + 1, i / :weeks + 1, :rubric, :at, :at, 'best', (i + 1) % :weeks > 0, :at",
        CLASSES * WEEKS,
    ),
    (
        "submission (id, student_id, assignment_id, attempt, turn, file_hash, file_name, size, kind, at)",
        (
            "i + 1, i / :cells * :class + i % :class + 1, i / :cells * :weeks + i / :class % :weeks + 1,"
            " i / (:class * :weeks) % :tries + 1, 1, printf('%064d', i), 'a.sb3', 9, 'sb3', :at"
        ),
        GRADINGS,
    ),
    (
        (
            "grading (id, submission_id, kept_rubric_id, queue, state, job_attempt, runs, leases_lost, queued_at, at,"
            " finished, report, gates_met, share)"
        ),
        (
            "i + 1, i + 1, 1, 'grade', 'done', 1, 1, 0, :at, :at, :at,"
            " CASE WHEN i / :cells + 1 = :middle THEN :whole ELSE :short END, 1, '1/2'"
        ),
        GRADINGS,
    ),
    (
        'mark (student_id, assignment_id, criterion, level, "by", by_id, reason, at)',
        (
            "(:middle - 1) * :class + i % :class + 1, (:middle - 1) * :weeks + i / :class + 1, 'loops', 'good',"
            " 'mentor', 1, '', :at"
        ),
        CLASS * WEEKS,
    ),
)


def main() -> None:
    """Measure a database of our own, in a folder that is thrown away."""
    words = arguments(__doc__)
    with tempfile.TemporaryDirectory() as folder:
        settings = Settings.from_env({"KRU_SECRET_KEY": "bench"}, data=Path(folder))
        prepare(settings)
        store = open_store(settings.database_url, settings.files)
        fill(store)
        client = enter(store, settings)
        task = (MIDDLE - 1) * WEEKS + WEEKS // 2
        floor = typical(partial(store.glances.classroom, MIDDLE))
        week = typical(partial(store.glances.task, task))
        pages = (
            (f"the term of {CLASS} in {WEEKS} weeks", f"/mentor/class/{MIDDLE}/term", floor),
            ("a week goal by goal", f"/mentor/task/{task}/goals", week),
            ("Teach on Monday", f"/mentor/task/{task}/teach", week),
            ("a week as a sheet", f"/mentor/task/{task}/export.csv", week),
            ("the class, with one open task", f"/mentor/class/{MIDDLE}", week),
            ("the task", f"/mentor/task/{task}", week),
        )
        figures = [
            Figure(name, typical(partial(get, client, at)), below, "its question", aim=AIM) for name, at, below in pages
        ]
        store.close()
    show("classroom", figures, words.form)


def fill(store: Store) -> None:
    """A million gradings, and the class in the middle with reports as they really are."""
    loaded = load(RUBRIC)
    resolved = freeze(loaded, store.files)
    rubric = loaded.rubric
    store.rubrics.keep(rubric.id, rubric.version, loaded.score_hash, loaded.words_hash, resolved)
    store.settings.set(f"rubric:{rubric.id}", {"print": "", "path": str(RUBRIC), "problem": None})
    whole = json.dumps(to_json(grade(read(project(200)), loaded)))
    values = {
        "at": datetime(2026, 3, 1, tzinfo=UTC).strftime("%Y-%m-%d %H:%M:%S"),
        "rubric": rubric.id,
        "whole": whole,
        "short": json.dumps({"results": []}),
        "class": CLASS,
        "weeks": WEEKS,
        "tries": TRIES,
        "cells": CELLS,
        "middle": MIDDLE,
    }
    with store.database.write() as session:
        for table, row, count in FILL:
            session.execute(text(f"INSERT INTO {table} {NUMBERS}SELECT {row} FROM n"), {**values, "count": count})  # noqa: S608 - of our own parts
        session.execute(text("ANALYZE"))
    print(f"{GRADINGS} gradings; a report of the class that is asked for: {len(whole) // 1000} kB")


def enter(store: Store, settings: Settings) -> FlaskClient:
    """A browser in which a lead has signed in."""
    store.people.join(store.people.make_invite("lead", club=1), "bench", "Bench", PASSWORD)
    app = create_app(store, Shelf(store), lambda _grading: None, settings, lambda: Health((), datetime.now(UTC)))
    client = app.test_client()
    page = client.get("/mentor/sign-in").get_data(as_text=True)
    token = re.search(r'name="csrf_token" value="([^"]+)"', page)
    assert token
    form = {"csrf_token": token[1], "login": "bench", "password": PASSWORD}
    assert client.post("/mentor/sign-in", data=form).status_code == 302
    return client


def get(client: FlaskClient, address: str) -> None:
    """A page, to its last byte."""
    answer = client.get(address)
    assert answer.status_code == 200, answer.status
    assert answer.data


if __name__ == "__main__":
    main()
